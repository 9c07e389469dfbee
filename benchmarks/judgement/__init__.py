"""Measures what the lint rejects of hostile texts, and what it stops of honest ones."""
