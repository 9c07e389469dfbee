"""Working days over holidays, make-up days, New Year and years not announced yet."""

from __future__ import annotations

import datetime as dt

import pytest

from zhengwu.workdays import Workdays

CITY = Workdays.of([])


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param("2026-11-24", True, id="a Tuesday"),
        pytest.param("2026-11-28", False, id="a Saturday"),
        pytest.param("2026-10-10", True, id="a make-up Saturday"),
        pytest.param("2026-01-04", True, id="a make-up Sunday"),
        pytest.param("2026-10-06", False, id="a day off in lieu"),
        pytest.param("2026-02-17", False, id="Spring Festival"),
        pytest.param("2027-02-06", False, id="Spring Festival of a year not announced"),
    ],
)
def test_is_workday(day: str, works: bool) -> None:  # noqa: FBT001 -- a table's column
    assert CITY.is_workday(dt.date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("start", "number", "reached", "provisional"),
    [
        pytest.param("2026-11-24", 0, "2026-11-24", False, id="none"),
        pytest.param("2026-11-24", 1, "2026-11-25", False, id="the next day"),
        pytest.param("2026-11-27", 1, "2026-11-30", False, id="over a weekend"),
        pytest.param("2026-02-13", 1, "2026-02-14", False, id="to a make-up Saturday"),
        pytest.param("2026-02-14", 1, "2026-02-24", False, id="across the Spring Festival"),
        pytest.param("2026-02-10", 15, "2026-03-09", False, id="fifteen across the Festival"),
        pytest.param("2026-12-31", 1, "2027-01-04", True, id="into a year not announced"),
    ],
)
def test_after(start: str, number: int, reached: str, provisional: bool) -> None:  # noqa: FBT001
    count = CITY.after(dt.date.fromisoformat(start), number)
    assert count.until.isoformat() == reached
    assert count.provisional is provisional


def test_between_is_the_reverse_of_after() -> None:
    start = dt.date(2026, 1, 1)
    for number in range(1, 60):
        end = CITY.after(start, number).until
        assert CITY.between(start, end).days == number


def test_between_counts_nothing_backwards() -> None:
    assert CITY.between(dt.date(2026, 5, 9), dt.date(2026, 5, 1)).days == 0


def test_the_citys_table_announces_a_year() -> None:
    city = Workdays.of([dt.date(2027, 2, 20)])
    assert city.is_workday(dt.date(2027, 2, 20))
    assert city.announced(2027)
    assert not CITY.announced(2027)
    assert not city.after(dt.date(2026, 12, 31), 1).provisional
