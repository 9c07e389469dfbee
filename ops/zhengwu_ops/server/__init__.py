"""What stands on a web server: the receiver of releases, and the configuration around it."""
