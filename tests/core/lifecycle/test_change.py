"""Art. 10: a change is filed above and entered in time, and none is made without an event."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.cities import DEPARTMENT, dump
from tests.core.lifecycle.registers import FILINGS, OPEN, Life, resume, step, suspend, texts, told
from zhengwu.lifecycle import Former, changed, read_former

OLD = "old.zhongshan.example"
STEPS = ("filed", "reported", "icp", "police")


def change(day: str, was: dict[str, str], *steps: str, on: str = "") -> dict[str, Any]:
    done = {name: step(on or day) for name in steps}
    return {"event": "change", "date": day, "was": was, "done": done}


def former(*events: dict[str, Any], **values: str) -> Former:
    found = read_former(dump({**DEPARTMENT, "lifecycle": list(events), **values}))
    assert found is not None
    return found


CHANGES = [
    pytest.param("domain", OLD, "域名从“old.zhongshan.example”改成了", id="domain"),
    pytest.param("name", "中山市发改局网站", "网站名称从“中山市发改局网站”改成了", id="name"),
    pytest.param("unit", "zfb", "主办单位从“zfb”改成了“fgj”", id="unit"),
    pytest.param("path", "/fgj/", "网站路径从“/fgj/”改成了“/”", id="path"),
]


@pytest.mark.parametrize(("name", "old", "said"), CHANGES)
def test_a_change_without_an_event_is_refused(name: str, old: str, said: str) -> None:
    (gap,) = Life([OPEN]).judge("2026-11-24", former(OPEN, **{name: old})).wrong
    assert (gap.code, gap.basis, gap.path) == ("unreported-change", ("measures-10",), (name,))
    assert said in gap.message.text()
    assert "却没有变更事件" in gap.message.text()


@pytest.mark.parametrize(("name", "old", "said"), CHANGES)
def test_an_event_without_its_filing_is_refused(name: str, old: str, said: str) -> None:
    life = Life([OPEN, change("2026-11-24", {name: old})])
    (gap,) = life.judge("2026-11-24", former(OPEN, **{name: old})).wrong
    assert said in gap.message.text()
    assert "还没有向上级主管单位备案" in gap.message.text()
    later = Life([OPEN, change("2026-11-24", {name: old}, "filed", on="2026-11-25")])
    assert told(later.judge("2026-11-24", former(OPEN, **{name: old})).wrong) == [gap.code]


@pytest.mark.parametrize(("name", "old", "said"), CHANGES)
def test_an_event_with_its_filing_is_accepted(name: str, old: str, said: str) -> None:
    life = Life([OPEN, change("2026-11-24", {name: old}, "filed")])
    assert life.judge("2026-11-24", former(OPEN, **{name: old})).wrong == ()


def test_an_event_about_something_else_covers_nothing() -> None:
    life = Life([OPEN, change("2026-11-24", {"name": "中山市发改局网站"}, *STEPS)])
    found = life.judge("2026-11-24", former(OPEN, domain=OLD)).wrong
    assert "却没有变更事件" in texts(found)
    life = Life([OPEN, change("2026-11-24", {"domain": "older.zhongshan.example"}, *STEPS)])
    assert told(life.judge("2026-11-24", former(OPEN, domain=OLD)).wrong) == ["unreported-change"]


def test_an_event_of_an_older_change_covers_no_new_one() -> None:
    there = change("2026-03-02", {"domain": OLD}, *STEPS)
    back = change("2026-05-06", {"domain": "fgj2.zhongshan.example"}, *STEPS)
    before = former(OPEN, there, back, domain=OLD)  # it went away and came back
    found = Life([OPEN, there, back]).judge("2026-11-24", before).wrong
    assert told(found) == ["unreported-change"]


def test_an_event_may_be_written_before_the_change_is_made() -> None:
    event = change("2026-11-24", {"domain": OLD}, *STEPS)
    assert Life([OPEN, event]).judge("2026-11-24", former(OPEN, event, domain=OLD)).wrong == ()


def test_two_changes_since_the_last_release_are_both_told_of() -> None:
    events = [
        change("2026-11-20", {"domain": OLD}, *STEPS),
        change("2026-11-23", {"domain": "fgj2.zhongshan.example"}, *STEPS),
    ]
    assert Life([OPEN, *events]).judge("2026-11-24", former(OPEN, domain=OLD)).wrong == ()


@pytest.mark.parametrize("events", [[], [{**OPEN, "date": "2026-11-25"}]], ids=["never", "later"])
def test_before_the_opening_everything_may_change(events: list[dict[str, Any]]) -> None:
    found = Life(events).judge("2026-11-24", former(*events, domain=OLD)).wrong
    assert found == ()


def test_nothing_changed() -> None:
    before = former(OPEN)
    life = Life([OPEN])
    assert changed(life.site, before) == {}
    assert life.judge("2026-11-24", before).gaps == ()


def test_an_event_that_happened_cannot_be_taken_out() -> None:
    away = suspend("2026-03-02", "2026-03-05")
    before = former(OPEN, away, resume("2026-03-06"))
    found = Life([OPEN]).judge("2026-11-24", before).wrong
    assert told(found) == ["erased-event", "erased-event"]
    assert "以前登记的临时下线（2026-03-02）不见了" in texts(found)


def test_an_event_to_come_can_be_taken_out() -> None:
    before = former(OPEN, suspend("2026-12-01", "2026-12-05"))
    assert Life([OPEN]).judge("2026-11-24", before).wrong == ()
    assert told(Life([OPEN]).judge("2026-12-01", before).wrong) == ["erased-event"]


@pytest.mark.parametrize(
    "text",
    ["", "a: [", "- a\n", "name: 甲\n", "domain: {a: b}\n"],
    ids=["empty", "broken", "a list", "no domain", "no text"],
)
def test_a_register_that_cannot_be_read_is_none(text: str) -> None:
    assert read_former(text) is None


def test_a_register_of_another_time_is_read() -> None:
    text = "domain: a.example\nsomething: new\nlifecycle:\n  - gone\n  - {event: merge, date: x}\n"
    before = read_former(text)
    assert before is not None
    assert (before.values["path"], [e.kind for e in before.events]) == ("/", ["merge"])
    assert Life([OPEN]).judge("2026-11-24", before).wrong == ()


# Ten working days after each: over a weekend; over the Spring Festival, whose make-up days are two
# Saturdays; over the National Day; and into a year whose make-up days nobody knows.
WINDOWS = [
    pytest.param("2026-11-02", "2026-11-16", False, id="over weekends"),
    pytest.param("2026-02-10", "2026-03-02", False, id="across the Spring Festival"),
    pytest.param("2026-09-24", "2026-10-15", False, id="across the National Day"),
    pytest.param("2026-12-28", "2027-01-12", True, id="into a year not announced"),
    pytest.param("2027-02-01", "2027-02-19", True, id="across a Festival not announced"),
]


@pytest.mark.parametrize(("day", "due", "provisional"), WINDOWS)
@pytest.mark.parametrize("name", STEPS)
def test_ten_working_days(day: str, due: str, name: str, *, provisional: bool) -> None:
    steps = [other for other in STEPS if other != name]
    life = Life([OPEN, change(day, {"domain": OLD}, *steps)])
    (gap,) = life.judge(due).due
    assert (gap.code, str(gap.due), bool(gap.due and gap.due.provisional)) == (
        "unreported-change",
        due,
        provisional,
    )
    after = date.fromordinal(date.fromisoformat(due).toordinal() + 1)
    assert [g.path[-1] for g in life.judge(after.isoformat()).wrong] == [name]


def test_a_provisional_day_says_so() -> None:
    life = Life([OPEN, change("2026-12-28", {"domain": OLD})])
    text = life.judge("2026-12-28").due[0].due.message().text()
    assert text == "最迟 2027-01-12（2027年的调休安排还没有公布，暂按周一至周五推算）"


def test_the_city_s_table_announces_a_year() -> None:
    life = Life([OPEN, change("2026-12-28", {"domain": OLD})])
    life.city_facts = {"workdays": ["2027-01-02"]}
    gap = life.judge("2026-12-28").due[0]
    assert (str(gap.due), bool(gap.due and gap.due.provisional)) == ("2027-01-11", False)


def test_a_town_s_domain_is_filed_by_the_portal() -> None:
    event = change("2026-10-12", {"name": "小榄镇网站"}, "filed", "reported")
    life = Life([OPEN, event], FILINGS, "town")
    assert life.judge("2026-11-24").gaps == ()
