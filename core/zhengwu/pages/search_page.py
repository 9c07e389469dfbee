"""What the search page offers: the columns and the years by which results are filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.pages.search_text import searchable
from zhengwu.pages.view_parts import (
    Choice,
    Search,
)

if TYPE_CHECKING:
    from zhengwu.pages.index import PageIndex
    from zhengwu.pages.view_parts import (
        SearchState,
    )


def search_view(pages: PageIndex, state: SearchState | None) -> Search | None:
    """Return what the search page offers; None for a site without search.

    Columns are those that hold a page, in the order of the navigation; the latest year comes first.
    """
    if state is None:
        return None
    site, found = pages.site, searchable(pages)
    held = {column.path for page in found if page.column for column in site.trail(page.column)}
    return Search(
        state,
        tuple(
            Choice(column.path, "\u3000" * (len(site.trail(column)) - 1) + column.name)
            for column in site.columns
            if column.path in held
        ),
        tuple(sorted({page.published_at.year for page in found if page.dated}, reverse=True)),
    )
