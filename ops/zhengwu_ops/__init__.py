"""Acting on the world: build, review, publish, monitor, inspect; and the command line."""
