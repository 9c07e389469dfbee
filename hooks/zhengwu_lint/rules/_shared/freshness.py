"""How fresh a site's columns are on a day: what the rules about updates have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.lifecycle import State, standing
from zhengwu.pages.schedule import moment_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.duration import Term
    from zhengwu.model.site import Column
    from zhengwu.pages.index import Page, PageIndex
    from zhengwu.rulebook import Indicator
    from zhengwu_lint.sources.site_pages import SitePages

# What appears on the home page when it is new.
NEWS = frozenset({"article", "policy", "interpretation"})
# Which value of the indicator `stale-column` speaks of which types of column.
_TERMS = {"工作动态": "news", "通知公告": "notices", "政策文件": "policies"}
_LEAVING = frozenset({State.SUSPENDED, State.RETIRING, State.RETIRED})


@dataclass(frozen=True, slots=True)
class Stale:
    """A column that was not updated in time.

    Attributes:
        index: its place among the site's columns.
        column: the column.
        newest: the day of its newest page.
        term: within which it must be updated.
        national: the term is one of the check indicators, not only the column's own.
    """

    index: int
    column: Column
    newest: date
    term: Term
    national: bool


def is_kept(site: SitePages, day: date) -> bool:
    """Whether the site is one that must be kept up to date: not off line, and not about to be."""
    return standing(site.registered, day).state not in _LEAVING


def published(site: SitePages, day: date) -> PageIndex:
    """Return what stands on the site on `day`."""
    return site.pages.published(site.pages.moment or moment_of(day))


def newest(pages: tuple[Page, ...]) -> date | None:
    """Return the day of the newest dated page."""
    return max((page.published_at.date() for page in pages if page.dated), default=None)


def stale_columns(site: SitePages, indicator: Indicator, day: date) -> Iterator[Stale]:
    """Yield the columns with pages whose newest is older than the column's term.

    The term is that of the indicators for the column's type, or the column's own where that is
    shorter.
    """
    if not is_kept(site, day):
        return
    pages = published(site, day)
    for index, column in enumerate(site.registered.columns):
        terms = [(term, False) for term in _own(column)]
        if name := _TERMS.get(column.type):
            terms.append((indicator.term(name), True))
        last = newest(pages.listing(column))
        late = [(term, national) for term, national in terms if last and term.outrun(last, day)]
        if late and last:
            term, national = _first_outrun(late, last)
            yield Stale(index, column, last, term, national)


def _first_outrun(late: list[tuple[Term, bool]], last: date) -> tuple[Term, bool]:
    return min(late, key=lambda entry: (not entry[1], entry[0].after(last)))


def unupdated_columns(site: SitePages, day: date) -> Iterator[tuple[int, Column]]:
    """Yield the columns that outran their own term, or have one and no page."""
    if not is_kept(site, day):
        return
    pages = published(site, day)
    for index, column in enumerate(site.registered.columns):
        for term in _own(column):
            last = newest(pages.listing(column))
            if last is None or term.outrun(last, day):
                yield index, column


def empty_columns(site: SitePages, day: date) -> Iterator[tuple[int, Column]]:
    """Yield the columns on which nothing stands, neither pages nor a text of their own."""
    if not is_kept(site, day):
        return
    pages = published(site, day)
    for index, column in enumerate(site.registered.columns):
        own = pages.pages.get(f"{column.path}/index.md")
        written = own is not None and own.source is not None and bool(own.source.body.strip())
        if not pages.listing(column) and not (written and not column.lists):
            yield index, column


def _own(column: Column) -> Iterator[Term]:
    if column.update_within:
        yield column.update_within
