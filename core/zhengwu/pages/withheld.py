"""Files that belong to pages which do not stand on the site yet: they must wait with them."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from zhengwu.register.yaml import scalars

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengwu.pages.index import Page, PageIndex

# Fields of the front matter that name a file of the site.
_FILE_FIELDS = frozenset({"file", "image"})


def withheld_files(pages: PageIndex, due: PageIndex) -> frozenset[str]:
    """Return the files that only pages of `pages` which are not in `due` refer to.

    Args:
        pages: all pages of the site.
        due: those that stand on it.
    """
    waiting = (page for path, page in pages.pages.items() if path not in due.pages)
    theirs = frozenset(_files(pages, waiting))
    if not theirs:
        return theirs
    names = {posixpath.basename(path) for path in theirs}
    # Only a page whose text names the file can refer to it.
    naming = (
        page
        for page in due.pages.values()
        if page.source and any(name in page.source.text for name in names)
    )
    return theirs - frozenset(_files(due, naming))


def _files(pages: PageIndex, of: Iterable[Page]) -> Iterator[str]:
    for page in of:
        for written in _written(page):
            target = pages.follow(written, page.path)
            if target.kind == "file":
                yield target.path


def _written(page: Page) -> Iterator[str]:
    if page.source is not None:
        for path, value in scalars(page.source.front.data):
            if path[-1] in _FILE_FIELDS:
                yield value
        yield from page.source.facts.destinations(pictures=True)
