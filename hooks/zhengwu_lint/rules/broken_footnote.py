"""脚注的编号对不上，或冒号写成了全角的。

Why
    正文里写了 `[^2]`，却没有这条脚注，网页上会原样显示 `[^2]`；冒号写成全角的，别的软件不认作脚注
    （办法第二十五条）。

Fails
    ```md
    正文引用[^2]，另有安排。
    ```

    ```md
    正文引用[^1]。

    [^1]：说明文字在此。
    ```

Passes
    ```md
    正文引用[^1]，两处用同一条[^1]。

    [^1]: 说明文字在此。
    ```

Fix
    补上这条脚注，单独一行写 `[^2]: 说明`，冒号用英文的；编号写错的改正。

Not seen
    脚注的内容与正文对不对得上。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.dialect.remarks import Kind
from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Edit, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

_REFERENCE = re.compile(r"\[\^[^\]\s]{1,40}\]")


@rule("broken-footnote", reads=MarkdownDocument, basis=("measures-25",), severity=WARNING)
def broken_footnote(document: MarkdownDocument) -> Iterator[Problem]:
    """Find references to footnotes that are none, and full-width colons behind them."""
    for block in document.blocks:
        if block.element == "front-matter":
            continue
        for match in _REFERENCE.finditer(block.text):
            if not block.in_code(match.start()):
                yield Problem(
                    *block.place(match.start()),
                    msg("没有“{label}”这条脚注，会原样显示", label=match[0]),
                    msg("单独一行写 {label}: 说明，冒号用英文的", label=match[0]),
                    match[0],
                )
    lines = document.source.text.split("\n")
    for remark in document.source.facts.remarks:
        if remark.kind is Kind.WIDE_FOOTNOTE:
            line = remark.line
            column = lines[line - 1].find(remark.text) + len(remark.text)
            yield Problem(
                line,
                column,
                msg("脚注后面的冒号是全角的"),
                msg("改成英文冒号，后面空一格"),
                remark.text,
                edits=(Edit(line, column, "：", ": ", markup=True),),
            )
