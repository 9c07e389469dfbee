"""Options of `zhengwu/announcement`: none, everything comes from the register."""

from __future__ import annotations

from mkdocs.config.base import Config


class AnnouncementConfig(Config):
    """No options."""
