"""Plugin `zhengwu/site`: chooses the site, loads the city, and gives both to the other plugins."""
