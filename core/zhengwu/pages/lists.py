"""The pages of a column's list: which there are, and what stands on each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from zhengwu.pages.index import url_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.site import Column
    from zhengwu.pages.index import Page, PageIndex

_FURTHER = re.compile(r"(?P<column>.+)/page/(?P<number>[2-9]|[1-9]\d+)\.md")


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a column's list.

    Attributes:
        column: the column.
        items: its pages, newest first.
        number: of this page, from 1.
        count: of pages.
        total: of entries in the column.
    """

    column: Column
    items: tuple[Page, ...]
    number: int
    count: int
    total: int

    def url(self, number: int) -> str:
        """Return the address of the list's page `number`, relative to the site's root."""
        return url_of(_path(self.column, number))

    @property
    def previous_url(self) -> str:
        """The address of the page before, "" on the first."""
        return self.url(self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        """The address of the page after, "" on the last."""
        return self.url(self.number + 1) if self.number < self.count else ""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The page numbers worth showing: the ends and those around this one."""
        around = {self.number + step for step in (-2, -1, 0, 1, 2)}
        return tuple(sorted(n for n in {1, self.count, *around} if 1 <= n <= self.count))


def list_paths(pages: PageIndex, size: int) -> Iterator[str]:
    """Yield the paths of every list page of every column, `size` entries on each."""
    for column in pages.site.columns:
        count = _count(len(pages.listing(column)), size) if column.lists else 1
        for number in range(1, count + 1):
            yield _path(column, number)


def list_page(pages: PageIndex, path: str, size: int) -> ListPage | None:
    """Return what the list page at `path` shows; None if it is no list page."""
    folder, number = path.removesuffix("/index.md"), 1
    if match := _FURTHER.fullmatch(path):
        folder, number = match["column"], int(match["number"])
    column = pages.site.columns_by_path.get(folder)
    if column is None:
        return None
    entries = pages.listing(column)
    size = size if column.lists else max(1, len(entries))
    start = (number - 1) * size
    count = _count(len(entries), size)
    return ListPage(column, entries[start : start + size], number, count, len(entries))


def _path(column: Column, number: int) -> str:
    return f"{column.path}/index.md" if number == 1 else f"{column.path}/page/{number}.md"


def _count(entries: int, size: int) -> int:
    return max(1, ceil(entries / size))
