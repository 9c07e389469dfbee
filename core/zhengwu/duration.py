"""A term 期限, as people write it in every file: 14天, 2周, 6个月, 1年."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, WithJsonSchema

from zhengwu.messages import Message, msg
from zhengwu.model.base import refuse

Unit = Literal["天", "周", "个月", "年"]
PATTERN = r"[1-9]\d{0,3}\s*(天|周|个月|年)"
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

    def after(self, day: dt.date) -> dt.date:
        """Return the last day of a term that runs from `day`, which itself does not count.

        Months and years end on the day of that number; a month without it ends on its own last
        (Civil Code, Arts. 201 and 202). Beyond the calendar it is the calendar's last day.

        Going back from today instead would be wrong at the end of months: half a year before 28,
        29, 30 and 31 August is the same last day of February.
        """
        try:
            if self.unit in _DAYS:
                return day + dt.timedelta(days=self.number * _DAYS[self.unit])
            months = day.year * _MONTHS_A_YEAR + day.month - 1 + self.number * _MONTHS[self.unit]
            year, month = divmod(months, _MONTHS_A_YEAR)
            last = calendar.monthrange(year, month + 1)[1]
            return dt.date(year, month + 1, min(day.day, last))
        except (OverflowError, ValueError):
            return dt.date.max

    def outrun(self, since: dt.date, day: dt.date) -> bool:
        """Whether the term that runs from `since` is over on `day`."""
        return self.after(since) < day

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


def _read_duration(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(PATTERN, value.strip()):
        raise refuse(
            msg("“{value}”不是期限", value=value), msg("写成 14天、2周、6个月 或 1年 这样")
        )
    return read_term(value)


# A term in a register file.
Duration = Annotated[
    Term,
    BeforeValidator(_read_duration),
    WithJsonSchema({"type": "string", "pattern": f"^{PATTERN}$"}),
]
# A number or a term, in a rulebook.
Quantity = Annotated[int | Term, BeforeValidator(read_term)]
