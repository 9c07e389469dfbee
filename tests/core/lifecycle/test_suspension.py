"""Art. 9: at most thirty days, at most once a calendar year, with its papers and notices."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.lifecycle.registers import OPEN, Life, resume, step, suspend, texts, told

PLANNED = ("application", "approval", "consent", "reported", "site_notice", "portal_notice")
ORDERED = ("self_check", "police_check", "approval", "consent", "reported")


def matters(events: list[dict[str, Any]], day: str) -> list[str]:
    return told(Life([OPEN, *events]).judge(day).wrong)


@pytest.mark.parametrize(
    ("last", "wrong"),
    [("2026-11-30", False), ("2026-12-01", True)],
    ids=["thirty days", "thirty-one days"],
)
def test_as_it_is_planned(last: str, *, wrong: bool) -> None:
    found = matters([suspend("2026-11-01", last)], "2026-11-10")
    assert found == ["overlong-suspension"] * wrong


@pytest.mark.parametrize(
    ("back", "wrong"),
    [("2026-12-01", False), ("2026-12-02", True)],
    ids=["back on the thirty-first day", "back a day later"],
)
def test_as_its_end_is_registered(back: str, *, wrong: bool) -> None:
    found = matters([suspend("2026-11-01", "2026-11-30"), resume(back)], "2026-11-10")
    assert found == ["overlong-suspension"] * wrong


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-20", None),
        ("2026-11-21", "批准下线到 2026-11-20，还没有登记恢复上线"),
        ("2026-11-30", "批准下线到 2026-11-20，还没有登记恢复上线"),
        ("2026-12-01", "共 31 天，不得超过 30 天"),
    ],
)
def test_as_it_goes_on(day: str, said: str | None) -> None:
    judgement = Life([OPEN, suspend("2026-11-01", "2026-11-20")]).judge(day)
    assert told(judgement.wrong) == ["overlong-suspension"] * bool(said)
    assert (said or "") in texts(judgement.wrong)


def test_what_comes_next_is_told_with_its_day() -> None:
    (gap,) = Life([OPEN, suspend("2026-11-01", "2026-11-20")]).judge("2026-11-10").due
    assert (gap.code, str(gap.due)) == ("overlong-suspension", "2026-11-20")
    assert gap.due.message().text() == "最迟 2026-11-20"


def test_it_names_its_end() -> None:
    (gap,) = Life([OPEN, suspend("2026-11-25")]).judge("2026-11-24").wrong
    assert gap.code == "overlong-suspension"
    assert "until: 最后一天，不晚于 2026-12-24" in gap.fix.text()


def test_thirty_days_across_new_year() -> None:
    assert matters([suspend("2026-12-15", "2027-01-13")], "2026-12-20") == []
    assert matters([suspend("2026-12-15", "2027-01-14")], "2026-12-20") == ["overlong-suspension"]


YEARS = [
    pytest.param("2026-03-02", "2026-03-03", "2026-12-31", True, id="twice in a year"),
    pytest.param("2026-01-01", "2026-01-02", "2026-12-31", True, id="on its first and last day"),
    pytest.param("2025-12-31", "2026-01-01", "2026-01-02", False, id="across New Year"),
    pytest.param("2026-12-31", "2027-01-01", "2027-01-02", False, id="across the next"),
]


@pytest.mark.parametrize(("first", "back", "second", "wrong"), YEARS)
def test_once_a_calendar_year(first: str, back: str, second: str, *, wrong: bool) -> None:
    events = [suspend(first, first), resume(back), suspend(second, second)]
    assert matters(events, second) == ["repeated-suspension"] * wrong


def test_one_that_runs_over_new_year_counts_for_the_year_in_which_it_began() -> None:
    over = [suspend("2025-12-20", "2026-01-10"), resume("2026-01-11")]
    assert matters([*over, suspend("2026-06-01", "2026-06-05")], "2026-06-02") == []
    before = [suspend("2025-06-01", "2025-06-05"), resume("2025-06-06")]
    assert matters([*before, over[0]], "2025-12-21") == ["repeated-suspension"]


def test_a_second_one_is_told_as_soon_as_it_is_planned() -> None:
    events = [
        suspend("2026-03-02", "2026-03-05"),
        resume("2026-03-06"),
        suspend("2026-12-01", "2026-12-05"),
    ]
    (gap,) = Life([OPEN, *events]).judge("2026-11-24").wrong
    assert "2026年第2次临时下线（2026-12-01），每年不得超过1次" in gap.message.text()
    assert gap.path == ("lifecycle", 3, "date")


@pytest.mark.parametrize("reason", ["force-majeure", "ordered"])
@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_force_majeure_and_orders_count_for_nothing(reason: str, *, first: bool) -> None:
    order = {"order": step("2026-03-02")} if reason == "ordered" else {}
    other = [
        suspend("2026-03-02", None, reason=reason, done=order),
        resume("2026-05-20", ordered=reason == "ordered"),
    ]
    planned = [suspend("2026-11-01", "2026-11-30")]
    if not first:
        planned = [suspend("2026-01-05", "2026-02-03"), resume("2026-02-04")]
        assert matters([*planned, *other], "2026-05-10") == []
    else:
        assert matters([*other, *planned], "2026-11-10") == []


@pytest.mark.parametrize("name", PLANNED)
@pytest.mark.parametrize(
    ("day", "standing"),
    [("2026-11-19", "due"), ("2026-11-20", "error")],
    ids=["the day before", "on the day"],
)
def test_each_paper_and_notice(name: str, day: str, standing: str) -> None:
    event = suspend("2026-11-20", "2026-11-30")
    event["done"] = {key: {**done, "date": "2026-11-12"} for key, done in event["done"].items()}
    del event["done"][name]
    found = [g for g in Life([OPEN, event]).judge(day).gaps if g.code == "missing-lifecycle-step"]
    assert [(g.severity, str(g.due), g.path[-1]) for g in found] == [(standing, "2026-11-20", name)]


@pytest.mark.parametrize("name", PLANNED)
def test_what_came_after_the_site_was_down_is_kept_in_mind(name: str) -> None:
    event = suspend("2026-11-20", "2026-11-30")
    if "notice" in name:
        event["done"][name] = step("2026-11-21", page="tzgg/xiaxian.md")
    else:
        event["done"][name] = step("2026-11-21")
    judgement = Life([OPEN, event]).judge("2026-11-22")
    assert judgement.wrong == ()
    (gap,) = judgement.past
    assert "是 2026-11-21 办的，晚于 2026-11-20" in gap.message.text()


def test_a_paper_of_tomorrow_is_none() -> None:
    event = suspend("2026-11-20", "2026-11-30")
    event["done"]["approval"] = step("2026-11-22")
    (gap,) = Life([OPEN, event]).judge("2026-11-21").wrong
    assert "2026-11-22 还没有到" in gap.message.text()


def test_the_portal_announces_its_own_suspension_once() -> None:
    event = suspend("2026-11-20", "2026-11-30")
    del event["done"]["portal_notice"]
    life = Life([OPEN, event], kind="portal")
    assert life.judge("2026-11-21").wrong == ()


def test_an_ordered_closure_needs_the_order() -> None:
    event = suspend("2026-11-20", None, reason="ordered", done={})
    (gap,) = Life([OPEN, event]).judge("2026-11-20").wrong
    assert "责令紧急关停的通知" in gap.message.text()


def test_force_majeure_asks_for_nothing_beforehand() -> None:
    event = suspend("2026-11-20", None, reason="force-majeure", done={})
    assert Life([OPEN, event]).judge("2026-11-20").gaps == ()


@pytest.mark.parametrize("name", ORDERED)
def test_after_an_order_all_five_come_before_the_return(name: str) -> None:
    back = resume("2026-11-24", ordered=True)
    del back["done"][name]
    down = suspend("2026-11-20", None, reason="ordered", done={"order": step("2026-11-20")})
    (gap,) = Life([OPEN, down, back]).judge("2026-11-24").wrong
    assert (gap.code, gap.path[-1]) == ("missing-lifecycle-step", name)


@pytest.mark.parametrize("reason", ["planned", "force-majeure"])
def test_otherwise_only_the_entry_comes_before_the_return(reason: str) -> None:
    down = suspend("2026-11-20", "2026-11-22", reason=reason)
    life = Life([OPEN, down, resume("2026-11-23")])
    assert life.judge("2026-11-23").gaps == ()
    life.events[-1]["done"] = {}
    (gap,) = life.judge("2026-11-23").wrong
    assert "恢复上线报备" in gap.message.text()


def test_what_is_over_cannot_be_mended() -> None:
    events = [
        suspend("2026-03-02", "2026-03-05"),
        resume("2026-03-06"),
        suspend("2026-05-01", "2026-05-20"),
        resume("2026-06-02"),
    ]
    judgement = Life([OPEN, *events]).judge("2026-06-02")
    assert judgement.wrong == ()
    assert sorted(told(judgement.past)) == ["overlong-suspension", "repeated-suspension"]
    assert "共 32 天" in texts(judgement.past)
