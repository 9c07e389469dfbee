"""A page as templates see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.pages.index import GENERATED, url_of
from zhengwu.pages.schedule import mark

if TYPE_CHECKING:
    from zhengwu.model.page import PageMeta
    from zhengwu.model.site import Column
    from zhengwu.pages.index import Page
    from zhengwu_mkdocs.site.current import Current

# Beside the pages that no editor writes, the home page of a site that is off line.
_MADE = GENERATED | {"index.md": "home"}


@dataclass(frozen=True)
class Crumb:
    """A step of the breadcrumbs; `url` is relative to the site's root."""

    name: str
    url: str


@dataclass(frozen=True)
class PageView:
    """A page as templates see it.

    Attributes:
        kind: of the page; `column` for all pages of a column's list, `site-map` and `search` for
            the pages of that name.
        page: the page of the index; None for pages that the system makes.
        column: the column that it belongs to.
        crumbs: the columns above it, the highest first.
        mark: what the preview says of a page that is not published; "" for all others.
    """

    kind: str
    page: Page | None
    column: Column | None
    crumbs: tuple[Crumb, ...]
    mark: str = ""

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
        kind = page.kind if page else _MADE.get(src_uri, "column" if column else "page")
        trail = site.trail(column) if column else ()
        crumbs = tuple(Crumb(c.name, url_of(f"{c.path}/index.md")) for c in trail)
        said = mark(page.meta, current.moment) if page else None
        return cls(kind, page, column, crumbs, said.text() if said else "")
