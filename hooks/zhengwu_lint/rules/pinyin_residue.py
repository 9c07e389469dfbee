"""正文里残留着拼音注音，如“網(wǎng)站”。

Why
    办法第二十五条要求严把文字关。从别的网站采集文章时，常把网页上的注音一起抄了进来。给生僻字注音是正常的，
    给常用字注音就是残留。

Fails
    ```md
    现将《管理办法》印发(fā)给你们。
    ```

    ```md
    網(wǎng)站的建設和發(fā)展。
    ```

Passes
    ```md
    增埗（bù）村、深圳市大芬村的改造。适用第三款(a)项，按人民币(元)计算。
    ```

Fix
    删去括号和拼音；文字是采集来的，请找原文重新核对。

Not seen
    没有括号的拼音，以及给生僻字注的音是不是对。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.text.traditional import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_GLOSS = re.compile(rf"([\u4e00-\u9fff])([(（])([a-z{_TONED}üê]{{1,6}})[)）]")
_SYLLABLE = re.compile(rf"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?[aeiouvüê{_TONED}]{{1,4}}(?:ng?|r)?")
_HAS_TONE = re.compile(f"[{_TONED}]")
_LAST_COMMON = 0xD7  # the first byte up to which GB 2312 lists its common characters
_SEVERAL = 3


class _Gloss(NamedTuple):
    text: str
    line: int
    column: int
    telling: bool


@rule(
    "pinyin-residue",
    reads=MarkdownDocument,
    basis=("measures-25",),
    severity=WARNING,
)
def pinyin_residue(document: MarkdownDocument) -> Iterator[Problem]:
    """Find glosses that no editor would write; one finding a line."""
    found = list(_glosses(document))
    if len(found) < _SEVERAL:
        found = [gloss for gloss in found if gloss.telling]
    lines: dict[int, list[_Gloss]] = {}
    for gloss in found:
        lines.setdefault(gloss.line, []).append(gloss)
    for line, glosses in lines.items():
        first, count = glosses[0], len(glosses)
        yield Problem(
            line,
            first.column,
            msg("残留的拼音“{gloss}”", gloss=first.text)
            if count == 1
            else msg("残留的拼音“{gloss}”，这一行共 {count} 处", gloss=first.text, count=count),
            msg("删去括号和拼音；采集来的文字，请找原文重新核对"),
            first.text,
        )


def _glosses(document: MarkdownDocument) -> Iterator[_Gloss]:
    for block in document.blocks:
        if "(" not in block.text and "（" not in block.text:
            continue
        for match in _GLOSS.finditer(block.text):
            toned = bool(_HAS_TONE.search(match[3]))
            # “(a)项” and “人民币(yuan)” are no glosses: the latter is not how 币 is read.
            if _SYLLABLE.fullmatch(match[3]) and (toned or len(match[3]) > 1):
                read_so = toned or match[3][0] == _initial(match[1])
                telling = read_so and match[2] == "(" and not _is_rare(match[1])
                yield _Gloss(match[0], *block.place(match.start()), telling)


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
