"""指向本网站里不存在的页面、文件或位置。

Why
    链接打不开，读者找不到文件和办事指南，检查时也要扣分（国办秘函〔2019〕19号“可用性”）；办法第二十五条
    要求准确发布信息。

Fails
    ```md
    ---
    title: 关于启用新办公地点的公告
    published_at: 2026-11-02 09:30
    source: 本网
    ---
    见[附件](mei-you-zhe-ge-wenjian.pdf)。
    ```

    ```html
    <p><a href="#fujian">附件</a></p>
    ```

Passes
    ```md
    ---
    title: 关于启用新办公地点的公告
    published_at: 2026-11-02 09:30
    source: 本网
    ---
    见[下文](#附件)。

    ## 附件
    ```

Fix
    核对文件名（区分大小写）和相对路径；文件改过名的，链接一起改。

Not seen
    别的网站的页面是否还在，由巡检去查；写错了、浏览器读不懂的网址见 external-link。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.context import Targets

_UNSEEN = frozenset({"comment", "script", "style"})


@rule(
    "broken-link",
    reads=Document,
    basis=("measures-25",),
    severity=ERROR,
    dangling=True,
)
def broken_link(document: Document, targets: Targets) -> Iterator[Problem]:
    """Find references to what does not exist in the site."""
    if document.stray:
        return
    built = document.built
    seen: set[str] = set()
    for link in document.links:
        if link.element in _UNSEEN or link.target in seen:
            continue
        if built:  # the menu repeats itself
            seen.add(link.target)
        if not built and link.element in {"a", "img"} and not link.target.strip():
            yield Problem(
                link.line,
                link.column,
                msg("“{text}”的链接没有写地址", text=link.text.strip()),
                msg("在括号里写上文件名或网址；不要链接的，只留文字"),
            )
        elif problem := targets.missing(link.target, document):
            yield Problem(
                link.line,
                link.column,
                msg("链接“{target}”打不开：{problem}", target=link.target, problem=problem),
                msg("核对文件名和相对路径；文件改过名的，链接一起改"),
                link.target,
            )
