"""A text as one reads it who looks for injected words: no decoration, no spelling, no disguise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from zhengwu.packaged import read_data
from zhengwu_lint.sources.text.folding import INVISIBLE, Plain, edited, plain_forms
from zhengwu_lint.sources.text.traditional import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Signs that no sentence needs between two Han: pictures, bullets, lines.
_DECORATION = (
    r"·•‧∙⋅・*~～|｜_＿^`´\"'‖¦\\/／＼\-‐-―−#＃$￥@&＆=＝<>＜＞"
    "\u02b0-\u036f\u2190-\u2bff\u3004\u3012\u3020\u303e\ufe30-\ufe4f\ufffd\U0001f000-\U0001faff\u10e6"
)
_JUNK = rf"[\s{INVISIBLE}{_DECORATION}]"
_HAN = r"[\u4e00-\u9fff]"
_OPENS, _CLOSES = r"[【\[（(「『〖{]", r"[】\])）」』〗}]"
# Single Han with the same sign between them, or each in brackets.
_APART = re.compile(rf"{_HAN}([，,、。；;：:.]){_HAN}\1{_HAN}|{_OPENS}{_HAN}{_CLOSES}")
_BETWEEN = (
    rf"(?<={_HAN})(?P<sign>[，,、。；;：:.])(?={_HAN}(?P=sign){_HAN}(?:(?P=sign)|(?!{_HAN})))"
    rf"|(?<={_HAN}(?P<same>[，,、。；;：:.]){_HAN})(?P=same)(?={_HAN}(?!{_HAN}))"
    rf"|{_OPENS}(?={_HAN}{_CLOSES})|(?<={_OPENS}{_HAN}){_CLOSES}"
)
_LETTERS = re.compile(r"[a-z]")
_TOKEN = re.compile(r"[a-z]+")
# A run of letters may be Pinyin; signs and spaces stand between its syllables.
_RUN = re.compile(rf"(?<![a-z0-9])[a-z]+(?:{_JUNK}{{1,2}}[a-z]+)*(?![a-z])")
_MOST_TOKENS = 24  # letters or syllables of one spelled word
_LONGEST_WORD = 24
_TONES = {
    ord(marked): plain
    for plain, forms in {
        "a": "āáǎàâãäå", "e": "ēéěèêë", "i": "īíǐìîï", "o": "ōóǒòôõö", "u": "ūúǔùǖǘǚǜûü", "v": "ǘǚ",
        "n": "ńňǹñ",
    }.items()
    for marked in forms
}  # fmt: skip
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


class _Tables(NamedTuple):
    spelled: Mapping[str, str]
    pinyin: Mapping[str, str]
    characters: Mapping[int, str]
    rewritten: re.Pattern[str]
    first: re.Pattern[str]


@dataclass(frozen=True)
class PlainReading:
    """A text without what keeps its words apart.

    Attributes:
        original: the text as it stands.
        plain: the text that is read, with the way back to the original.
        natural: the original in lower case, for what shows without evening out.
    """

    original: str
    plain: Plain
    natural: str

    @property
    def text(self) -> str:
        """The text that is read: folded, lower case, Simplified, without decoration."""
        return self.plain.text

    def disguised(self) -> str:
        """The text with each character that stands for another one replaced; as long as `text`."""
        return self.text.translate(_tables().characters)

    def at(self, offset: int) -> int:
        """Return where the character at `offset` of `text` stands in the original."""
        return self.plain.at(offset)

    def bounded(self, start: int, end: int) -> bool:
        """Whether no letter goes on before or behind a piece that is written in letters."""
        first, last = self.at(start), self.at(end - 1)
        before = self.original[first - 1 : first] if first else ""
        behind = self.original[last + 1 : last + 2]
        return not (_is_letter(before) and _is_letter(self.text[start])) and not (
            _is_letter(behind) and _is_letter(self.text[end - 1])
        )


@lru_cache(maxsize=512)
def read(text: str) -> PlainReading:
    """Read a text."""
    tables = _tables()
    folded = simplified(text.translate(plain_forms())).translate(_LOWER).translate(_TONES)
    parts = [f"{_JUNK}+"]
    if _APART.search(folded):
        parts.append(_BETWEEN)
    if tables.first.search(folded):
        parts[:0] = [tables.rewritten.pattern]
    edits = [
        (match.start(), match.end(), tables.spelled.get(match[0], ""))
        for match in _compiled(tuple(parts)).finditer(folded)
    ]
    if _LETTERS.search(folded) and (spelled := list(_unspelled(folded))):
        edits = list(_merged(edits, spelled))
    return PlainReading(text, edited(folded, edits), text.replace("\n", "").lower())


def _unspelled(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the Pinyin words of a text with the characters that they spell."""
    pinyin = _tables().pinyin
    for run in _RUN.finditer(text):
        tokens = list(_TOKEN.finditer(text, run.start(), run.end()))
        at = 0
        while at < len(tokens):
            written = ""
            longest = 0
            for last in range(at, min(len(tokens), at + _MOST_TOKENS)):
                written += tokens[last][0]
                if written in pinyin:
                    longest = last + 1
                if len(written) > _LONGEST_WORD:
                    break
            if longest:
                word = "".join(token[0] for token in tokens[at:longest])
                yield tokens[at].start(), tokens[longest - 1].end(), pinyin[word]
            at = longest or at + 1


def _merged(
    edits: list[tuple[int, int, str]], spelled: list[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """Yield both kinds of edits in order, those within a spelled word left out."""
    waiting = iter([*spelled, (1 << 40, 1 << 40, "")])
    word = next(waiting)
    end = 0
    for edit in edits:
        while word[0] <= edit[0]:
            yield word
            end = word[1]
            word = next(waiting)
        if edit[0] >= end and edit[1] <= word[0]:
            yield edit
    while word[2]:
        yield word
        word = next(waiting)


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


@cache
def _tables() -> _Tables:
    data = read_data("prohibited/disguises.yml")
    spelled = {**data["spelled"], **data["pictures"]}
    ordered = sorted(spelled, key=lambda word: (-len(word), word))
    return _Tables(
        spelled,
        data["pinyin"],
        {ord(key): value for key, value in data["characters"].items()},
        re.compile("|".join(map(re.escape, ordered))),
        re.compile("|".join(map(re.escape, sorted({word[:2] for word in ordered})))),
    )


@cache
def _compiled(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(parts))
