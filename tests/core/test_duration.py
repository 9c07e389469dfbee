from __future__ import annotations

import datetime as dt

import pytest
from pydantic_core import PydanticCustomError

from zhengwu.duration import Term, read_term

DAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("14天", dt.date(2026, 12, 8)),
        ("2周", dt.date(2026, 12, 8)),
        ("6个月", dt.date(2027, 5, 24)),
        ("9个月", dt.date(2027, 8, 24)),
        ("1年", dt.date(2027, 11, 24)),
        ("9999年", dt.date.max),
        ("9999周", dt.date(2218, 7, 14)),
    ],
)
def test_a_term_runs_by_the_calendar(written: str, after: dt.date) -> None:
    term = read_term(written)
    assert isinstance(term, Term)
    assert term.after(DAY) == after
    assert str(term) == written


@pytest.mark.parametrize(
    ("term", "since", "last"),
    [
        (Term(1, "个月"), dt.date(2026, 1, 31), dt.date(2026, 2, 28)),
        (Term(1, "个月"), dt.date(2028, 1, 31), dt.date(2028, 2, 29)),
        (Term(1, "个月"), dt.date(2026, 1, 28), dt.date(2026, 2, 28)),
        (Term(1, "个月"), dt.date(2026, 2, 28), dt.date(2026, 3, 28)),
        (Term(1, "个月"), dt.date(2026, 3, 31), dt.date(2026, 4, 30)),
        (Term(6, "个月"), dt.date(2026, 8, 29), dt.date(2027, 2, 28)),
        (Term(12, "个月"), dt.date(2026, 12, 31), dt.date(2027, 12, 31)),
        (Term(1, "年"), dt.date(2024, 2, 29), dt.date(2025, 2, 28)),
        (Term(4, "年"), dt.date(2024, 2, 29), dt.date(2028, 2, 29)),
    ],
)
def test_a_month_without_that_day_ends_on_its_last(
    term: Term, since: dt.date, last: dt.date
) -> None:
    assert term.after(since) == last
    assert not term.outrun(since, last)
    assert term.outrun(since, last + dt.timedelta(days=1))


def test_at_the_end_of_february_half_a_year_is_not_four_days_longer() -> None:
    half = Term(6, "个月")
    ends = [half.after(dt.date(2026, 2, day)) for day in (26, 27, 28)]
    assert ends == [dt.date(2026, 8, day) for day in (26, 27, 28)]
    assert half.outrun(dt.date(2026, 2, 28), dt.date(2026, 8, 29))


@pytest.mark.parametrize(("written", "meant"), [("5", 5), (" 20 ", 20), (7, 7)])
def test_a_plain_number_is_a_number(written: object, meant: object) -> None:
    assert read_term(written) == meant


@pytest.mark.parametrize("written", ["", "0天", "两周", "14 日", "-3", "1.5年", "99999天"])
def test_anything_else_is_refused(written: str) -> None:
    with pytest.raises(PydanticCustomError):
        read_term(written)
