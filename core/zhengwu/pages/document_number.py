"""Document numbers 文号: what names the same document, and what is written wrongly."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zhengwu.messages import Message, msg
from zhengwu.packaged import read_data

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = re.compile(r"\s+")
_NUMERALS = str.maketrans("零〇○一二三四五六七八九", "000123456789")
_NUMBER = re.compile(r"〕第?0*(?=\d)")


@dataclass(frozen=True, slots=True)
class Flaw:
    """A document number that is written wrongly.

    Attributes:
        start: offset of its year's bracket in the text.
        written: from that bracket to 号.
        meant: the same as it should be.
        what: what is wrong.
    """

    start: int
    written: str
    meant: str
    what: Message


def names_page(reference: str) -> bool:
    """Whether a reference to a document is a path; otherwise it is a document number."""
    return "/" in reference or reference.endswith(".md")


def canonical(number: str) -> str:
    """Return `number` so that two ways of writing the same document number are equal."""
    folded = _SPACE.sub("", unicodedata.normalize("NFKC", number)).translate(_to_brackets())
    return _NUMBER.sub("〕", folded)


def is_document_number(number: str) -> bool:
    """Whether `number` as a whole is well written."""
    return any(re.fullmatch(form["pattern"], number) for form in read_data("docno.yml")["forms"])


def flaws(text: str) -> Iterator[Flaw]:
    """Yield what in running text plainly is a document number and is written wrongly.

    Certain is only a year in brackets between Han and a number: `国发[1993]12号`. What certificates
    and licences carry looks alike and is left alone.
    """
    for match in _written().finditer(text):
        if text[: match.start()].endswith(_others()):
            continue
        what = _what(match)
        if what:
            year = match["year"].translate(_NUMERALS)
            number = match["number"].lstrip("0") or "0"
            meant = f"〔{year}〕{number}号"
            yield Flaw(match.start(), match[0], meant, what)


def _what(match: re.Match[str]) -> Message | None:
    if (match["open"], match["close"]) != ("〔", "〕"):
        return msg("年份要用六角括号〔〕")
    if not match["year"].isdecimal():
        return msg("年份用阿拉伯数字")
    if match["ordinal"]:
        return msg("序号前不写“第”")
    if match["number"].startswith("0"):
        return msg("序号前不补零")
    if _SPACE.search(match[0]):
        return msg("文号中间不留空格")
    return None


@cache
def _to_brackets() -> dict[int, str]:
    signs = read_data("docno.yml")["brackets"]
    table = {ord(sign): "〔" for sign in signs["open"]}
    return table | {ord(sign): "〕" for sign in signs["close"]}


@cache
def _others() -> tuple[str, ...]:
    return tuple(entry["before"] for entry in read_data("docno.yml")["not_documents"])


@cache
def _written() -> re.Pattern[str]:
    signs = read_data("docno.yml")["brackets"]
    opening, closing = re.escape(signs["open"] + "〔"), re.escape(signs["close"] + "〕")
    gap = r"[ \u3000]?"
    parts = (
        rf"(?<=[\u4e00-\u9fff]{{2}})(?P<open>[{opening}])",
        r"(?P<year>(?:19|20)\d\d|(?:一九|二[〇零○])[〇零○一二三四五六七八九]{2})",
        rf"(?P<close>[{closing}])",
        r"(?P<ordinal>第?)",
        r"(?P<number>\d{1,6})",
        r"号",
    )
    return re.compile(gap.join(parts))
