"""Events that cannot follow one another, and steps that an event does not have."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.lifecycle.registers import OPEN, Life, resume, retire, step, suspend, told

CHANGE = {"event": "change", "date": "2026-11-24", "was": {"domain": "a.example"}}
GONE = retire("2026-09-01", "2026-09-30")

STORIES = [
    pytest.param([suspend("2026-11-20", "2026-11-30")], "没有登记开通", id="never opened"),
    pytest.param([OPEN, {**OPEN, "date": "2026-01-05"}], "前面已经有别的事件", id="opened twice"),
    pytest.param([OPEN, resume("2026-11-20")], "前面没有临时下线", id="back without leaving"),
    pytest.param(
        [OPEN, suspend("2026-11-01", "2026-11-30"), suspend("2026-11-20", "2026-11-30")],
        "前一次临时下线还没有恢复",
        id="down twice",
    ),
    pytest.param([OPEN, GONE, CHANGE], "前面已经登记永久下线", id="changed after the end"),
    pytest.param([OPEN, GONE, retire("2026-11-01", None)], "前面已经登记永久下线", id="gone twice"),
    pytest.param(
        [OPEN, GONE, suspend("2026-10-01", "2026-10-05")],
        "网站到 2026-09-30 已经永久下线",
        id="suspended after the end",
    ),
    pytest.param([OPEN, {**CHANGE, "was": ""}], "没有写变更前的内容", id="changed nothing"),
]


@pytest.mark.parametrize(("events", "why"), STORIES)
def test_what_cannot_be(events: list[dict[str, Any]], why: str) -> None:
    found = [g for g in Life(events).judge("2026-11-24").wrong if g.code == "unlawful-lifecycle"]
    assert [why in gap.message.text() for gap in found] == [True]


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (OPEN, "approval"),
        (suspend("2026-11-20", "2026-11-30"), "badge"),
        (resume("2026-11-24"), "inspection"),
        (GONE, "consent"),
        (CHANGE, "archive"),
    ],
)
def test_a_step_of_another_event_is_told(event: dict[str, Any], name: str) -> None:
    strange = {**event, "done": {**event.get("done", {}), name: step("2026-01-05")}}
    found = [g for g in Life([strange]).judge("2026-11-24").wrong if g.path[-1] == name]
    assert told(tuple(found)) == ["unlawful-lifecycle"]


@pytest.mark.parametrize(
    ("event", "message"),
    [
        ({**OPEN, "until": "2026-11-30"}, "open 事件没有“until”这一项"),
        ({**OPEN, "moved_to": "https://a.example/"}, "open 事件没有“moved_to”这一项"),
        ({**OPEN, "was": {"name": "甲"}}, "open 事件没有“was”这一项"),
        ({**CHANGE, "reason": "ordered"}, "change 事件没有“reason”这一项"),
        ({**CHANGE, "was": {"name": ""}}, "was 里没有写变更前的内容"),
        ({**OPEN, "done": {"inspecton": step("2025-04-07")}}, "不认识“inspecton”这一项"),
    ],
)
def test_what_the_register_does_not_know(event: dict[str, Any], message: str) -> None:
    (mistake,) = Life([event]).register.mistakes
    assert mistake.message.text() == message
    assert mistake.line > 0
