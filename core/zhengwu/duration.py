"""A term 期限, as people write it: 14天, 2周, 6个月, 1年."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from zhengwu.messages import Message, msg
from zhengwu.model.base import refuse

Unit = Literal["天", "周", "个月", "年"]
_WRITTEN = re.compile(r"(?P<number>[1-9]\d{0,3})\s*(?P<unit>天|周|个月|年)?")
_MONTHS: dict[Unit, int] = {"个月": 1, "年": 12}
_DAYS: dict[Unit, int] = {"天": 1, "周": 7}
_MONTHS_A_YEAR = 12
_WORDS: dict[Unit, Message] = {
    "天": msg("{number}天"),
    "周": msg("{number}周"),
    "个月": msg("{number}个月"),
    "年": msg("{number}年"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time; months and years are those of the calendar."""

    number: int
    unit: Unit

    def before(self, day: dt.date) -> dt.date:
        """Return the day that lies the term before `day`: what is older has outrun it.

        A month without that day ends earlier; before the first year of the calendar it is that.
        """
        try:
            if self.unit in _DAYS:
                return day - dt.timedelta(days=self.number * _DAYS[self.unit])
            months = day.year * _MONTHS_A_YEAR + day.month - 1 - self.number * _MONTHS[self.unit]
            year, month = divmod(months, _MONTHS_A_YEAR)
            last = calendar.monthrange(year, month + 1)[1]
            return dt.date(year, month + 1, min(day.day, last))
        except (OverflowError, ValueError):
            return dt.date.min

    def __str__(self) -> str:
        """Return it as people write it in a file."""
        return f"{self.number}{self.unit}"

    def as_message(self) -> Message:
        """Return it in words, in the reader's language."""
        return Message(_WORDS[self.unit].template, {"number": self.number})


def read_term(value: object) -> object:
    """Turn `14天` into a `Term` and `5` into a number; anything else is left as it is.

    Raises:
        PydanticCustomError: a text that is neither.
    """
    if not isinstance(value, str):
        return value
    match = _WRITTEN.fullmatch(value.strip())
    if not match:
        raise refuse(
            msg("“{value}”不是数值", value=value), msg("写成 5 这样的数，或 14天、2周、6个月、1年")
        )
    number = int(match["number"])
    return Term(number, match["unit"]) if match["unit"] else number  # type: ignore[arg-type]
