"""Plugin `zhengwu/search`: the choices of the search page, and search in the preview."""
