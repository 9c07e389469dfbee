"""Whether a site's events can follow one another as the register says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.lifecycle.gaps import gap
from zhengwu.lifecycle.state import EVENT_NAMES, timeline
from zhengwu.messages import Message, msg
from zhengwu.problem import ERROR, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.lifecycle import LifecycleEvent
    from zhengwu.model.site import Site

_BASIS = "measures-6-10"


def sequence_gaps(site: Site) -> Iterator[Problem]:
    """Yield the events that cannot be, in order of date."""
    story = _Story()
    for index, event in timeline(site):
        if objection := story.take(event):
            yield gap(
                "unlawful-lifecycle",
                msg(
                    "{event}（{day}）：{why}",
                    event=EVENT_NAMES[event.event],
                    day=event.date,
                    why=objection,
                ),
                msg("核对各事件的日期，补上缺的，删去多的"),
                severity=ERROR,
                basis=(_BASIS,),
                path=("lifecycle", index),
            )


class _Story:
    """What has happened so far."""

    def __init__(self) -> None:
        self._opened = False
        self._down = False
        self._gone: LifecycleEvent | None = None

    def take(self, event: LifecycleEvent) -> Message | None:
        """Take the next event; return why it cannot be, None if it can."""
        objection = self._objection(event)
        self._opened = True  # said once
        if event.event == "suspend":
            self._down = True
        elif event.event == "resume":
            self._down = False
        elif event.event == "retire":
            self._gone = self._gone or event
        return objection

    def _objection(self, event: LifecycleEvent) -> Message | None:
        kind = event.event
        if kind == "open":
            return msg("前面已经有别的事件") if self._opened else None
        if not self._opened:
            return msg("前面没有登记开通（open）")
        if self._gone and kind in {"retire", "change"}:
            return msg("前面已经登记永久下线")
        if self._gone and self._gone.until and event.date > self._gone.until:
            return msg("网站到 {until} 已经永久下线", until=self._gone.until)
        if kind == "suspend" and self._down:
            return msg("前一次临时下线还没有恢复")
        if kind == "resume" and not self._down:
            return msg("前面没有临时下线")
        if kind == "change" and event.was is None:
            return msg("没有写变更前的内容（was）")
        return None
