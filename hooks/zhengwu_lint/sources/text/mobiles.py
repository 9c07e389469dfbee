"""Mobile numbers on a page, and whose they are by what stands around them."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from zhengwu.packaged import read_data
from zhengwu_lint.sources.html.document import HtmlDocument
from zhengwu_lint.sources.text.digits import numbers
from zhengwu_lint.sources.text.written import everything

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.document import Document
    from zhengwu_lint.sources.text.digits import Number
    from zhengwu_lint.sources.text.written import Written

_COUNTRY = re.compile(r"(?:\+|00)86[ -]?$")
# In an address only what is said to be a telephone's number counts.
_CALLS = re.compile(r"(?:tel:|sms:|phone=|mobile=|tel=|sj=|dh=)\+?\d{0,2}$", re.IGNORECASE)


class NumberHolder(StrEnum):
    """Whose number it is.

    A contact is somebody whom a tender or a recruitment notice names by duty, an asked one
    somebody whom any notice names as contact person.
    """

    PERSON = "person"
    CONTACT = "contact"
    ASKED = "asked"
    OFFICE = "office"


class Mobile(NamedTuple):
    """A mobile number.

    Attributes:
        digits: its eleven digits.
        number: as it stands in the text.
        written: the text.
        holder: whose it is.
        line: 1-based.
        column: 1-based; 0 where only the line is known.
    """

    digits: str
    number: Number
    written: Written
    holder: NumberHolder
    line: int
    column: int


def mobiles(document: Document) -> Iterator[Mobile]:
    """Yield the mobile numbers of a page: each once a line, on a built page once.

    The first text that holds one says whose it is: a block explains what the file repeats.
    """
    seen: set[tuple[str, int]] = set()
    headers: dict[int, str] | None = None
    for written in everything(document):
        for number in _numbers(written.text):
            line, column = written.place(number.start)
            digits = number.digits[-11:]
            key = (digits, 0 if isinstance(document, HtmlDocument) else line)
            if key not in seen:
                seen.add(key)
                row = ""
                if written.block and written.block.row:
                    headers = _headers(document) if headers is None else headers
                    row = headers.get(written.block.row, "")
                holder = _holder(number, written, row)
                yield Mobile(digits, number, written, holder, line, column)


def names_contact(text: str) -> bool:
    """Whether a text names a contact whom a tender or a recruitment notice has to name."""
    return re.search(read_data("personal.yml")["phone"]["contact"], text) is not None


def _headers(document: Document) -> dict[int, str]:
    """Return the headers of each table row's cells."""
    found: dict[int, str] = {}
    for block in document.blocks:
        if block.row and block.labels:
            found[block.row] = f"{found.get(block.row, '')}|{block.labels[0]}"
    return found


def _numbers(text: str) -> Iterator[Number]:
    pattern = re.compile(read_data("personal.yml")["phone"]["number"])
    for number in numbers(text, "11"):
        if pattern.fullmatch(number.digits):
            yield number
    for number in numbers(text, "13"):
        if number.digits.startswith("86") and pattern.fullmatch(number.digits[2:]):
            yield number


def _holder(number: Number, written: Written, row: str) -> NumberHolder:
    data = read_data("personal.yml")["phone"]
    before = _COUNTRY.sub("", number.before)
    if written.address:
        return NumberHolder.PERSON if _CALLS.search(number.before) else NumberHolder.OFFICE
    if any(re.search(data[key], before) for key in ("official", "duty", "other")) or re.match(
        data["counted"], number.after
    ):
        return NumberHolder.OFFICE
    labels = "|".join(written.block.labels) if written.block else ""
    if re.search(data["official"], labels):
        return NumberHolder.OFFICE
    if re.search(data["amounts"], labels) and not re.search(data["telephones"], labels):
        return NumberHolder.OFFICE
    around = f"{row}|{labels}|{before}"
    if re.search(data["contact"], around):
        return NumberHolder.CONTACT
    return NumberHolder.ASKED if re.search(data["asked"], around) else NumberHolder.PERSON
