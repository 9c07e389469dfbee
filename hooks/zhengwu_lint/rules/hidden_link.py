"""读者看不见的站外链接。

Why
    办法第二十五条：发布的信息要经严格检查，不得隐含外部链接。被入侵的页面常用隐藏的链接为别的网站
    引流，一旦被发现属于严重问题。

Fails
    ```md
    <a href="https://www.gov.cn/" style="display:none">政策</a>
    ```

    ```html
    <p>通知<span style="font-size:0"><a href="https://www.gov.cn/">查看</a></span></p>
    ```

    ```html
    <p><a href="https://www.gov.cn/"></a>正文</p>
    ```

Passes
    ```md
    [中国政府网](https://www.gov.cn/)
    ```

Fix
    删去这个链接。不是自己写的，先查网页是不是被篡改。

Not seen
    用脚本，或者用不是本次发布的样式表隐藏的链接。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "hidden-link",
    reads=Document,
    basis=("measures-25",),
    severity=ERROR,
    waivable=False,
)
def hidden_link(document: Document) -> Iterator[Problem]:
    """Find references to other hosts that the reader cannot see."""
    for link in document.links:
        if reason := link.unseen:
            yield Problem(
                link.line,
                link.column,
                msg("隐藏的链接，指向 {host}：{reason}", host=link.reference.host, reason=reason),
                msg("删去它；不是自己写的，先查网页是不是被篡改"),
                link.target,
            )
