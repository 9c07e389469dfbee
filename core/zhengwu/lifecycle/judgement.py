"""A site's register against Arts. 6-10: what it is on a day, what is missing, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.lifecycle.history import history_gaps
from zhengwu.lifecycle.opening import filing_gaps
from zhengwu.lifecycle.sequence import sequence_gaps
from zhengwu.lifecycle.state import Standing, standing
from zhengwu.lifecycle.steps import step_gaps
from zhengwu.lifecycle.terms import retirement_gaps, suspension_gaps
from zhengwu.problem import DUE, ERROR, PAST, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from zhengwu.lifecycle.gaps import Matter
    from zhengwu.lifecycle.history import Former
    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.pages.index import PageIndex


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a site is on a day, and what the law still asks of it.

    Attributes:
        standing: its state, from when and until when.
        gaps: everything, in the order of the register.
    """

    standing: Standing
    gaps: tuple[Problem, ...]

    @property
    def wrong(self) -> tuple[Problem, ...]:
        """What is not lawful on the day."""
        return tuple(gap for gap in self.gaps if gap.severity is ERROR)

    @property
    def due(self) -> tuple[Problem, ...]:
        """What is still to be done, the nearest first, what has no day last."""
        found = (gap for gap in self.gaps if gap.severity is DUE)
        return tuple(sorted(found, key=lambda g: (g.due is None, g.due.day if g.due else 0)))

    @property
    def past(self) -> tuple[Problem, ...]:
        """What was not lawful and cannot be mended."""
        return tuple(gap for gap in self.gaps if gap.severity is PAST)


def judge(
    site: Site,
    city: City,
    day: date,
    *,
    former: Former | None = None,
    pages: Mapping[str, PageIndex] | None = None,
) -> Judgement:
    """Judge `site` on `day`.

    Args:
        site: the site.
        city: the register.
        day: the day.
        former: what its register said before; None compares with nothing.
        pages: pages by site, due or not, on which notices are looked for; a site that is not
            among them is believed.
    """
    return Judgement(standing(site, day), tuple(_gaps(site, city, day, former, pages or {})))


def gaps_of(matter: Matter, site: Site, city: City, day: date) -> Iterator[Problem]:
    """Yield what is not lawful on `day` in one matter: what its rule reports."""
    for gap in judge(site, city, day).wrong:
        if gap.code == matter:
            yield gap


def _gaps(
    site: Site, city: City, day: date, former: Former | None, pages: Mapping[str, PageIndex]
) -> Iterator[Problem]:
    yield from filing_gaps(site, city, day)
    yield from sequence_gaps(site)
    yield from step_gaps(site, city, day, pages)
    yield from suspension_gaps(site, day)
    yield from retirement_gaps(site, day)
    if former:
        yield from history_gaps(site, former, day)
