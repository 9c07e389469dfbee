"""A page as templates see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.pages.index import url_of

if TYPE_CHECKING:
    from zhengwu.model.page import PageMeta
    from zhengwu.model.site import Column
    from zhengwu.pages.index import Page
    from zhengwu_mkdocs.site.current import Current


@dataclass(frozen=True)
class Crumb:
    """A step of the breadcrumbs; `url` is relative to the site's root."""

    name: str
    url: str


@dataclass(frozen=True)
class PageView:
    """A page as templates see it.

    Attributes:
        kind: of the page; `list` for a further page of a column's list, `site-map` for that page.
        page: the page of the index; None for pages that the system makes.
        column: the column that it belongs to.
        crumbs: the columns above it, the highest first.
    """

    kind: str
    page: Page | None
    column: Column | None
    crumbs: tuple[Crumb, ...]

    @property
    def meta(self) -> PageMeta | None:
        """The page's front matter."""
        return self.page.meta if self.page else None

    @classmethod
    def of(cls, current: Current, src_uri: str) -> PageView:
        """Return the view of the page that MkDocs knows as `src_uri`."""
        page = current.page(src_uri)
        site = current.site
        column = page.column if page else site.column_of(src_uri)
        kind: str = page.kind if page else ("column" if column else "site-map")
        trail = site.trail(column) if column else ()
        crumbs = tuple(Crumb(c.name, url_of(f"{c.path}/index.md")) for c in trail)
        return cls(kind, page, column, crumbs)
