"""Plugin `zhengwu/feeds`: what machines read: Atom feeds, `sitemap.xml`, `robots.txt`."""
