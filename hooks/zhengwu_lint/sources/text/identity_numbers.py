"""Identity numbers in a text, whole or taken apart: in halves, backwards, by their parts."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from zhengwu.packaged import read_data
from zhengwu_lint.sources.text.digits import in_digits
from zhengwu_lint.sources.text.folding import fold
from zhengwu_lint.sources.text.identity import is_birth, is_identity_number, is_region

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu_lint.sources.text.folding import Plain

# Spaces, hyphens, dots, bars, commas or a line's end may stand between digits.
_BETWEEN = r"[ \t\n\u00a0\u3000·•‧.—–_()（）|｜,，、;；:：/-]{0,2}"
_MASK = r"[*＊×✱★☆#?？_]"
_EIGHTEEN = re.compile(rf"(?<![0-9])[1-8](?:{_BETWEEN}[0-9]){{16}}{_BETWEEN}[0-9Xx](?![0-9A-Za-z])")
_BACKWARDS = re.compile(
    rf"(?<![0-9A-Za-z])[0-9Xx](?:{_BETWEEN}[0-9]){{16}}{_BETWEEN}[1-8](?![0-9A-Za-z])"
)
_SEVENTEEN = re.compile(rf"(?<![0-9])[1-8](?:{_BETWEEN}[0-9]){{16}}(?!{_BETWEEN}[0-9A-Za-z*＊×])")
_FIFTEEN = re.compile(r"(?<![0-9A-Za-z.-])[1-8][0-9]{14}(?![0-9A-Za-z.-])")
# A mask that leaves the day of birth and the order: over the check digit, or over the region alone.
_LAST_MASKED = re.compile(rf"(?<![0-9])[1-8](?:{_BETWEEN}[0-9]){{16}}{_MASK}")
_FIRST_MASKED = re.compile(rf"{_MASK}{{2,6}}[0-9]{{11}}[0-9Xx](?![0-9A-Za-z])")
_DIGIT = re.compile(r"[0-9Xx]")
_SEVERAL = re.compile(r"\d\D{0,2}\d\D{0,2}\d\D{0,2}\d\D{0,2}\d\D{0,2}\d")
_SENTENCE = re.compile(r"[^。；;\n]+")
_PIECE = re.compile(r"(?<![0-9A-Za-z])(?:[0-9]+[Xx]?|[Xx])(?![0-9A-Za-z])")
_DATE = re.compile(
    r"(?<![0-9])((?:19|20)\d\d)[-年./]?(\d{1,2})[-月./]?(\d{1,2})(?:日|(?![0-9A-Za-z]))"
)
_OLD_CENTURY = "19"
_LENGTH, _PREFIX, _REGION, _ORDER = 18, 17, 6, 4
_MOST_PIECES = 4
_FEWEST = 2  # digits of a half
_MOST_CHOICES = 6  # of regions, dates and orders in one sentence


class Found(NamedTuple):
    """An identity number in a text.

    Attributes:
        number: its characters, in order; a masked one as it is masked.
        start: offset of its first character.
        end: offset behind its last one.
        whole: it stands there in one piece, from left to right, and can be masked.
    """

    number: str
    start: int
    end: int
    whole: bool = True


def identity_numbers(text: str, day: date, *, label: str = "", old_too: bool) -> Iterator[Found]:
    """Yield every identity number in `text`.

    Args:
        text: the text.
        day: nobody is born after it.
        label: what names the text, as the header of a cell's column.
        old_too: fifteen digits count.
    """
    plain = fold(text)
    read = in_digits(plain.text)
    if not _SEVERAL.search(read):
        return
    whole = [*_whole(read, plain, day), *_masked(read, plain, day)]
    if old_too:
        whole += _fifteen(read, plain, day)
    whole = [found for found in whole if not _is_sample(f"{label}:{text[: found.start]}")]
    yield from whole
    if not whole:
        yield from _unlike(read, plain, day, label)


def joined(cells: list[str], day: date) -> str:
    """Return the identity number that cells of one row, from the first on, hold; "" if none."""
    number = ""
    for cell in cells[:_MOST_PIECES]:
        read = in_digits(fold(cell).text).strip()
        if not re.fullmatch(rf"(?:{_BETWEEN}[0-9Xx])+{_BETWEEN}", read):
            break
        number += "".join(_DIGIT.findall(read)).upper()
        if len(number) >= _LENGTH:
            break
    alone = bool(cells) and _is_number(in_digits(fold(cells[0]).text), day)
    return "" if alone or not is_identity_number(number, day) else number


def _is_number(text: str, day: date) -> bool:
    return is_identity_number("".join(_DIGIT.findall(text)).upper(), day)


def _whole(read: str, plain: Plain, day: date) -> Iterator[Found]:
    for match in _EIGHTEEN.finditer(read):
        number = "".join(_DIGIT.findall(match[0])).upper()
        if is_identity_number(number, day):
            yield Found(number, *_ends(match, plain))


def _masked(read: str, plain: Plain, day: date) -> Iterator[Found]:
    for match in _LAST_MASKED.finditer(read):
        digits = "".join(_DIGIT.findall(match[0]))
        if is_region(digits) and is_birth(digits[6:14], day):
            yield Found(f"{digits}*", *_ends(match, plain))
    for match in _FIRST_MASKED.finditer(read):
        digits = match[0].lstrip("*＊×✱★☆#?？_")
        if is_birth(digits[:8], day):
            yield Found(f"{match[0][: -len(digits)]}{digits}", *_ends(match, plain))


def _fifteen(read: str, plain: Plain, day: date) -> Iterator[Found]:
    for match in _FIFTEEN.finditer(read):
        if is_region(match[0]) and is_birth(_OLD_CENTURY + match[0][6:12], day):
            yield Found(match[0], *_ends(match, plain))


def _unlike(read: str, plain: Plain, day: date, label: str) -> Iterator[Found]:
    """Yield numbers that are not written from left to right in one piece."""
    for match in _BACKWARDS.finditer(read):
        number = "".join(_DIGIT.findall(match[0])).upper()[::-1]
        if is_identity_number(number, day):
            yield Found(number, *_ends(match, plain), whole=False)
            return
    named = _named(label)
    for match in _SEVENTEEN.finditer(read):
        digits = "".join(_DIGIT.findall(match[0]))
        before = read[: match.start()]
        if not (named or _named(before[-20:])) or _is_sample(f"{label}:{before}"):
            continue
        if is_region(digits) and is_birth(digits[6:14], day):
            yield Found(digits, *_ends(match, plain))
            return
    for sentence in _SENTENCE.finditer(read):
        if found := _taken_apart(sentence[0], day):
            number, start, end = found
            first = plain.at(sentence.start() + start)
            yield Found(number, first, plain.at(sentence.start() + end - 1) + 1, whole=False)
            return


def _taken_apart(sentence: str, day: date) -> tuple[str, int, int] | None:
    """Return the number whose halves, or region, day of birth and order, a sentence names."""
    data = read_data("personal-id.yml")
    if not re.search(data["apart"], sentence):
        return None
    count = re.compile(data["count"])
    pieces = [
        match
        for match in _PIECE.finditer(sentence)
        if not count.search(sentence[max(0, match.start() - 4) : match.end() + 4])
        or len(match[0]) >= _REGION
    ]
    for i, first in enumerate(pieces):
        number = ""
        for last in pieces[i : i + _MOST_PIECES]:
            number += last[0].upper()
            if len(number) >= _LENGTH:
                break
        else:
            continue
        several = last is not first and len(first[0]) >= _FEWEST
        if several and is_identity_number(number, day):
            return number, first.start(), last.end()
    return _by_parts(sentence, pieces, day)


def _by_parts(sentence: str, pieces: list[re.Match[str]], day: date) -> tuple[str, int, int] | None:
    regions = [m for m in pieces if len(m[0]) == _REGION and is_region(m[0])][:_MOST_CHOICES]
    orders = [m for m in pieces if len(m[0]) == _ORDER][:_MOST_CHOICES]
    dates = list(_DATE.finditer(sentence))[:_MOST_CHOICES]
    for region, born, order in product(regions, dates, orders):
        number = f"{region[0]}{born[1]}{born[2]:0>2}{born[3]:0>2}{order[0].upper()}"
        if is_identity_number(number, day):
            parts = (region, born, order)
            return number, min(m.start() for m in parts), max(m.end() for m in parts)
    return None


def _ends(match: re.Match[str], plain: Plain) -> tuple[int, int]:
    return plain.at(match.start()), plain.at(match.end() - 1) + 1


def _named(text: str) -> bool:
    return any(word in text for word in read_data("personal-id.yml")["context"])


def _is_sample(before: str) -> bool:
    """Whether a number behind this text is told to be an example."""
    return _sample().search(before[-60:]) is not None


@cache
def _sample() -> re.Pattern[str]:
    return re.compile(read_data("personal.yml")["sample"])
