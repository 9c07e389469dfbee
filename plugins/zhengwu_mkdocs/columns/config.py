"""Options of `zhengwu/columns`."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config

from zhengwu.pages.index import PAGE_SIZE


class ColumnsConfig(Config):
    """Options of `zhengwu/columns`."""

    page_size = c.Type(int, default=PAGE_SIZE)
    """Entries on one page of a column's list."""

    home_items = c.Type(int, default=8)
    """Entries of a column's block on the home page."""
