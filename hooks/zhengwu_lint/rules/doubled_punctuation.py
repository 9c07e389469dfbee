"""连着写了两个标点，如“，，”“，、”“，。”。

Why
    办法第二十五条要求严把文字关。连续的标点多是删改或采集转载留下的痕迹，检查时算文字差错。

Fails
    ```md
    市政府网站,,市各有关单位，。
    ```

    ```md
    本市行政区域内的建设、，运行和维护。
    ```

Passes
    ```md
    他说：“网站要办好。”怎么办？！请看下文……

    机构名称 Example Co., Ltd.，时间 9:30。
    ```

Fix
    留下一个对的标点，删去多余的。

Not seen
    标点用得对不对，例如该用顿号的用了逗号。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Edit, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN = re.compile(
    # Half-width ones count after Han only: `::` and `,,` have their uses elsewhere.
    r"[，、；：。](?:[，、；：。,;]| (?=[，、；：。]))[，、；：。,;]*"
    r"|(?<=[\u4e00-\u9fff》”）〕】])[,;:][,;:，、；：。]+"
)


_FULL = str.maketrans(",;:", "，；：")
_AT_MOST_STOPS = 2  # three are an ellipsis, written wrongly


@rule(
    "doubled-punctuation",
    reads=MarkdownDocument,
    basis=("measures-25",),
    severity=WARNING,
)
def doubled_punctuation(document: MarkdownDocument) -> Iterator[Problem]:
    """Find runs of punctuation; one finding a line."""
    for block in document.blocks:
        if block.code:
            continue
        lines: dict[int, list[tuple[int, str]]] = {}
        for match in _RUN.finditer(block.text):
            line, column = block.place(match.start())
            lines.setdefault(line, []).append((column, match[0]))
        for line, runs in lines.items():
            column, first = runs[0]
            yield Problem(
                line,
                column,
                msg("标点连用“{run}”", run=first)
                if len(runs) == 1
                else msg("标点连用“{run}”，这一行共 {count} 处", run=first, count=len(runs)),
                msg("只留一个对的标点"),
                first,
                edits=tuple(_edits(line, runs)),
            )


def _edits(line: int, runs: list[tuple[int, str]]) -> Iterator[Edit]:
    """Yield the changes of those runs of which it is certain what is meant.

    A sign that was typed twice is meant once; a comma before another sign is what was left of a
    sentence, or what a scraper put there.
    """
    for column, run in runs:
        signs = [sign.translate(_FULL) for sign in run if not sign.isspace()]
        kinds = list(dict.fromkeys(signs))
        if len(kinds) > 1 and kinds[0] == "，":
            kinds = kinds[1:]
        if len(kinds) == 1 and signs.count("。") <= _AT_MOST_STOPS:
            yield Edit(line, column, run, kinds[0])
