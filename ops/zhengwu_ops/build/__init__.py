"""Building sites: judged sources to judged pages in `public/`."""
