"""政策文件没有写有效性。

Why
    读者查到一份文件，先要知道它现在还算不算数。政府网站的政策文件要标明有效性，修改、废止、失效的
    还要在原来的页面上标明（国办发〔2017〕47号；办法第十七条要求准确发布信息）。

Fails
    ```md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    ---
    第一条
    ```

Passes
    ```md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    validity: 有效
    ---
    第一条
    ```

Fix
    在信息区加一行 validity，写 有效、失效、废止 或 已修改。

Not seen
    写的有效性对不对；被别的页面取代而自己没有改的，由 unmarked-repeal 检查。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.model.page import PolicyMeta
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.site_pages import front_place

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "missing-validity",
    reads=MarkdownDocument,
    basis=("measures-17", "guidelines-2017-47"),
    severity=WARNING,
)
def missing_validity(document: MarkdownDocument) -> Iterator[Problem]:
    """Find policies that do not say whether they are in force."""
    page = document.page
    if page and isinstance(page.meta, PolicyMeta) and page.meta.validity is None:
        yield Problem(
            *front_place(page, "title"),
            msg("政策文件没有写有效性"),
            msg("在信息区加一行 validity: 有效（或 失效、废止、已修改）"),
            page.title,
        )
