"""Options of `zhengwu/markdown`: none, the dialect is the same everywhere."""

from __future__ import annotations

from mkdocs.config.base import Config


class MarkdownConfig(Config):
    """No options."""
