"""The site of the running build, as the other plugins ask for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol, cast

from mkdocs.exceptions import PluginError

from zhengwu.pages.page_views import PageViews

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

    from zhengwu.facts_reader import FactsReader
    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.pages.index import Page, PageIndex
    from zhengwu.pages.page_views import ViewOptions
    from zhengwu.snapshot import Snapshot

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
        known: the pages that readers know, from before while the site is off line.
        moment: the minute by which is built.
        preview: an editor's `mkdocs serve`.
        options: what the plugins say of pages.
        snapshot: the city.
        facts: reads the facts of its pages.
    """

    root: Path
    content: str
    city: City
    site: Site
    pages: PageIndex
    known: PageIndex
    moment: datetime
    preview: bool
    options: ViewOptions
    snapshot: Snapshot
    facts: FactsReader

    def page(self, src_uri: str) -> Page | None:
        """Return the page of the index that MkDocs knows as `src_uri`; None for made pages."""
        return self.pages.pages.get(src_uri)

    def file(self, src_uri: str) -> str:
        """Return the name by which people know a page's file."""
        return f"{self.content}/{self.site.id}/{src_uri}"

    def views(self) -> PageViews:
        """Return the views of the site's pages."""
        return PageViews(self.city, self.pages, self.known, self.moment, self.options)


class Holder(Protocol):
    """The plugin that loads the site: what is built, and its views once all plugins spoke."""

    current: Current | None
    views: PageViews | None


def current(config: MkDocsConfig) -> Current:
    """Return what is being built; `PluginError` where `zhengwu/site` is not among the plugins."""
    now = _holder(config).current
    if now is None:
        raise PluginError(f"插件 {NAME} 要写在其他 zhengwu 插件之前")
    return now


def views(config: MkDocsConfig) -> PageViews:
    """Return the views of the site's pages; asked for after all plugins have said their part."""
    holder = _holder(config)
    if holder.views is None:
        holder.views = current(config).views()
    return holder.views


def say(config: MkDocsConfig, **options: Any) -> None:  # noqa: ANN401 -- fields, typed there
    """Say, in `on_config`, what a plugin adds to the pages: fields of `ViewOptions`."""
    now = current(config)
    _holder(config).current = replace(now, options=replace(now.options, **options))


def say_around(config: MkDocsConfig, **options: Any) -> None:  # noqa: ANN401 -- fields, typed there
    """Say, in `on_config`, what a plugin adds around all pages: fields of `Surroundings`."""
    say(config, around=replace(current(config).options.around, **options))


def _holder(config: MkDocsConfig) -> Holder:
    if NAME not in config.plugins:
        raise PluginError(
            f"插件 {NAME} 没有启用：请在 mkdocs.yml 的 plugins 里把它写在其他 zhengwu 插件之前"
        )
    return cast("Holder", config.plugins[NAME])
