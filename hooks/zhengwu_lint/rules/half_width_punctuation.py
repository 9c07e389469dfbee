"""中文句子里用了半角标点。

Why
    《标点符号用法》（GB/T 15834-2011）规定汉语文稿用全角标点；办法第二十五条要求严把文字关，检查时
    算文字差错。

Fails
    ```md
    各镇政府,各有关单位:
    ```

    ```md
    中山市政府网站管理办法(修订)自发布之日起施行.
    ```

Passes
    ```md
    全年接待游客 1,234,567 人次，开放时间为 9:00 至 17:30，比例为 3:2。

    会徽上的英文为“Zhongshan, China”。细颗粒物 (PM2.5) 浓度下降，见附件:`a,b`。
    ```

Fix
    改成全角的：，；：！？（）。。

Not seen
    英文句子里该用半角却用了全角的标点。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Edit, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.document import Block

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_BEFORE = rf"[{_HAN}》”）〕】]"
_FOUND = re.compile(
    # Between Han, or at the end of what Han began; a colon before a digit is not one of a time.
    rf"(?<={_BEFORE})[,;:!?](?=[{_HAN}《“（〔【\d]|\s*$|\s*\n)"
    rf"|(?<={_BEFORE})\.(?=\s*$|\s*\n)"
    rf"|(?<=[\d%A-Za-z])[,;](?=[{_HAN}])"
    # Brackets whose content has Han on one side at least, or that Han holds on both sides.
    rf"|(?<={_BEFORE})\((?=[^()\n]*[{_HAN}][^()\n]*\))"
)
_FULL = str.maketrans(",;:!?().", "，；：！？（）。")
_FRONT_TEXTS = frozenset({"title", "summary"})


@rule(
    "half-width-punctuation",
    reads=MarkdownDocument,
    basis=("gb-15834", "measures-25"),
    severity=WARNING,
)
def half_width_punctuation(document: MarkdownDocument) -> Iterator[Problem]:
    """Find half-width punctuation in Chinese sentences; one finding a line."""
    for block in document.blocks:
        if block.code or (block.element == "front-matter" and block.labels[-1:] not in _names()):
            continue
        lines: dict[int, list[tuple[int, str]]] = {}
        edits: dict[int, list[Edit]] = {}
        for match in _FOUND.finditer(block.text):
            if block.in_code(match.start()):
                continue
            line, column = block.place(match.start())
            lines.setdefault(line, []).append((column, match[0]))
            edits.setdefault(line, []).extend(_edits(block, match.start()))
        for line, signs in lines.items():
            column, first = signs[0]
            full = first.translate(_FULL)
            yield Problem(
                line,
                column,
                msg("半角标点“{sign}”", sign=first)
                if len(signs) == 1
                else msg("半角标点“{sign}”，这一行共 {count} 处", sign=first, count=len(signs)),
                msg("改成全角的“{full}”", full=full),
                first,
                edits=tuple(edits[line]),
            )


def _edits(block: Block, start: int) -> Iterator[Edit]:
    """Yield the change of the sign at `start`, and of the bracket that closes what it opens."""
    offsets = [start]
    if block.text[start] == "(":
        offsets.append(block.text.index(")", start))
    for offset in offsets:
        sign = block.text[offset]
        yield Edit(*block.place(offset), sign, sign.translate(_FULL))


def _names() -> frozenset[tuple[str, ...]]:
    return frozenset((name,) for name in _FRONT_TEXTS)
