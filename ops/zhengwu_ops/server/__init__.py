"""What stands on a web server: the receiver of releases, and the configuration around it."""

from __future__ import annotations

from pathlib import Path

# The file that is copied to servers as it is.
RECEIVER = Path(__file__).with_name("receiver.py")
