"""The columns as templates see them."""

from __future__ import annotations

import posixpath
from functools import cached_property
from typing import TYPE_CHECKING

from zhengwu.pages.index import SEARCH, SITE_MAP, url_of
from zhengwu.pages.neighbours import ColumnOrder, Neighbours

if TYPE_CHECKING:
    from zhengwu.model.site import Column
    from zhengwu.pages.index import Page, PageIndex

# What the footer links beside the seven items, by the name of the page's file.
_STATEMENTS = ("privacy", "accessibility")


class Navigation:
    """The columns of a site; its cost does not grow with the number of pages."""

    def __init__(self, pages: PageIndex, home_items: int) -> None:
        """Take the pages of the site."""
        self._pages = pages
        self._home_items = home_items
        self._relations = ColumnOrder(pages)
        self.site_map = url_of(SITE_MAP)
        self.search = url_of(SEARCH)

    @property
    def top(self) -> tuple[Column, ...]:
        """The columns of the navigation bar."""
        return self._pages.site.below("")

    def below(self, column: Column) -> tuple[Column, ...]:
        """Return the columns directly below `column`."""
        return self._pages.site.below(column.path)

    def url(self, column: Column) -> str:
        """Return the address of the column's page, relative to the site's root."""
        return url_of(f"{column.path}/index.md")

    def latest(self, column: Column, count: int = 0) -> tuple[Page, ...]:
        """Return the newest pages of `column`: `count`, or as many as the configuration says."""
        return self._pages.listing(column)[: count or self._home_items]

    def neighbours(self, page: Page | None) -> Neighbours:
        """Return the pages before and after `page` in its column's list."""
        return self._relations.neighbours(page)

    def file(self, page: Page, target: str | None) -> str:
        """Return the file that `target` names on `page`, below the site's root; "" if none."""
        found = self._pages.follow(target, page.path) if target else None
        return found.path if found and found.kind == "file" else ""

    def of_types(self, *names: str) -> tuple[Column, ...]:
        """Return the columns of these types, without those below another of the same type."""
        site = self._pages.site
        types = {column.path: column.type for column in site.columns}
        return tuple(
            column
            for column in site.columns
            if column.type in names and types.get(column.parent) != column.type
        )

    def top_of(self, column: Column) -> Column:
        """Return the highest column above `column`, or itself."""
        return self._pages.site.trail(column)[0]

    @cached_property
    def statements(self) -> tuple[Page, ...]:
        """The statements on privacy and accessibility, as far as they are written."""
        named: dict[str, Page] = {}
        for path, page in self._pages.pages.items():
            stem = path.removesuffix(".md").removesuffix("/index")
            named.setdefault(posixpath.basename(stem), page)
        return tuple(named[name] for name in _STATEMENTS if name in named)
