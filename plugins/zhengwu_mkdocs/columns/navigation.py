"""The columns as templates see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.pages.index import SITE_MAP, url_of

if TYPE_CHECKING:
    from zhengwu.model.site import Column
    from zhengwu.pages.index import Page, PageIndex


class Navigation:
    """The columns of a site; its cost does not grow with the number of pages."""

    def __init__(self, pages: PageIndex, home_items: int) -> None:
        """Take the pages of the site."""
        self._pages = pages
        self._home_items = home_items
        self.site_map = url_of(SITE_MAP)

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

    def latest(self, column: Column) -> tuple[Page, ...]:
        """Return the newest pages of `column`."""
        return self._pages.listing(column)[: self._home_items]

    def of_type(self, name: str) -> Column | None:
        """Return the first column of a column type."""
        return next((c for c in self._pages.site.columns if c.type == name), None)
