"""The day by which is judged, remembering until which day what was asked of it stays true.

It is no `date`: what cannot be watched (a C function that reads a date's inside) fails loudly
instead of being overlooked.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_DAY = timedelta(days=1)


class Until:
    """The last day on which everything holds that was asked so far; `date.max` for ever."""

    def __init__(self) -> None:
        """Begin with nothing asked."""
        self.day = date.max

    def at_most(self, day: date) -> None:
        """Take note that something holds no longer than `day`."""
        self.day = min(self.day, day)


class WatchedDay:
    """Stands for a date in comparisons, in arithmetic and in messages.

    A comparison holds until the day on which it would turn; whatever looks at the day itself holds
    on that day alone. Days only go forward.
    """

    def __init__(self, day: date, until: Until, offset: int = 0) -> None:
        """Watch `day`, which lies `offset` days after the one by which is judged."""
        self._day = day
        self._until = until
        self._offset = timedelta(days=offset)

    def _last(self, day: date) -> None:
        """Take note that an answer holds as long as this day is not after `day`."""
        if day - date.min >= self._offset:
            back = date.max - day < -self._offset
            self._until.at_most(date.max if back else day - self._offset)
        else:
            self._until.at_most(date.min)

    def _exact(self) -> date:
        self._last(self._day)
        return self._day

    # Comparisons: `turns` tells the last day of the answer, if days go forward.

    def __lt__(self, other: object) -> bool:
        """Whether it is earlier; true until the day before `other`."""
        return self._compared(other, lambda day: self._day < day, -_DAY, turns_when=True)

    def __le__(self, other: object) -> bool:
        """Whether it is not later; true until `other`."""
        return self._compared(other, lambda day: self._day <= day, timedelta(), turns_when=True)

    def __gt__(self, other: object) -> bool:
        """Whether it is later; false until `other`."""
        return self._compared(other, lambda day: self._day > day, timedelta(), turns_when=False)

    def __ge__(self, other: object) -> bool:
        """Whether it is not earlier; false until the day before `other`."""
        return self._compared(other, lambda day: self._day >= day, -_DAY, turns_when=False)

    def _compared(
        self,
        other: object,
        compare: Callable[[date], bool],
        last: timedelta,
        *,
        turns_when: bool,
    ) -> bool:
        if isinstance(other, WatchedDay):
            other = other._exact()  # noqa: SLF001 -- of its own kind
        if not isinstance(other, date) or isinstance(other, datetime):
            return NotImplemented  # type: ignore[no-any-return]
        answer = compare(other)
        if answer is turns_when and other > date.min:
            self._last(other + last)
        return answer

    def __eq__(self, other: object) -> bool:
        """Whether it is that day; true on it alone, false until the day before."""
        if isinstance(other, WatchedDay):
            other = other._exact()
        if not isinstance(other, date) or isinstance(other, datetime):
            return NotImplemented
        if self._day == other:
            self._last(other)
        elif self._day < other:
            self._last(other - _DAY)
        return self._day == other

    def __hash__(self) -> int:
        """Hash it as its day."""
        return hash(self._exact())

    def __add__(self, other: timedelta) -> WatchedDay:
        """Return a later day, watched as well."""
        day = self._day + other
        return WatchedDay(day, self._until, (self._offset + (day - self._day)).days)

    def __sub__(self, other: Any) -> Any:  # noqa: ANN401 -- as of a date: a day or a length of time
        """Return an earlier day, watched as well, or the time since one."""
        if isinstance(other, timedelta):
            return self + -other
        return self._exact() - (other._exact() if isinstance(other, WatchedDay) else other)

    def __rsub__(self, other: date) -> timedelta:
        """Return the time until `other`."""
        return other - self._exact()

    @property
    def year(self) -> int:
        """The year, which holds to its end."""
        self._last(self._day.replace(month=12, day=31))
        return self._day.year

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever a date has
        """Return what else a date has; it holds on this day alone."""
        return getattr(self._exact(), name)

    def __str__(self) -> str:
        """Return the day as a date does."""
        return str(self._exact())

    def __repr__(self) -> str:
        """Return the day as a date does."""
        return repr(self._exact())

    def __format__(self, form: str) -> str:
        """Return the day as a date does."""
        return format(self._exact(), form)
