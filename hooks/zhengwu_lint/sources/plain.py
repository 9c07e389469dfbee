"""Text as a reader takes it in: widths folded, invisible characters gone, offsets kept.

Full-width, circled and mathematical letters, zero-width characters and stray spaces are how
injected text slips past a search for words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
_WIDE = "０-９Ａ-Ｚａ-ｚ．｡／＼－＿＠％"
_FANCY = "\u2070-\u209c\u2460-\u24e9\U0001d400-\U0001d7ff\U0001f130-\U0001f149"
_ODD = re.compile(f"[{INVISIBLE}{_WIDE}{_FANCY}]")
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_MADE_ASCII = ((0xFF01, 0xFF5E), (0x2070, 0x209C), (0x2460, 0x24E9), (0x1D400, 0x1D7FF))


@dataclass(frozen=True)
class Plain:
    """A text without what a reader does not see.

    Attributes:
        text: the characters that remain, each folded by itself.
        original: the text that it was made from.
        dropped: matches every character that was left out; None if there was none.
    """

    text: str
    original: str
    dropped: re.Pattern[str] | None

    @cached_property
    def _kept(self) -> list[int]:
        drop = self.dropped
        return [i for i, c in enumerate(self.original) if not (drop and drop.match(c))]

    def at(self, offset: int) -> int:
        """Return where the character at `offset` of `text` stands in the original."""
        if self.dropped is None:
            return offset
        return self._kept[offset] if offset < len(self._kept) else len(self.original)


def fold(text: str) -> Plain:
    """Return `text` with letters, digits and the signs of addresses as ASCII."""
    if text.isascii() or not _ODD.search(text):
        return Plain(text, text, None)
    seen = _UNSEEN.sub("", text)
    return Plain(seen.translate(_ascii()), text, _UNSEEN if len(seen) < len(text) else None)


def squeeze(text: str, *, but: str = "") -> Plain:
    """Return `text` folded and without any white space, and without the characters of `but`."""
    close = "".join(text.split())
    if not close.isascii() and _ODD.search(close):
        close = _UNSEEN.sub("", close).translate(_ascii())
    drop = _dropping(but)
    if but:
        close = drop.sub("", close)
    return Plain(close, text, drop if len(close) < len(text) else None)


@cache
def _dropping(more: str) -> re.Pattern[str]:
    return re.compile(rf"[\s{INVISIBLE}{re.escape(more)}]")


@cache
def _ascii() -> dict[int, int]:
    """Return the characters that are another form of one ASCII character."""
    found = {ord("｡"): ord(".")}
    for first, last in _MADE_ASCII:
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain.isascii():
                found[code] = ord(plain)
    for code in range(0x1F130, 0x1F14A):  # squared letters have no other form in Unicode
        found[code] = code - 0x1F130 + ord("A")
    return found
