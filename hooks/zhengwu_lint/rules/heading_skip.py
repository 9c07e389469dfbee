"""标题跳了级。

Why
    读屏软件按标题的级别跳着听，目录也按级别生成；从二级直接到四级，读者会以为漏了一层（GB/T
    37668-2019）。

Fails
    ```md
    ## 一、总则

    #### （一）适用范围
    ```

    ```html
    <h1>公告</h1><h3>附件</h3>
    ```

Passes
    ```md
    ## 一、总则

    ### （一）适用范围

    ## 二、附则
    ```

Fix
    一级一级往下写。页面的标题是一级，正文从 ## 开始；要字小一点，不要靠降级标题。

Not seen
    用加粗的一行字当标题的。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING = re.compile(r"h[1-6]")


@rule("heading-skip", reads=Document, basis=("gb-37668",), severity=WARNING)
def heading_skip(document: Document) -> Iterator[Problem]:
    """Find headings more than one level below the one before."""
    above = 1  # the page's title
    for heading in document.headings:
        level = heading.level
        if level > above + 1:
            yield Problem(
                heading.line,
                0,
                msg("标题从 {above} 级跳到了 {level} 级", above=above, level=level),
                msg("改成 {next} 级（{marks}）", next=above + 1, marks="#" * (above + 1)),
                heading.text,
            )
        above = level
