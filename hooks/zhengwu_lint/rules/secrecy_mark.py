"""国家秘密标志，或内部文件的标记。

Why
    办法第三十三条要求建立保密审查机制，不得在网站上发布国家秘密；泄露国家秘密属于单项否决（国办秘函〔2019〕
    19号）。带着“机密★10年”“内部资料 注意保存”的文件，多半没有经过保密审查就放了上来。

Fails
    ```md
    机密★10年

    关于做好有关工作的通知
    ```

    ```md
    内部资料 注意保存
    ```

    ```md
    公开方式：不予公开
    ```

    ```html
    <p>秘 密 &#9733; 5 年</p>
    ```

Passes
    ```md
    国家秘密的密级分为绝密、机密、秘密三级。国家秘密标志的式样为“密级★保密期限”，如“机密★10年”。

    核心密码用来保护的信息，密级最高为绝密级。

    内部事务信息，包括人事管理、内部工作流程等方面的信息，可以不予公开。评为五星级饭店（★★★★★）。
    ```

Fix
    马上撤下这份文件，报告保密审查负责人，由他决定怎么处理；只删去标志再发布，仍然是泄密。

Not seen
    图片和扫描件上的标志，以及没有标志的涉密内容。
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.text.folding import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.document import Block
    from zhengwu_lint.sources.text.folding import Plain

_MAY_BE = re.compile(r"密|内\s*部|外\s*传|公\s*开|阅\s*后|收\s*回|级|份\s*号|[传发][达到至]")
_SENTENCE = re.compile(r"[^。；;!！?？]+")
_LEVEL = re.compile(r"(?:绝密|机密|秘密)级?")
_FIRST_LINES = 3
_TITLES = frozenset({"front-matter", "title", "h1"})


@rule(
    "secrecy-mark",
    reads=Document,
    basis=("measures-33", "inspection-2019-19"),
    severity=ERROR,
    waivable=False,
)
def secrecy_mark(document: Document) -> Iterator[Problem]:
    """Find marks of secrecy and of internal use."""
    seen: set[str] = set()
    levels = len({level for block in document.blocks if (level := _level(block))}) > 1
    prose = 0
    for block in document.blocks:
        attribute = block.element.startswith("@")
        prose += not attribute and block.element not in _TITLES
        if not _MAY_BE.search(block.text):
            continue
        first = prose <= _FIRST_LINES and not attribute
        for mark, offset in _marks(block, first=first, levels=levels):
            if document.built and mark in seen:
                continue
            seen.add(mark)
            yield Problem(
                *block.place(offset),
                msg("这里有保密或内部文件的标记“{mark}”", mark=mark),
                msg("马上撤下这份文件，报告保密审查负责人；不能只删标记就发布"),
                mark,
            )


def _marks(block: Block, *, first: bool, levels: bool) -> Iterator[tuple[str, int]]:
    """Yield (mark, offset) of the marks in a block.

    Args:
        block: the block.
        levels: the page has a table of all levels.
        first: it is among the first lines of the text, where a level may stand by itself.
    """
    patterns = _patterns()
    plain = squeeze(block.text)
    text = plain.text
    label = block.labels[0] if block.labels else ""
    whole = f"{label}:{text}"
    short = len(text) <= read_data("secrecy.yml")["short"]
    if short and not block.row and (match := patterns["alone"].fullmatch(_ends_off(text))):
        yield match[0], plain.at(0)
    elif first and not block.row and patterns["bare"].fullmatch(text):
        yield text, plain.at(0)
    elif label and any(patterns[key].fullmatch(whole) for key in ("label", "internal")):
        if not levels:
            yield whole, plain.at(0)
    else:
        yield from _in_sentences(block, plain, short=short)


def _in_sentences(block: Block, plain: Plain, *, short: bool) -> Iterator[tuple[str, int]]:
    patterns = _patterns()
    for sentence in _SENTENCE.finditer(plain.text):
        explained = patterns["explains"].search(sentence[0]) and not block.element.startswith("@")
        if explained and not short:
            continue
        for key in ("mark", "label", "told", "internal"):
            for match in patterns[key].finditer(sentence[0]):
                if not (explained and _is_quoted(sentence[0], match.start())):
                    yield match[0], plain.at(sentence.start() + match.start())


def _level(block: Block) -> str:
    """Return the level that a cell of a table names and nothing else; "" if it does not."""
    return block.text.strip() if block.row and _LEVEL.fullmatch(block.text.strip()) else ""


def _is_quoted(text: str, at: int) -> bool:
    return text[:at].count("“") > text[:at].count("”")


def _ends_off(text: str) -> str:
    """Return a line without the brackets and stops around it."""
    return text.strip("()（）[]【】。.!！,，:：《》“”")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = read_data("secrecy.yml")
    separated = r"[,，、。]?"
    alone = "|".join(data["alone"])
    return {
        "mark": re.compile(data["mark"]),
        "bare": re.compile(data["bare"]),
        "label": re.compile(data["label"]),
        "told": re.compile(data["told"]),
        "internal": re.compile("|".join(data["internal"])),
        "alone": re.compile(rf"(?:{alone})(?:{separated}(?:{alone}))*"),
        "explains": re.compile(data["explains"]),
    }
