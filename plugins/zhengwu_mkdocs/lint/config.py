"""Options of `zhengwu/lint`."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class LintConfig(Config):
    """Options of `zhengwu/lint`."""

    enabled = c.Type(bool, default=True)
    """Whether to judge pages while they are built. `zhengwu build` judges the finished folder
    instead."""

    panel = c.Type(bool, default=True)
    """Whether the preview shows a page's findings on the page itself."""
