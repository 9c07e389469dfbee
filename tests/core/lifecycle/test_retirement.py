"""Art. 8: approval, thirty days of notice, the archive, and everything that is deregistered."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.lifecycle.registers import OPEN, Life, retire, step, texts, told

DEREGISTERED = ("badge", "certificate", "domain", "reported", "icp", "police", "cyberspace")


def whole(first: str, last: str, *, gone: str, archived: str = "") -> dict[str, Any]:
    event = retire(first, last)
    event["done"]["archive"] = step(archived or last)
    event["done"] |= {name: step(gone) for name in DEREGISTERED}
    return event


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2026-11-01", "2026-11-30", False),
        ("2026-11-01", "2026-11-29", True),
        ("2026-12-15", "2027-01-13", False),
        ("2026-12-15", "2027-01-12", True),
        ("2027-02-01", "2027-03-02", False),
        ("2027-02-01", "2027-03-01", True),
    ],
)
def test_thirty_days_of_notice(first: str, last: str, *, wrong: bool) -> None:
    found = Life([OPEN, retire(first, last)]).judge(first).wrong
    assert told(found) == ["short-migration-notice"] * wrong
    assert ("只挂 29 天，不得少于 30 天" in texts(found)) is wrong


def test_a_notice_may_hang_before_the_day_of_the_event() -> None:
    early = retire("2026-11-20", "2026-11-30", notice_from="2026-11-01")
    assert Life([OPEN, early]).judge("2026-11-24").wrong == ()
    late = retire("2026-11-01", "2026-11-30", notice_from="2026-11-02")
    assert told(Life([OPEN, late]).judge("2026-11-24").wrong) == ["short-migration-notice"]


def test_a_notice_without_an_end_is_told_the_earliest() -> None:
    gap = next(
        gap
        for gap in Life([OPEN, retire("2026-11-01", None)]).judge("2026-11-24").due
        if gap.code == "short-migration-notice"
    )
    assert "不早于 2026-11-30" in gap.fix.text()


def test_a_short_notice_that_is_over_cannot_be_mended() -> None:
    judgement = Life([OPEN, retire("2026-11-01", "2026-11-20")]).judge("2026-11-21")
    assert "short-migration-notice" in told(judgement.past)


@pytest.mark.parametrize("name", ["application", "approval"])
@pytest.mark.parametrize(("day", "standing"), [("2026-10-31", "due"), ("2026-11-01", "error")])
def test_application_and_approval_come_first(name: str, day: str, standing: str) -> None:
    event = retire("2026-11-01", "2026-11-30")
    event["done"] = {k: step("2026-10-20") for k in ("application", "approval") if k != name}
    found = {g.path[-1]: g.severity for g in Life([OPEN, event]).judge(day).gaps}
    assert found[name] == standing


@pytest.mark.parametrize(("day", "standing"), [("2026-11-01", "error"), ("2026-10-31", "due")])
def test_readers_are_told_where_the_content_is(day: str, standing: str) -> None:
    event = retire("2026-11-01", "2026-11-30")
    event["done"] = {k: step("2026-10-20") for k in ("application", "approval")}
    del event["moved_to"]
    found = [g for g in Life([OPEN, event]).judge(day).gaps if "moved_to" in g.fix.text()]
    assert [(g.code, g.severity) for g in found] == [("missing-lifecycle-step", standing)]


@pytest.mark.parametrize(("day", "standing"), [("2026-11-30", "due"), ("2026-12-01", "error")])
def test_the_archive_is_made_before_the_site_is_gone(day: str, standing: str) -> None:
    event = whole("2026-11-01", "2026-11-30", gone="2026-12-01")
    del event["done"]["archive"]
    found = {g.path[-1]: g.severity for g in Life([OPEN, event]).judge(day).gaps}
    assert found["archive"] == standing


# Twenty working days after the last day of the notice.
WINDOWS = [
    pytest.param("2026-06-01", "2026-06-30", "2026-07-28", False, id="in a plain month"),
    pytest.param("2026-01-05", "2026-02-10", "2026-03-16", False, id="across the Spring Festival"),
    pytest.param("2026-11-01", "2026-12-20", "2027-01-18", True, id="into a year not announced"),
]


@pytest.mark.parametrize(("first", "last", "due", "provisional"), WINDOWS)
@pytest.mark.parametrize("name", DEREGISTERED)
def test_everything_is_deregistered_in_time(
    first: str, last: str, due: str, name: str, *, provisional: bool
) -> None:
    event = whole(first, last, gone=due)
    del event["done"][name]
    life = Life([OPEN, event])
    (gap,) = life.judge(due).due
    assert (str(gap.due), bool(gap.due and gap.due.provisional), gap.path[-1]) == (
        due,
        provisional,
        name,
    )
    following = due[:-2] + f"{int(due[-2:]) + 1:02}"
    assert [g.path[-1] for g in life.judge(following).wrong] == [name]


def test_when_all_is_done_nothing_is_left() -> None:
    event = whole("2026-11-01", "2026-11-30", gone="2026-12-10")
    assert Life([OPEN, event]).judge("2027-06-01").gaps == ()


def test_a_town_leaves_the_portal_s_domain_alone() -> None:
    event = retire("2026-11-01", "2026-11-30")
    event["done"]["archive"] = step("2026-11-30")
    event["done"] |= {name: step("2026-12-10") for name in ("badge", "reported", "cyberspace")}
    assert Life([OPEN, event], kind="town").judge("2027-06-01").gaps == ()
