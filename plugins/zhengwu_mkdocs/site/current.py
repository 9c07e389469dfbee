"""The site of the running build, as the other plugins ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from mkdocs.exceptions import PluginError

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.pages.index import Page, PageIndex
    from zhengwu_mkdocs.site.plugin import SitePlugin

NAME = "zhengwu/site"


@dataclass(frozen=True)
class Current:
    """What is being built.

    Attributes:
        root: the folder of the configuration file.
        content: the folder of `city.yml`, relative to `root`, with `/`.
        city: the register.
        site: the site.
        pages: its pages; what is not due is left out unless previewed.
        moment: the minute by which is built.
        preview: an editor's `mkdocs serve`.
    """

    root: Path
    content: str
    city: City
    site: Site
    pages: PageIndex
    moment: datetime
    preview: bool

    @property
    def day(self) -> date:
        """The day by which is built."""
        return self.moment.date()

    def page(self, src_uri: str) -> Page | None:
        """Return the page of the index that MkDocs knows as `src_uri`; None for made pages."""
        return self.pages.pages.get(src_uri)

    def file(self, src_uri: str) -> str:
        """Return the name by which people know a page's file."""
        return f"{self.content}/{self.site.id}/{src_uri}"


def current(config: MkDocsConfig) -> Current:
    """Return what is being built; `PluginError` where `zhengwu/site` is not among the plugins."""
    if NAME not in config.plugins:
        raise PluginError(
            f"插件 {NAME} 没有启用：请在 mkdocs.yml 的 plugins 里把它写在其他 zhengwu 插件之前"
        )
    plugin = cast("SitePlugin", config.plugins[NAME])
    if plugin.current is None:
        raise PluginError(f"插件 {NAME} 要写在其他 zhengwu 插件之前")
    return plugin.current
