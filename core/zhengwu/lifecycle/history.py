"""The register of today against the one of before: what changed without an event (Art. 10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.lifecycle.gaps import gap
from zhengwu.lifecycle.state import EVENT_NAMES
from zhengwu.messages import Message, msg
from zhengwu.problem import ERROR, Problem
from zhengwu.register.yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from zhengwu.model.lifecycle import LifecycleEvent
    from zhengwu.model.site import Site
    from zhengwu.register.yaml import Value

_BASIS = "measures-10"
# What may not change silently, and what it is when the register does not say.
CHANGES: Mapping[str, tuple[Message, str]] = {
    "domain": (msg("域名"), ""),
    "path": (msg("网站路径"), "/"),
    "name": (msg("网站名称"), ""),
    "unit": (msg("主办单位"), ""),
}


@dataclass(frozen=True, slots=True)
class PastEvent:
    """An event of a former register: its kind, its day, and what it says was there before."""

    kind: str
    date: str
    was: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Former:
    """What `site.yml` said before, at the last release or the last commit.

    Attributes:
        values: the fields of `CHANGES`.
        events: its events, in the file's order.
    """

    values: Mapping[str, str]
    events: tuple[PastEvent, ...] = ()

    def opened(self, day: date) -> bool:
        """Whether the site was open by `day`: before that nobody relies on its address."""
        return any(event.kind == "open" and event.date <= day.isoformat() for event in self.events)


def read_former(text: str) -> Former | None:
    """Read a former `site.yml`; None where it cannot be read.

    It is read leniently: it may have been written for an older version of this system.
    """
    data = read_yaml(text, "site.yml").data
    values = {name: _text(data.get(name, "")) or usual for name, (_, usual) in CHANGES.items()}
    if not values["domain"]:
        return None
    listed = data.get("lifecycle")
    events = listed if isinstance(listed, list) else []
    return Former(values, tuple(_event(event) for event in events if isinstance(event, dict)))


def changed(site: Site, former: Former) -> dict[str, str]:
    """Return the former values of the fields that are different now."""
    return {
        name: value
        for name, value in former.values.items()
        if value and value != getattr(site, name)
    }


def history_gaps(site: Site, former: Former, day: date) -> Iterator[Problem]:
    """Yield what changed without a change event and its filing, and events that vanished."""
    now = {(event.event, event.date.isoformat()) for event in site.lifecycle}
    for past in former.events:
        if past.date <= day.isoformat() and (past.kind, past.date) not in now:
            name = EVENT_NAMES.get(past.kind, msg("事件"))  # type: ignore[call-overload]
            yield gap(
                "erased-event",
                msg("以前登记的{event}（{day}）不见了", event=name, day=past.date),
                msg("把它写回 lifecycle；登记错了的，保留它并在 note 里说明"),
                severity=ERROR,
                basis=("measures-6-10",),
                path=("lifecycle",),
            )
    if not former.opened(day):
        return
    for name, value in changed(site, former).items():
        event = _covering(site, former, name, value)
        what, now_value = CHANGES[name][0], getattr(site, name)
        if event is None:
            yield gap(
                "unreported-change",
                msg(
                    "{what}从“{old}”改成了“{new}”，却没有变更事件",
                    what=what,
                    old=value,
                    new=now_value,
                ),
                msg(
                    "改回原来的；确要变更，先备案，再运行 zhengwu lifecycle {id} change", id=site.id
                ),
                severity=ERROR,
                basis=(_BASIS,),
                path=(name,),
            )
        elif event.done.filed is None or event.done.filed.date > day:
            yield gap(
                "unreported-change",
                msg(
                    "{what}从“{old}”改成了“{new}”，还没有向上级主管单位备案",
                    what=what,
                    old=value,
                    new=now_value,
                ),
                msg("备案后，在变更事件的 done 下写 filed: {{date: 日期, number: 文号}}"),
                severity=ERROR,
                basis=(_BASIS,),
                path=(name,),
            )


def _covering(site: Site, former: Former, name: str, value: str) -> LifecycleEvent | None:
    """Return the change event that tells of the change of `name` from `value`.

    One that the former register held already tells of an older change, unless it was written
    before the change was made: then it was the last one, and named the value of that time.
    """
    known = {(past.kind, past.date): past for past in former.events}
    before = [past for past in former.events if past.was.get(name)]
    waiting = before[-1] if before and before[-1].was[name] == value else None
    for event in site.lifecycle:
        if event.event != "change" or event.was is None or getattr(event.was, name) != value:
            continue
        past = known.get((event.event, event.date.isoformat()))
        if past is None or past is waiting:
            return event
    return None


def _event(data: dict[str, Value]) -> PastEvent:
    was = data.get("was")
    return PastEvent(
        _text(data.get("event", "")),
        _text(data.get("date", "")),
        {name: _text(value) for name, value in was.items()} if isinstance(was, dict) else {},
    )


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""
