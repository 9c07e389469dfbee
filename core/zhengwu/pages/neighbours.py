"""The pages beside a page in its column's list: 上一篇, 下一篇."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhengwu.pages.index import Page, PageIndex

_IN_A_ROW = frozenset({"article", "policy", "interpretation"})


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The pages beside a page; None at an end of the list.

    Attributes:
        above: the next newer page.
        below: the next older page.
    """

    above: Page | None = None
    below: Page | None = None


class ColumnOrder:
    """The order of the pages in their columns; an answer costs the same however large the site."""

    def __init__(self, pages: PageIndex) -> None:
        """Take the pages of the site."""
        self._pages = pages

    def neighbours(self, page: Page | None) -> Neighbours:
        """Return the pages beside `page`; none for pages that stand in no dated list."""
        if page is None or page.column is None or page.kind not in _IN_A_ROW:
            return Neighbours()
        at = self._places.get((page.column.path, page.path))
        if at is None:
            return Neighbours()
        row = self._pages.listing(page.column)
        above = row[at - 1] if at else None
        return Neighbours(above, row[at + 1] if at + 1 < len(row) else None)

    @cached_property
    def _places(self) -> dict[tuple[str, str], int]:
        return {
            (column.path, page.path): i
            for column in self._pages.site.columns
            for i, page in enumerate(self._pages.listing(column))
        }
