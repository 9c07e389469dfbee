"""Register files, edited by commands."""
