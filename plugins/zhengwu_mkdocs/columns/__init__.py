"""Plugin `zhengwu/columns`: list pages, navigation by column, the site map."""
