"""Options of `zhengwu/site`."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class SiteConfig(Config):
    """Options of `zhengwu/site`."""

    site = c.Type(str, default="portal")
    """Id of the site to build or preview: the name of its folder below `content`."""

    content = c.Type(str, default="content")
    """The folder of `city.yml`, relative to the configuration file."""

    date = c.Optional(c.Type(str))
    """The moment by which is built, `YYYY-MM-DD HH:MM`, or `YYYY-MM-DD` for the end of that day;
    now if not set."""

    pages = c.ListOfItems(c.Type(str), default=[])
    """Patterns of the pages to build, such as `xwdt/*`; all if empty. A part of a site builds to
    the same bytes as the whole."""
