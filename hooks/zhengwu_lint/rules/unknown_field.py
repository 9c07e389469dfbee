"""信息区里有不认识的项。

Why
    不认识的项不起作用：写了 `noindex` 的页面照样能搜到，写在那里的内容谁也看不见
    （办法第二十五条要求准确）。
    与认识的项相像的（如 `Draft`、`草稿`）是错误，由“信息区写错”这一条规则指出。

Fails
    ```md
    ---
    title: 关于启用新办公地点的公告
    published_at: 2026-11-02 09:30
    source: 本网
    reviewer: 某某
    ---
    正文
    ```

Passes
    ```md
    ---
    title: 关于启用新办公地点的公告
    published_at: 2026-11-02 09:30
    source: 本网
    draft: true
    ---
    正文
    ```

Fix
    系统不用的项删去，写给同事的话写在注释里。

Not seen
    名称对、内容错的。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import Message, msg
from zhengwu.model.field_names import meant_field
from zhengwu.model.page import META_OF
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("unknown-field", reads=MarkdownDocument, basis=("measures-25",), severity=WARNING)
def unknown_field(document: MarkdownDocument) -> Iterator[Problem]:
    """Find fields of the front matter that nothing reads on a page of this kind."""
    page = document.page
    if page is None or document.outside:
        return
    front = document.source.front
    known = META_OF[page.kind].model_fields
    for name in front.data:
        elsewhere = any(name in kind.model_fields for kind in META_OF.values())
        if name not in known and (elsewhere or not meant_field(name)):
            yield Problem(
                *front.key_place((name,)),
                msg("信息区里不认识“{name}”这一项，它不起作用", name=name),
                _what_to_do(elsewhere=elsewhere),
                name,
            )


def _what_to_do(*, elsewhere: bool) -> Message:
    if elsewhere:
        return msg("这一种页面没有这一项，删去它；或者页面的种类不对，写 kind 或移到别的栏目")
    return msg("删去它；写给同事的话写在注释里")
