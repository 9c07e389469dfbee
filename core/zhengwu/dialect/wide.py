"""Which characters are written without blanks between them, and how lines of them are joined."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

# Signs that both scripts use; beside a wide character they are Chinese punctuation.
_SHARED: Final = frozenset("“”‘’…—·")
# Wide pictures, which are shown as emoji unless a selector says otherwise (UTS #51).
_BMP_PICTURES: Final = range(0x2300, 0x2C00)
_PICTURES: Final = range(0x1F000, 0x20000)
_SQUARED: Final = range(0x1F200, 0x1F300)
_SQUARED_PICTURES: Final = frozenset(
    (
        0x1F201,
        0x1F21A,
        0x1F22F,
        *range(0x1F232, 0x1F237),
        *range(0x1F238, 0x1F23B),
        0x1F250,
        0x1F251,
    )
)
_HANGUL: Final = (
    range(0x1100, 0x1200),
    range(0x302E, 0x3030),
    range(0x3131, 0x318F),
    range(0x3200, 0x321F),
    range(0x3260, 0x3280),
    range(0xA960, 0xA97D),
    range(0xAC00, 0xD7FC),
    range(0xFFA0, 0xFFDD),
)


@cache
def is_cjk(sign: str) -> bool:
    """Whether a character is a CJK one by the CJK-friendly amendments to CommonMark.

    Wide, full-width or half-width (UAX #11) and no emoji by default, or Hangul.
    """
    code = ord(sign)
    if _is_hangul(code):
        return True
    if unicodedata.east_asian_width(sign) not in {"W", "F", "H"}:
        return False
    if code in _BMP_PICTURES:
        return False
    if code in _SQUARED:
        return code not in _SQUARED_PICTURES
    return code not in _PICTURES


@cache
def is_punctuation(sign: str) -> bool:
    """Whether a character is punctuation by CommonMark 0.31: a general category P or S."""
    return unicodedata.category(sign)[0] in "PS"


def joins(before: str, after: str) -> bool:
    """Whether a line that ends with `before` and one that begins with `after` need no blank."""
    if not before or not after:
        return False
    first, second = _is_unspaced(before), _is_unspaced(after)
    if first and second:
        return True
    return (first and after in _SHARED) or (before in _SHARED and second)


_BREAK: Final = re.compile(r"\s*\n\s*")


def join_lines(text: str) -> str:
    """Return `text` in one line: without a blank where two wide characters meet."""

    def between(match: re.Match[str]) -> str:
        before = text[match.start() - 1] if match.start() else ""
        after = text[match.end() : match.end() + 1]
        return "" if joins(before, after) else " "

    return _BREAK.sub(between, text)


def _is_unspaced(sign: str) -> bool:
    """Whether a character is a CJK one of a script that knows no blanks: Korean does."""
    return is_cjk(sign) and not _is_hangul(ord(sign))


def _is_hangul(code: int) -> bool:
    return any(code in block for block in _HANGUL)
