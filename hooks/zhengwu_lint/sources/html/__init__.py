"""Built pages, and the HTML of a page's source."""
