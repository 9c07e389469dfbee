"""栏目是空的。

Why
    空白栏目每个都要扣分，五个以上是单项否决的问题（国办秘函〔2019〕19号）。读者点进去什么也没有。

Fails
    ```site
    === bsfw/duzhezheng.md
    ---
    title: 读者证办理
    draft: true
    ---
    ```

Passes
    ```site
    === bsfw/duzhezheng.md
    ---
    title: 读者证办理
    item: 读者证办理
    basis: 阅览点管理办法
    conditions: 本市居民
    materials: 身份证明
    place: 任一阅览点
    hours: 工作日9:00—17:00
    phone: 0760-88880403
    procedure: 当场办理
    ---
    说明
    ```

Fix
    发布内容；暂时没有内容的栏目，先从 site.yml 的 columns 里删去，有了再加。

Not seen
    草稿和没有到时间的页面不算内容。内容有没有价值，要人看。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.rules._shared.freshness import empty_columns
from zhengwu_lint.sources.site_pages import SitePages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.rulebook import Rulebook


@rule(
    "empty-column",
    reads=SitePages,
    basis=("inspection-2019-19",),
    severity=WARNING,
    indicator="empty-column",
)
def empty_column(site: SitePages, rulebook: Rulebook, day: date) -> Iterator[Problem]:
    """Find columns on which nothing stands."""
    if rulebook.get("empty-column") is None:
        return
    for index, column in empty_columns(site, day):
        yield Problem(
            *site.column_place(index),
            msg("栏目“{column}”是空的", column=column.name),
            msg("发布内容，或者先从 site.yml 的 columns 里删去这个栏目"),
            column.path,
        )
