r"""星号被当成了斜体的记号，不会显示。

Why
    `长*宽*高`、`张*华、李*明` 里的星号表示相乘或隐去的字，可是两个星号夹着字就是斜体，星号会不见，
    意思就变了（办法第二十五条）。

Fails
    ```md
    体积按长*宽*高计算。
    ```

    ```md
    名单：张*华、李*明。
    ```

Passes
    ```md
    体积按长×宽×高计算，规格为3*4*5米；引种 *Ormosia henryi* 二十株。

    名单：张\*华、李\*明。
    ```

Fix
    相乘用乘号“×”；星号要显示的，前面加反斜杠，写成 `\*`；真要斜体的，两边与前后的字空开。

Not seen
    夹着较长文字的。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.dialect.remarks import Kind
from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("lost-star", reads=MarkdownDocument, basis=("measures-25",), severity=WARNING)
def lost_star(document: MarkdownDocument) -> Iterator[Problem]:
    """Find emphasis by single stars that stand inside of words and enclose next to nothing."""
    lines = document.source.text.split("\n")
    for remark in document.source.facts.remarks:
        if remark.kind is Kind.LOST_STAR:
            yield Problem(
                remark.line,
                lines[remark.line - 1].find(remark.text) + 1,
                msg("“{text}”里的星号会被当成斜体，不会显示", text=remark.text),
                msg("相乘用“×”；要显示星号，前面加反斜杠"),
                remark.text,
            )
