"""Text as a reader takes it in: widths folded, invisible characters gone, offsets kept.

Full-width, circled and mathematical letters, zero-width characters and stray spaces are how
injected text slips past a search for words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20dd-\u20e4\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f\U000e0100-\U000e01ef"
)
_WIDE = "０-９Ａ-Ｚａ-ｚ．｡／＼－＿＠％"
# Letters, digits and Han in other forms: raised, circled, mathematical, squared, radicals.
_FORMS = (
    (0x0660, 0x0669),
    (0x06F0, 0x06F9),
    (0x02B0, 0x02B8),
    (0x02E0, 0x02E4),
    (0x1D2C, 0x1D6A),
    (0x2024, 0x2024),
    (0x2070, 0x209C),
    (0x2100, 0x214F),
    (0x2160, 0x217F),
    (0x2460, 0x24FF),
    (0x2776, 0x2793),
    (0x2E80, 0x2FD5),
    (0x3280, 0x32B0),
    (0xF900, 0xFAFF),
    (0xFE50, 0xFE6B),
    (0x1D400, 0x1D7FF),
    (0x1F130, 0x1F149),
    (0x2F800, 0x2FA1D),
)
_FANCY = "".join(f"{chr(first)}-{chr(last)}" for first, last in _FORMS)
_ODD = re.compile(f"[{INVISIBLE}{_WIDE}{_FANCY}]")
_SPACE = re.compile(rf"[\s{INVISIBLE}]+")
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_MADE_PLAIN = ((0xFF01, 0xFF5E), *_FORMS)
_FIRST_HAN, _LAST_HAN = "\u4e00", "\u9fff"


@dataclass(frozen=True)
class Plain:
    """A text without what a reader does not see.

    Attributes:
        text: the characters that remain, each folded by itself.
        changes: (offset in `text`, length there, offset in the original, length there) of every
            piece that has another length than in the original, in order.
    """

    text: str
    changes: tuple[tuple[int, int, int, int], ...] = ()

    def at(self, offset: int) -> int:
        """Return where the character at `offset` of `text` stands in the original."""
        n = bisect_right(self.changes, offset, key=itemgetter(0)) - 1
        if n < 0:
            return offset
        start, length, original, width = self.changes[n]
        if offset < start + length:
            return original
        return offset + original + width - (start + length)


def without_invisible(text: str) -> str:
    """Return `text` without the characters that nobody sees."""
    return _UNSEEN.sub("", text)


def fold(text: str) -> Plain:
    """Return `text` with letters, digits and the signs of addresses as ASCII."""
    if text.isascii() and not _UNSEEN.search(text):
        return Plain(text)
    if not _ODD.search(text):
        return Plain(text)
    return replaced(text.translate(plain_forms()), _UNSEEN, lambda _: "")


def squeeze(text: str) -> Plain:
    """Return `text` folded and without any white space."""
    return replaced(text.translate(plain_forms()), _SPACE, lambda _: "")


def replaced(text: str, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> Plain:
    """Return `text` with every match replaced; what it is replaced by may be shorter."""
    return edited(text, ((m.start(), m.end(), new(m)) for m in pattern.finditer(text)))


def edited(text: str, edits: Iterable[tuple[int, int, str]]) -> Plain:
    """Return `text` with pieces replaced.

    Args:
        text: the text.
        edits: (begin, end, what stands there instead) of each piece, in order, none in another.
    """
    out: list[str] = []
    changes: list[tuple[int, int, int, int]] = []
    at = length = 0
    for begin, end, written in edits:
        out.append(text[at:begin])
        length += begin - at
        changes.append((length, len(written), begin, end - begin))
        out.append(written)
        length += len(written)
        at = end
    if not changes:
        return Plain(text)
    return Plain("".join([*out, text[at:]]), tuple(changes))


@cache
def plain_forms() -> dict[int, int]:
    """Return the characters that are another form of one ASCII character, or of one Han."""
    found = {ord("｡"): ord(".")}
    for first, last in _MADE_PLAIN:
        for code in range(first, last + 1):
            digit = unicodedata.digit(chr(code), None)
            plain = unicodedata.normalize("NFKC", chr(code)) if digit is None else str(digit)
            if len(plain) == 1 and (plain.isascii() or _FIRST_HAN <= plain <= _LAST_HAN):
                found[code] = ord(plain)
    for code in range(0x1F130, 0x1F14A):  # squared letters have no other form in Unicode
        found[code] = code - 0x1F130 + ord("A")
    return found
