"""The search page as its template sees it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from zhengwu.pages.search_text import searchable

if TYPE_CHECKING:
    from zhengwu.pages.index import Page, PageIndex

# A site's own index, the one of its last build in a preview, or none in a preview.
State = Literal["own", "last", "none"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A column by which results are filtered; its label is indented below the one above."""

    path: str
    label: str


@dataclass(frozen=True)
class SearchView:
    """What the search page offers.

    Attributes:
        pages: the site's pages.
        state: which index is searched.
    """

    pages: PageIndex
    state: State

    @cached_property
    def columns(self) -> tuple[Choice, ...]:
        """The columns that hold a page, in the order of the navigation."""
        site = self.pages.site
        held = {
            column.path for page in self._found if page.column for column in site.trail(page.column)
        }
        return tuple(
            Choice(column.path, "\u3000" * (len(site.trail(column)) - 1) + column.name)
            for column in site.columns
            if column.path in held
        )

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years of publication, the latest first."""
        return tuple(sorted({p.published_at.year for p in self._found if p.dated}, reverse=True))

    @cached_property
    def _found(self) -> tuple[Page, ...]:
        return searchable(self.pages)
