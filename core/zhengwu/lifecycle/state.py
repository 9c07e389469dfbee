"""What a site is on a day, read from its events and from nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from zhengwu.messages import Message, msg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from zhengwu.model.lifecycle import EventKind, LifecycleEvent
    from zhengwu.model.site import Site

_DAY = timedelta(days=1)


class State(StrEnum):
    """What a site is."""

    PREPARING = "preparing"
    OPEN = "open"
    SUSPENDED = "suspended"
    RETIRING = "retiring"
    RETIRED = "retired"


STATE_NAMES: Mapping[State, Message] = {
    State.PREPARING: msg("筹备中，还没有开通"),
    State.OPEN: msg("正常运行"),
    State.SUSPENDED: msg("临时下线"),
    State.RETIRING: msg("正在挂迁移公告，准备永久下线"),
    State.RETIRED: msg("已经永久下线"),
}
EVENT_NAMES: Mapping[EventKind, Message] = {
    "open": msg("开通"),
    "change": msg("变更"),
    "suspend": msg("临时下线"),
    "resume": msg("恢复上线"),
    "retire": msg("永久下线"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a site is on a day.

    Attributes:
        state: what it is.
        since: the first day of that; None for a site that was never opened.
        until: the last day of that, where the register names one.
        event: the event that made it so.
    """

    state: State
    since: date | None = None
    until: date | None = None
    event: LifecycleEvent | None = None


@dataclass(frozen=True, slots=True)
class Spell:
    """A time off line: a suspension and, once it is registered, the end of it.

    Attributes:
        index: the suspension's place in the register's list.
        event: the suspension.
        resume: the event that ends it.
    """

    index: int
    event: LifecycleEvent
    resume: LifecycleEvent | None = None

    @property
    def counted(self) -> bool:
        """Whether the limits of Art. 9 hold: not for force majeure and ordered closures."""
        return self.event.reason == "planned"

    def over(self, day: date) -> bool:
        """Whether the site was on line again by `day`."""
        return self.resume is not None and self.resume.date <= day

    def days(self, day: date) -> int | None:
        """Return how many days the site is off line, as known on `day`.

        None where neither an end is registered nor the suspension has begun.
        """
        if self.resume:
            return (self.resume.date - self.event.date).days
        if self.event.until is None and day < self.event.date:
            return None
        last = max(self.event.until or self.event.date, day)
        return (last - self.event.date).days + 1


def timeline(site: Site) -> tuple[tuple[int, LifecycleEvent], ...]:
    """Return the site's events with their places in the register, in order of date."""
    return tuple(sorted(enumerate(site.lifecycle), key=lambda entry: entry[1].date))


def spells(site: Site) -> Iterator[Spell]:
    """Yield the site's times off line, in order."""
    current: Spell | None = None
    for index, event in timeline(site):
        if event.event == "suspend":
            if current:
                yield current
            current = Spell(index, event)
        elif event.event == "resume" and current:
            yield Spell(current.index, current.event, event)
            current = None
    if current:
        yield current


def standing(site: Site, day: date) -> Standing:
    """Return what `site` is on `day`; on the day of an event, what the event makes of it."""
    past = [event for _, event in timeline(site) if event.date <= day]
    up = [event for event in past if event.event in {"open", "resume"}]
    gone = next((event for event in past if event.event == "retire"), None)
    down = next((s for s in reversed(tuple(spells(site))) if s.event.date <= day), None)
    if gone and gone.until and day > gone.until:
        return Standing(State.RETIRED, gone.until + _DAY, None, gone)
    if down and not down.over(day):
        return Standing(State.SUSPENDED, down.event.date, down.event.until, down.event)
    if gone:
        return Standing(State.RETIRING, gone.date, gone.until, gone)
    if up:
        return Standing(State.OPEN, up[-1].date, None, up[-1])
    return Standing(State.PREPARING)


def is_offline(site: Site, day: date) -> bool:
    """Whether on `day` the site's addresses answer with nothing but its notice."""
    return standing(site, day).state in {State.SUSPENDED, State.RETIRED}
