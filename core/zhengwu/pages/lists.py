"""The pages of a column's list: which there are, and what stands on each.

A column's own page shows its newest entries, as many as fill one page and are begun of the next.
All older ones stand on pages that are numbered from the oldest on, so that nothing on them ever
moves when something newer comes: one article changes the column's own page, and at most one more.

A number that holds nothing yet, up to the highest that a list counted from its newest would have,
leads to the column's own page: the newest numbered page links the number after its own from its
first day on, and readers keep links from the time when numbers were counted the other way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from zhengwu.pages.urls import url_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.site import Column
    from zhengwu.pages.index import Page, PageIndex

_FURTHER = re.compile(r"(?P<column>.+)/page/(?P<number>[1-9]\d*)\.md")


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a column's list.

    Attributes:
        column: the column.
        items: its pages, newest first.
        number: of this page, from 1, the oldest; 0 for the column's own.
        last: the number of the newest numbered page.
        total: of entries in the column.
    """

    column: Column
    items: tuple[Page, ...]
    number: int
    last: int
    total: int

    @property
    def newer_url(self) -> str:
        """The address of the page with the next newer entries, "" on the column's own."""
        return url_of(_path(self.column, self.number + 1)) if self.number else ""

    @property
    def older_url(self) -> str:
        """The address of the page with the next older entries, "" at the end."""
        before = self.number - 1 if self.number else self.last
        return url_of(_path(self.column, before)) if before else ""


def list_paths(pages: PageIndex, size: int) -> Iterator[str]:
    """Yield the path of every address of every column's list, `size` entries on a page."""
    for column in pages.site.columns:
        total = len(pages.listing(column)) if column.lists else 0
        yield _path(column, 0)
        last = _last(total, size)
        for number in (*range(1, last + 1), *_forwarded(total, size)):
            yield _path(column, number)


def list_page(pages: PageIndex, path: str, size: int) -> ListPage | None:
    """Return what the list page at `path` shows; None if it is no list page."""
    column, number = _parts(pages, path)
    if column is None:
        return None
    entries = pages.listing(column)
    total = len(entries)
    last = _last(total, size) if column.lists else 0
    if number > last:
        return None
    end = total - (number - 1) * size
    items = entries[end - size : end] if number else entries[: total - last * size]
    return ListPage(column, items, number, last, total)


def numbered_pages(pages: PageIndex, column: Column, size: int) -> tuple[ListPage, ...]:
    """Return the numbered pages of a column's list, the newest first."""
    last = _last(len(pages.listing(column)), size) if column.lists else 0
    found = (list_page(pages, _path(column, number), size) for number in range(last, 0, -1))
    return tuple(page for page in found if page)


def forwarding_column(pages: PageIndex, path: str, size: int) -> Column | None:
    """Return the column that the address at `path` leads to, as no list page stands there yet."""
    column, number = _parts(pages, path)
    if column is None or not column.lists:
        return None
    return column if number in _forwarded(len(pages.listing(column)), size) else None


def _parts(pages: PageIndex, path: str) -> tuple[Column | None, int]:
    folder, number = path.removesuffix("/index.md"), 0
    if match := _FURTHER.fullmatch(path):
        folder, number = match["column"], int(match["number"])
    return pages.site.columns_by_path.get(folder), number


def _path(column: Column, number: int) -> str:
    return f"{column.path}/page/{number}.md" if number else f"{column.path}/index.md"


def _last(total: int, size: int) -> int:
    """Return how many numbered pages there are: all that are full, but for the newest."""
    return max(0, total // size - 1)


def _forwarded(total: int, size: int) -> range:
    return range(max(2, _last(total, size) + 1), ceil(total / size) + 1)
