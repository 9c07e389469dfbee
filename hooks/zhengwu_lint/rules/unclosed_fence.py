"""代码块没有结束，后面的正文都成了代码。

Why
    三个反引号或波浪号开头的代码块要用三个反引号结束。忘了结束，后面的正文、标题、表格和链接都按代码原样显示，
    读者看到的是一大段等宽文字，链接也打不开（办法第二十五条）。

Fails
    ```md
    说明如下。

    ~~~
    示例一行

    以下是正文。
    ```

Passes
    ```md
    说明如下。

    ~~~
    示例一行
    ~~~

    以下是正文。
    ```

Fix
    在代码后面单独一行写上与开头一样的三个反引号；本来不是代码的，删去开头的三个反引号。

Not seen
    代码块结束得太晚。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.dialect.remarks import Kind
from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("unclosed-fence", reads=MarkdownDocument, basis=("measures-25",), severity=WARNING)
def unclosed_fence(document: MarkdownDocument) -> Iterator[Problem]:
    """Find blocks of code that end only with the page or with what holds them."""
    for remark in document.source.facts.remarks:
        if remark.kind is Kind.UNCLOSED_FENCE:
            yield Problem(
                remark.line,
                0,
                msg("代码块没有结束，后面的正文都会按代码显示"),
                msg("在代码后面单独一行写上 {marks}", marks=remark.text),
                remark.text,
            )
