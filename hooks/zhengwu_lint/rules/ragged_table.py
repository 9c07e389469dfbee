"""表格的行比表头宽，或合并单元格的记号凑不成矩形。

Why
    表头少写一栏，多出来的内容就没有栏名，读屏软件也说不出它是什么；合并的记号凑不成矩形，记号会原样
    显示。表格要让人看得懂（GB/T 37668-2019）。

Fails
    ```md
    | 项目 | 金额 |
    |---|---|
    | 教育 | 10 | 另有说明 |
    ```

    ```md
    | 项目 | 金额 |
    |---|---|
    | 教育 | << |
    | ^^ | 10 |
    ```

Passes
    ```md
    | 项目 | 金额 | 备注 |
    |---|---|---|
    | 教育 | 10 | 另有说明 |
    | 合计 | 10 | |
    ```

    ```md
    | 项目 | 上半年 | 下半年 |
    |---|---|---|
    | 教育 | 全年 10 | << |
    | ^^ | 4 | 6 |
    ```

Fix
    给表头补上缺的栏名；单元格里要写竖线的，在竖线前面加反斜杠。`<<` 与左边的一格合并，`^^` 与上面
    的一格合并，合起来要是一个矩形。

Not seen
    栏名写得对不对，数字填错了行。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.dialect.remarks import Kind
from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("ragged-table", reads=MarkdownDocument, basis=("gb-37668",), severity=WARNING)
def ragged_table(document: MarkdownDocument) -> Iterator[Problem]:
    """Find cells without a header, and merges that are no rectangle."""
    for remark in document.source.facts.remarks:
        if remark.kind is Kind.SURPLUS_CELL:
            yield Problem(
                remark.line,
                0,
                msg("这一行比表头多，“{text}”没有栏名", text=remark.text[:20]),
                msg("给表头和分隔行补上一栏；单元格里要写竖线的，在竖线前面加反斜杠"),
                remark.text,
            )
        elif remark.kind is Kind.CROOKED_MERGE:
            yield Problem(
                remark.line,
                0,
                msg("合并单元格的记号凑不成矩形，会原样显示"),
                msg("<< 与左边的一格合并，^^ 与上面的一格合并；合起来要是一个矩形"),
            )
