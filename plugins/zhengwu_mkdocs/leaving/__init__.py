"""Plugin `zhengwu/leaving`: a page before every destination outside government."""
