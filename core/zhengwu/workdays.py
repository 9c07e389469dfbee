"""Working days 工作日: weekdays without the statutory holidays, with the make-up days at weekends.

The holidays of a year come from the package `holidays`, which also knows the make-up workdays of
every year that the State Council has announced. The city's own table adds what was announced since.
Until a year is announced its make-up days are unknown: counts that touch it are provisional, and
say so, and never fail.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY = dt.timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class _Year:
    """What is known of a year: its days off beside weekends, and its workdays at weekends."""

    off: frozenset[dt.date]
    extra: frozenset[dt.date]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of working days, or a day that was reached by counting them.

    Attributes:
        days: the number of working days.
        until: the last day that was looked at.
        provisional: a year was touched whose make-up days are not announced yet.
    """

    days: int
    until: dt.date
    provisional: bool


@dataclass(frozen=True)
class Workdays:
    """The working days of a city.

    Attributes:
        extra: make-up workdays from the city's table; a year with any counts as announced.
    """

    extra: frozenset[dt.date] = frozenset()

    @classmethod
    def of(cls, extra: Iterable[dt.date]) -> Workdays:
        """Take the city's table of make-up workdays."""
        return cls(frozenset(extra))

    def is_workday(self, day: dt.date) -> bool:
        """Whether offices are open on `day`."""
        known = _year(day.year)
        if day in self.extra or day in known.extra:
            return True
        return day.weekday() < _SATURDAY and day not in known.off

    def announced(self, year: int) -> bool:
        """Whether the make-up days of `year` are known."""
        return bool(_year(year).extra) or any(day.year == year for day in self.extra)

    def after(self, day: dt.date, number: int) -> Count:
        """Return the `number`-th working day after `day`; `day` itself does not count."""
        if number < 0:
            message = f"cannot count {number} working days forward"
            raise ValueError(message)
        reached, counted = day, 0
        while counted < number:
            reached += _DAY
            counted += self.is_workday(reached)
        return Count(number, reached, self._provisional(day, reached))

    def between(self, start: dt.date, end: dt.date) -> Count:
        """Count the working days after `start` up to and with `end`; 0 if `end` is not later."""
        counted, day = 0, start
        while day < end:
            day += _DAY
            counted += self.is_workday(day)
        return Count(counted, max(start, end), self._provisional(start, end))

    def _provisional(self, start: dt.date, end: dt.date) -> bool:
        return any(not self.announced(year) for year in range(start.year, end.year + 1))


@cache
def _year(year: int) -> _Year:
    import holidays  # noqa: PLC0415 -- slow to import, and few runs count days

    calendar = holidays.country_holidays("CN", years=year)
    extra = (day for day in getattr(calendar, "weekend_workdays", ()) if day.year == year)
    return _Year(frozenset(calendar), frozenset(extra))
