"""Text as a reader takes it in: widths folded, invisible characters gone, offsets kept.

Full-width, circled and mathematical letters, zero-width characters and stray spaces are how
injected text slips past a search for words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zhengwu_lint.sources.text.traditional import simplified

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
# Signs that no sentence needs between two Han: pictures, bullets, lines.
_DECORATION = (
    r"·•‧∙⋅・*~～|｜_＿^`´\"'‖¦\\/／＼\-‐-―−#＃$￥@&＆=＝<>＜＞"
    "\u02b0-\u036f\u2190-\u2bff\u3004\u3012\u3020\u303e\ufe30-\ufe4f\ufffd\U0001f000-\U0001faff"
)
_FIRST_HAN, _LAST_HAN = "\u4e00", "\u9fff"
_SPELLED = re.compile(r"[a-z亻贝氵]")
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_HAN = r"[\u4e00-\u9fff]"
_OPENS, _CLOSES = r"[【\[（(「『〖{]", r"[】\])）」』〗}]"
# Single Han with the same sign between them, or each in brackets.
_APART = re.compile(rf"{_HAN}([，,、。；;：:.]){_HAN}\1{_HAN}|{_OPENS}{_HAN}{_CLOSES}")
_BETWEEN = (
    rf"(?<={_HAN})(?P<sign>[，,、。；;：:.])(?={_HAN}(?P=sign){_HAN}(?:(?P=sign)|(?!{_HAN})))"
    rf"|(?<={_HAN}(?P<same>[，,、。；;：:.]){_HAN})(?P=same)(?={_HAN}(?!{_HAN}))"
    rf"|{_OPENS}(?={_HAN}{_CLOSES})|(?<={_OPENS}{_HAN}){_CLOSES}"
)


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
        shift = 0
        for start, length, original, width in self.changes:
            if offset < start:
                break
            if offset < start + length:
                return original
            shift = original + width - (start + length)
        return offset + shift


def without_invisible(text: str) -> str:
    """Return `text` without the characters that nobody sees."""
    return _UNSEEN.sub("", text)


def fold(text: str) -> Plain:
    """Return `text` with letters, digits and the signs of addresses as ASCII."""
    if text.isascii() and not _UNSEEN.search(text):
        return Plain(text)
    if not _ODD.search(text):
        return Plain(text)
    return _replaced(text.translate(_plain()), _UNSEEN, lambda _: "")


def squeeze(text: str) -> Plain:
    """Return `text` folded and without any white space."""
    return _replaced(text.translate(_plain()), _SPACE, lambda _: "")


def bare(text: str, disguises: Mapping[int, str], spelled: Mapping[str, str]) -> Plain:
    """Return `text` squeezed, in Simplified characters, and without what was put between them.

    Letters are lower case. Signs vanish wherever they stand, except those that part sentences;
    these vanish, and so do brackets, where one stands between single characters: 办，证，刻，章.

    Args:
        text: the text.
        disguises: characters that stand for another one.
        spelled: words in a spelling that stands for another one.
    """
    folded = simplified(text.translate(_plain())).translate(disguises).translate(_LOWER)
    parts = [rf"[\s{INVISIBLE}{_DECORATION}]+"]
    if _APART.search(folded):
        parts.append(_BETWEEN)
    if spelled and _SPELLED.search(folded):
        parts[:0] = map(re.escape, sorted(spelled, key=len, reverse=True))
    return _replaced(folded, _compiled(tuple(parts)), lambda match: spelled.get(match[0], ""))


def _replaced(text: str, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> Plain:
    """Return `text` with every match replaced; what it is replaced by may be shorter."""
    out: list[str] = []
    changes: list[tuple[int, int, int, int]] = []
    at = length = 0
    for match in pattern.finditer(text):
        out.append(text[at : match.start()])
        length += match.start() - at
        written = new(match)
        changes.append((length, len(written), match.start(), match.end() - match.start()))
        out.append(written)
        length += len(written)
        at = match.end()
    if not changes:
        return Plain(text)
    return Plain("".join([*out, text[at:]]), tuple(changes))


@cache
def _compiled(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(parts))


@cache
def _plain() -> dict[int, int]:
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
