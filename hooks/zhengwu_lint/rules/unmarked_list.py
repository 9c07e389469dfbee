"""用编号或圆点开头的几行没有写成列表，也没有各自成段。

Why
    几行都以 1、2、 或圆点开头，看的人知道是列表，读屏软件不知道，也就不会说“共几项”（GB/T
    37668-2019）。一、（一）这样的层次，每一层本来是一段；网页上每行另起一段，是照编辑的意思猜的。

Fails
    ```md
    1、报送材料
    2、现场核查
    ```

    ```md
    · 报送材料
    · 现场核查
    ```

Passes
    ```md
    1. 报送材料
    2. 现场核查

    - 报送材料
    - 现场核查

    一、报送材料

    二、现场核查
    ```

Fix
    写成列表：编号用 `1.` 加一个空格，圆点改成减号加一个空格。公文的层次“一、（一）1.（1）”照写，各
    自成段，中间空一行。

Not seen
    只有一行的，中间空了行的。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.dialect.remarks import Kind
from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("unmarked-list", reads=MarkdownDocument, basis=("gb-37668",), severity=WARNING)
def unmarked_list(document: MarkdownDocument) -> Iterator[Problem]:
    """Find items that only their numbers or bullets tell from prose; one finding a paragraph."""
    for remark in document.source.facts.remarks:
        if remark.kind is Kind.UNMARKED_LIST:
            yield Problem(
                remark.line,
                0,
                msg("这几行用编号或圆点开头，没有写成列表，中间也没有空行"),
                msg("编号写成 1. 加空格，圆点写成减号加空格；一、（一）等各自成段，中间空一行"),
            )
