"""What a site is on each day of its life."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.lifecycle.registers import OPEN, Life, resume, retire, suspend
from zhengwu.lifecycle import State, is_offline, standing

WHOLE = Life(
    [
        OPEN,
        suspend("2026-03-02", "2026-03-20"),
        resume("2026-03-10"),
        retire("2026-11-01", "2026-11-30"),
    ]
)


@pytest.mark.parametrize(
    ("day", "state", "since", "until"),
    [
        ("2025-04-09", "preparing", None, None),
        ("2025-04-10", "open", "2025-04-10", None),
        ("2026-03-01", "open", "2025-04-10", None),
        ("2026-03-02", "suspended", "2026-03-02", "2026-03-20"),
        ("2026-03-09", "suspended", "2026-03-02", "2026-03-20"),
        ("2026-03-10", "open", "2026-03-10", None),
        ("2026-10-31", "open", "2026-03-10", None),
        ("2026-11-01", "retiring", "2026-11-01", "2026-11-30"),
        ("2026-11-30", "retiring", "2026-11-01", "2026-11-30"),
        ("2026-12-01", "retired", "2026-12-01", None),
    ],
)
def test_a_whole_life(day: str, state: str, since: str | None, until: str | None) -> None:
    found = standing(WHOLE.site, date.fromisoformat(day))
    assert found.state == State(state)
    assert (found.since and found.since.isoformat()) == since
    assert (found.until and found.until.isoformat()) == until


@pytest.mark.parametrize("day", ["2026-03-21", "2026-06-01"])
def test_the_end_that_was_approved_brings_no_site_back(day: str) -> None:
    life = Life([OPEN, suspend("2026-03-02", "2026-03-20")])
    assert is_offline(life.site, date.fromisoformat(day))


def test_a_migration_notice_without_an_end_hangs_on() -> None:
    life = Life([OPEN, retire("2026-11-01", None)])
    assert standing(life.site, date(2027, 11, 1)).state is State.RETIRING


def test_a_site_may_be_suspended_while_it_retires() -> None:
    life = Life(
        [
            OPEN,
            retire("2026-11-01", "2026-12-20"),
            suspend("2026-11-10", "2026-11-12"),
            resume("2026-11-13"),
        ]
    )
    days = ("2026-11-09", "2026-11-10", "2026-11-13", "2026-12-21")
    assert [standing(life.site, date.fromisoformat(day)).state for day in days] == [
        "retiring",
        "suspended",
        "retiring",
        "retired",
    ]


def test_events_may_stand_in_any_order() -> None:
    life = Life(list(reversed(WHOLE.events)))
    for day in (date(2026, 3, 5), date(2026, 11, 5), date(2026, 12, 5)):
        assert standing(life.site, day) == standing(WHOLE.site, day)
    assert life.judge("2026-11-24").wrong == ()


def test_a_site_without_events_is_being_prepared() -> None:
    assert standing(Life([]).site, date(2026, 11, 24)).state is State.PREPARING
