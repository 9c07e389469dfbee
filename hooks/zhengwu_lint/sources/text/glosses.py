"""Pinyin in brackets behind single Han, as pages that were scraped carry it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from zhengwu.packaged import read_data
from zhengwu_lint.sources.text.traditional import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.document import Document

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_GLOSS = re.compile(rf"([\u4e00-\u9fff])([(（])([a-z{_TONED}üê]{{1,6}})[)）]")
_SYLLABLE = re.compile(rf"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?[aeiouvüê{_TONED}]{{1,4}}(?:ng?|r)?")
_HAS_TONE = re.compile(f"[{_TONED}]")
_LAST_COMMON = 0xD7  # the first byte up to which GB 2312 lists its common characters
_TAUGHT = re.compile("拼音|读音|读作|读成|注音|多音|普通话|误读|声调")


class Gloss(NamedTuple):
    """A character with its pinyin.

    Attributes:
        text: both, as written.
        line: 1-based.
        column: 1-based.
        read_so: the character is read so.
        common: every reader knows the character.
        half: the brackets are half-width.
        taught: the text around speaks of how characters are read.
    """

    text: str
    line: int
    column: int
    read_so: bool
    common: bool
    half: bool
    taught: bool

    @property
    def telling(self) -> bool:
        """Whether no editor would have written it, seen by itself."""
        return self.read_so and self.half and self.common

    @property
    def residue(self) -> bool:
        """Whether it is no help, seen among others."""
        return self.telling or (self.read_so and self.common and not self.taught)


def glosses(document: Document) -> Iterator[Gloss]:
    """Yield every gloss of a page's text."""
    for block in document.blocks:
        if "(" not in block.text and "（" not in block.text:
            continue
        taught = _TAUGHT.search(block.text) is not None
        for match in _GLOSS.finditer(block.text):
            toned = bool(_HAS_TONE.search(match[3]))
            # “(a)项” and “人民币(yuan)” are no glosses: the latter is not how 币 is read.
            if _SYLLABLE.fullmatch(match[3]) and (toned or len(match[3]) > 1):
                read_so = toned or match[3][0] == _initial(match[1])
                common, half = not _is_rare(match[1]), match[2] == "("
                place = block.place(match.start())
                yield Gloss(match[0], *place, read_so, common, half, taught)


def _is_rare(character: str) -> bool:
    """Whether readers may need help: a simplified character that is not among the common ones."""
    try:
        return character.encode("gb2312")[0] > _LAST_COMMON
    except UnicodeEncodeError:
        from zhengwu_lint.sources.text.traditional import is_traditional  # noqa: PLC0415 -- loads OpenCC

        return not is_traditional(character)


def _initial(character: str) -> str:
    """Return the initial of a common character's pinyin; "" for others."""
    try:
        code = int.from_bytes(simplified(character).encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    data = read_data("pinyin.yml")
    if not data["initials"]["a"] <= code <= data["last"]:
        return ""
    return str(
        max((first, letter) for letter, first in data["initials"].items() if first <= code)[1]
    )
