"""Options of `zhengwu/columns`."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config

from zhengwu.pages.index import PAGE_SIZE


class ColumnsConfig(Config):
    """Options of `zhengwu/columns`."""

    page_size = c.Type(int, default=PAGE_SIZE)
    """Entries on a numbered page of a column's list; to change it moves all of them."""
