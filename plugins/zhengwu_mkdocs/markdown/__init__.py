"""Plugin `zhengwu/markdown`: pages are rendered by the dialect that the lint reads."""
