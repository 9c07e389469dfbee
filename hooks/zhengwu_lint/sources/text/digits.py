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
    ord("两"): "2",
    ord("洞"): "0",
    ord("拐"): "7",
    ord("勾"): "9",
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
_NUMERAL = "[0-9零〇○一二三四五六七八九幺两洞拐勾壹贰叁肆伍陆柒捌玖]"
_RUN = re.compile(rf"{_NUMERAL}(?:[ \t\u3000·.—–_-]?{_NUMERAL}){{7,}}")
# Letters that are read as digits among digits: 138OO138OOO.
_LETTERS = str.maketrans("OoQlI", "00011")
_LETTERED = re.compile(
    r"(?<![0-9A-Za-z])[0-9OoQlI](?:[ \t-]?[0-9OoQlI]){9,18}(?=[Xx]?(?![0-9A-Za-z]))"
)
_MOST = 0.5  # of such a piece must be digits
# What people put between the groups of a number; the same one throughout.
_BETWEEN = r"[ \t\u3000·.—–_/()（）|｜,，、;；:：•‧-]{1,2}"
# Signs that part amounts and cells as well: what they part is a number only in customary groups.
_LISTING = frozenset("|｜,，、;；:：")
# How the digits of telephones and cards are grouped, whatever stands between them.
_CUSTOMARY = {(3, 4, 4), (4, 3, 4), (3, 3, 5), (4, 4, 4, 4), (4, 4, 4, 4, 3), (6, 13)}
_SEVERAL = re.compile(rf"\d(?:(?:{_BETWEEN})?\d){{7,}}")
_NO_DIGIT = re.compile(r"\D")
_NO_DIGITS = re.compile(r"\D+")
_LATE = 10  # digits of a first group behind which a gap may come anywhere


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
    spans: set[tuple[int, int]] = set()
    # A gap may come behind what would be a number by itself: both are candidates.
    for form in (rf"\d{{{length}}}", rf"\d(?:(?:{_BETWEEN})?\d){{{_one_less(length)}}}"):
        pattern = rf"(?<![\dA-Za-z*×])(?<!\d[.,]){form}(?![\dA-Za-z*×]|[.,]\d)"
        for match in re.finditer(pattern, read):
            if match.span() not in spans and _is_one(match[0]):
                spans.add(match.span())
                yield _number(match, read, plain)


def in_digits(text: str) -> str:
    """Return `text` with long runs of Chinese numerals, or of letters, as digits.

    It keeps its length.
    """
    read = _RUN.sub(lambda match: match[0].translate(_NUMERALS), text)
    return _LETTERED.sub(_unlettered, read)


def _unlettered(match: re.Match[str]) -> str:
    digits = len(_NO_DIGIT.sub("", match[0]))
    signs = sum(sign.isalnum() for sign in match[0])
    return match[0].translate(_LETTERS) if digits >= _MOST * signs else match[0]


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
    if _LISTING & set("".join(between)):
        return set(groups) == {1}
    if len(groups) == 2 and groups[0] >= _LATE:  # noqa: PLR2004 -- one gap
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
