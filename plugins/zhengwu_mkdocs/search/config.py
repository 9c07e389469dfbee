"""Options of `zhengwu/search`."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class SearchConfig(Config):
    """Options of `zhengwu/search`."""

    public = c.Type(str, default="public")
    """Where `zhengwu build` puts finished sites, relative to the configuration file: the preview
    searches the index that stands there."""
