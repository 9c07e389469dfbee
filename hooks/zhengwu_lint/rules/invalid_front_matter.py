"""页面开头的信息区写错了，或缺了必填的项。

Why
    标题、发布时间、信息来源是页面标签和栏目列表的依据（国办发〔2017〕47号、《政府网站网页标签规范》）,
    写错了页面就发布不出来。名称写错的项不起作用：写了 `Draft: true`、`草稿: true` 的页面会照样
    发布，写了 `publish-at` 的不会等到那一刻，所以也是错误。

Fails
    ```md
    ---
    title: 关于启用新办公地点的公告
    published_at: 去年冬天
    ---
    正文
    ```

    ```md
    ---
    title: 关于启用新办公地点的公告
    published_at: 2026-11-02 09:30
    source: 本网
    草稿: true
    ---
    正文
    ```

Passes
    ```md
    ---
    title: 关于启用新办公地点的公告
    published_at: 2026-11-02 09:30
    source: 本网
    ---
    正文
    ```

Fix
    按提示改正那一行。各项的写法见手册。

Not seen
    写的内容是不是真的，例如发布时间与实际不符。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.model.field_names import meant_field
from zhengwu.model.page import META_OF
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "invalid-front-matter",
    reads=MarkdownDocument,
    basis=("measures-17",),
    severity=ERROR,
)
def invalid_front_matter(document: MarkdownDocument) -> Iterator[Problem]:
    """Pass on what the typed model says of the front matter, and tell fields that look like one."""
    if document.page is None or (document.outside and not document.source.front.data):
        return
    for mistake in document.page.mistakes:
        yield Problem(mistake.line, mistake.column, mistake.message, mistake.fix)
    front = document.source.front
    known = {name for kind in META_OF.values() for name in kind.model_fields}
    for name in front.data:
        if name not in known and (meant := meant_field(name)):
            yield Problem(
                *front.key_place((name,)),
                msg("信息区里的“{name}”不起作用：没有这样的项", name=name),
                msg("改成 {meant}；不是这个意思的，删去它", meant=meant),
                name,
            )
