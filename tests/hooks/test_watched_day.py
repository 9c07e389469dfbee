"""A watched day answers as a date does, and says truly until when its answers hold."""

from __future__ import annotations

import datetime as dt
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengwu_lint.watched_day import Until, WatchedDay

if TYPE_CHECKING:
    from collections.abc import Callable

DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 30))
LENGTHS = st.integers(-400, 400).map(lambda days: timedelta(days=days))
QUESTIONS: dict[str, Callable[[Any, date, timedelta], object]] = {
    "before": lambda day, other, _: day < other,
    "not after": lambda day, other, _: day <= other,
    "after": lambda day, other, _: day > other,
    "not before": lambda day, other, _: day >= other,
    "other way round": lambda day, other, _: (other < day, other >= day),
    "the same": lambda day, other, _: day == other,
    "not the same": lambda day, other, _: day != other,
    "earlier by": lambda day, other, length: day - length < other,
    "later by": lambda day, other, length: day + length >= other,
    "earlier and later": lambda day, other, length: day - length - length + length <= other,
    "since": lambda day, other, _: (day - other).days,
    "until": lambda day, other, _: (other - day).days,
    "year": lambda day, _, length: (day - length).year,
    "month": lambda day, *_: day.month,
    "week day": lambda day, *_: day.weekday(),
    "text": lambda day, *_: f"{day} {day:%m} {day.isoformat()} {day!s}",
    "in a set": lambda day, other, _: day in {other, other + timedelta(days=9)},
    "the later": lambda day, other, _: max(day, other) == other,
}


@pytest.mark.parametrize("name", QUESTIONS)
@given(day=DAYS, other=DAYS, length=LENGTHS)
def test_the_answer_is_that_of_a_date_until_the_day_that_it_tells(
    name: str, day: date, other: date, length: timedelta
) -> None:
    ask = QUESTIONS[name]
    until = Until()
    answer = ask(WatchedDay(day, until), other, length)
    assert answer == ask(day, other, length)
    assert until.day >= day
    later = day
    while later < min(until.day, day + timedelta(days=450)):
        later += timedelta(days=1)
        assert ask(later, other, length) == answer, later


@pytest.mark.parametrize(
    ("ask", "last"),
    [
        (lambda day: day < date(2026, 11, 30), "2026-11-29"),
        (lambda day: day <= date(2026, 11, 30), "2026-11-30"),
        (lambda day: day > date(2026, 11, 30), "2026-11-30"),
        (lambda day: day >= date(2026, 11, 30), "2026-11-29"),
        (lambda day: day - timedelta(days=14) > date(2026, 11, 20), "2026-12-04"),
        (lambda day: day > date(2026, 11, 1), "9999-12-31"),
        (lambda day: day.year, "2026-12-31"),
        (str, "2026-11-24"),
    ],
)
def test_until_when(ask: Callable[[Any], object], last: str) -> None:
    until = Until()
    ask(WatchedDay(date(2026, 11, 24), until))
    assert str(until.day) == last


@pytest.mark.parametrize(
    "ask",
    [
        lambda day: datetime.combine(day, dt.time(9)),
        lambda day: day < datetime(2026, 11, 24),
        lambda day: isinstance(day, date) or day.nothing,
    ],
)
def test_what_cannot_be_watched_fails(ask: Callable[[Any], object]) -> None:
    with pytest.raises((TypeError, AttributeError)):
        ask(WatchedDay(date(2026, 11, 24), Until()))
