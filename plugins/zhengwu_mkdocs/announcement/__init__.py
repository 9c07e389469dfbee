"""Plugin `zhengwu/announcement`: the banners above every page."""
