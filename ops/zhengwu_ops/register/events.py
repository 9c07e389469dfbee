"""An event written into `site.yml`, what is to be done as comments below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.clauses import citation
from zhengwu.lifecycle.checklists import items_of
from zhengwu.messages import msg
from zhengwu.register.edit import append
from zhengwu.register.emit import Flow
from zhengwu.workdays import Workdays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.city import City
    from zhengwu.model.lifecycle import LifecycleEvent, Reason, Step
    from zhengwu.model.site import Site
    from zhengwu.register.emit import Value

_KEY = "lifecycle"
_HEAD = "办好一项，去掉那一行开头的“# ”，填上日期和文号；没有文号的，删去 number。"


def append_event(text: str, event: LifecycleEvent, site: Site, city: City, reason: Reason) -> str:
    """Return the text of `site.yml` with `event` at the end of its list `lifecycle`.

    Args:
        text: the text.
        event: the event.
        site: its site.
        city: the register.
        reason: of the suspension that the event begins or ends.

    Raises:
        UserError: the list is written in one line between brackets, or otherwise left to people.
    """
    remarks = list(_to_do(event, site, city, reason))
    return append(text, (_KEY,), _entry(event), site.file, remarks)


def _entry(event: LifecycleEvent) -> dict[str, Value]:
    was = {name: old for name, old in event.was or () if old}
    entry: dict[str, Value] = {
        "event": event.event,
        "date": event.date,
        "until": event.until,
        "reason": event.reason if event.event == "suspend" else None,
        "was": was or None,
        "moved_to": event.moved_to,
        "keep_paths": event.keep_paths or None,
        "note": event.note,
    }
    done = {name: _step(step) for name, step in event.done if step}
    given = {name: value for name, value in entry.items() if value is not None}
    return {**given, "done": done or None}


def _to_do(event: LifecycleEvent, site: Site, city: City, reason: Reason) -> Iterator[str]:
    workdays = Workdays.of(city.facts.workdays)
    items = [i for i in items_of(site, event, reason) if getattr(event.done, i.step) is None]
    if items:
        yield _HEAD
    for item in items:
        due = item.due(event, workdays)
        line = msg(
            "{step}: {{date: , {value}}} # {name}（{basis}）",
            step=item.step,
            value="passed: true" if item.step == "inspection" else "number: ",
            name=item.name,
            basis=citation(item.basis, city),
        ).text()
        yield line + (msg("，最迟 {day}", day=due.until).text() if due else "")


def _step(step: Step) -> Flow:
    return Flow({"date": step.date, **({"page": step.page} if step.page else {})})
