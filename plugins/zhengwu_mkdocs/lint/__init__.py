"""Plugin `zhengwu/lint`: judges every built page; the preview shows the findings on the page."""
