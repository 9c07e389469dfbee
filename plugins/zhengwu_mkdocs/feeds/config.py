"""Options of `zhengwu/feeds`: none, every column of dated pages has a feed."""

from __future__ import annotations

from mkdocs.config.base import Config


class FeedsConfig(Config):
    """No options."""
