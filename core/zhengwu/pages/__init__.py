"""Pages as data: their front matter, addresses, columns and links to one another."""
