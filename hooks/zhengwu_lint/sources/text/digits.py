"""Numbers in a text, however they are written: apart, in full width, in Chinese numerals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from zhengwu_lint.sources.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.text.folding import Plain

_NUMERALS = {ord(c): str(n) for n, c in enumerate("零一二三四五六七八九")} | {
    ord("〇"): "0",
    ord("○"): "0",
    ord("幺"): "1",
    ord("壹"): "1",
    ord("贰"): "2",
    ord("叁"): "3",
    ord("肆"): "4",
    ord("伍"): "5",
    ord("陆"): "6",
    ord("柒"): "7",
    ord("捌"): "8",
    ord("玖"): "9",
}
_RUN = re.compile(r"[0-9零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]{8,}")
# What people put between the groups of a number; the same one throughout.
_BETWEEN = r"[ \t\u3000·.—–_/()（）-]{1,2}"
# How the digits of telephones and cards are grouped, whatever stands between them.
_CUSTOMARY = {(3, 4, 4), (4, 3, 4), (3, 3, 5), (4, 4, 4, 4), (4, 4, 4, 4, 3), (6, 13)}
_SEVERAL = re.compile(rf"\d(?:(?:{_BETWEEN})?\d){{7,}}")
_NO_DIGIT = re.compile(r"\D")
_NO_DIGITS = re.compile(r"\D+")


class Number(NamedTuple):
    """A number of a text.

    Attributes:
        digits: its digits alone.
        start: offset of the first one in the text.
        end: offset behind the last one.
        before: the text before it, folded.
        after: the text behind it, folded.
    """

    digits: str
    start: int
    end: int
    before: str
    after: str


def numbers(text: str, length: str) -> Iterator[Number]:
    """Yield the numbers of `length` digits (a quantifier such as `11` or `16,19`)."""
    plain = fold(text)
    read = in_digits(plain.text)
    if not _SEVERAL.search(read):
        return
    pattern = re.compile(
        rf"(?<![\dA-Za-z*×])(?<!\d[.,])"
        rf"(?:\d{{{length}}}|\d(?:(?:{_BETWEEN})?\d){{{_one_less(length)}}})"
        rf"(?![\dA-Za-z*×]|[.,]\d)"
    )
    for match in pattern.finditer(read):
        if _is_one(match[0]):
            yield _number(match, read, plain)


def in_digits(text: str) -> str:
    """Return `text` with long runs of Chinese numerals as digits; it keeps its length."""
    return _RUN.sub(lambda match: match[0].translate(_NUMERALS), text)


def _number(match: re.Match[str], read: str, plain: Plain) -> Number:
    digits = _NO_DIGIT.sub("", match[0])
    before, after = read[max(0, match.start() - 60) : match.start()], read[match.end() :][:20]
    return Number(digits, plain.at(match.start()), plain.at(match.end() - 1) + 1, before, after)


def _is_one(written: str) -> bool:
    """Whether groups of digits belong together: grouped as is the custom, or evenly parted."""
    between = set(_NO_DIGITS.findall(written))
    groups = tuple(len(group) for group in _NO_DIGITS.split(written))
    if groups in _CUSTOMARY:
        return True
    return len(between) <= 1 and (set(groups) == {1} or min(groups) >= 2)  # noqa: PLR2004 -- pairs are a group


def _one_less(length: str) -> str:
    return ",".join(str(int(part) - 1) for part in length.split(","))


def passes_luhn(digits: str) -> bool:
    """Whether the last digit of a card's number checks the others (ISO/IEC 7812)."""
    total = 0
    for n, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + n % 2)
        total += value - 9 * (value > 9)  # noqa: PLR2004 -- the sum of its two digits
    return total % 10 == 0
