from __future__ import annotations

import datetime as dt

import pytest
from pydantic_core import PydanticCustomError

from zhengwu.duration import Term, read_term

DAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("written", "before"),
    [
        ("14天", dt.date(2026, 11, 10)),
        ("2周", dt.date(2026, 11, 10)),
        ("6个月", dt.date(2026, 5, 24)),
        ("9个月", dt.date(2026, 2, 24)),
        ("1年", dt.date(2025, 11, 24)),
        ("9999年", dt.date.min),
    ],
)
def test_a_term_reaches_back_by_the_calendar(written: str, before: dt.date) -> None:
    term = read_term(written)
    assert isinstance(term, Term)
    assert term.before(DAY) == before
    assert str(term) == written


def test_a_month_without_that_day_ends_earlier() -> None:
    assert Term(6, "个月").before(dt.date(2026, 8, 31)) == dt.date(2026, 2, 28)
    assert Term(1, "年").before(dt.date(2024, 2, 29)) == dt.date(2023, 2, 28)


@pytest.mark.parametrize(("written", "meant"), [("5", 5), (" 20 ", 20), (7, 7)])
def test_a_plain_number_is_a_number(written: object, meant: object) -> None:
    assert read_term(written) == meant


@pytest.mark.parametrize("written", ["", "0天", "两周", "14 日", "-3", "1.5年", "99999天"])
def test_anything_else_is_refused(written: str) -> None:
    with pytest.raises(PydanticCustomError):
        read_term(written)
