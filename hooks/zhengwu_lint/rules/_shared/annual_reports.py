"""The annual reports 年度报表, 年报 of a site: which there must be, and which there are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zhengwu.packaged import read_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.pages.index import Page
    from zhengwu.rulebook import Indicator

_YEAR = re.compile(r"(20\d\d)\s*年")


@dataclass(frozen=True, slots=True)
class DueReport:
    """A report that must stand on a site.

    Attributes:
        name: in Chinese.
        year: that it is about.
        until: the last day on which it is in time.
        home: the home page must lead to it.
        page: the page that is it; None if there is none.
    """

    name: str
    year: int
    until: date
    home: bool
    page: Page | None


def due_reports(
    site: Site, pages: Mapping[str, Page], city: City, indicator: Indicator, day: date
) -> Iterator[DueReport]:
    """Yield the reports about last year that are due on `day`, with the pages that are them.

    A site that did not stand in that year owes none.
    """
    until = date(day.year, indicator.number("month"), indicator.number("day"))
    year = day.year - 1
    if day <= until or not _stood(site, pages, year):
        return
    unit = city.facts.units.get(site.unit)
    for entry in read_data("annual-reports.yml")["reports"]:
        if "units" in entry and (unit is None or unit.kind not in entry["units"]):
            continue
        if "sites" in entry and site.kind not in entry["sites"]:
            continue
        found = (page for page in pages.values() if _is(page, entry["titles"], year))
        first = min(found, key=lambda page: page.published_at, default=None)
        yield DueReport(entry["name"], year, until, bool(entry.get("home")), first)


def _stood(site: Site, pages: Mapping[str, Page], year: int) -> bool:
    opened = [event.date for event in site.lifecycle if event.event == "open"]
    if opened:
        return min(opened).year <= year
    return any(page.dated and page.published_at.year <= year for page in pages.values())


def _is(page: Page, titles: list[str], year: int) -> bool:
    title = page.title
    return any(re.search(wanted, title) for wanted in titles) and str(year) in _YEAR.findall(title)
