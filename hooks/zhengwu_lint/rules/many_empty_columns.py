"""空白栏目太多。

Why
    空白栏目达到五个是单项否决的问题（国办秘函〔2019〕19号）。

Fails
    ```text
    site.yml 里登记的栏目中，有五个一页内容也没有。
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
    草稿和没有到时间的页面不算内容。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.rules._shared.freshness import empty_columns
from zhengwu_lint.sources.site_pages import SitePages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.rulebook import Rulebook


@rule(
    "many-empty-columns",
    reads=SitePages,
    basis=("inspection-2019-19",),
    severity=ERROR,
    indicator="many-empty-columns",
)
def many_empty_columns(site: SitePages, rulebook: Rulebook, day: date) -> Iterator[Problem]:
    """Find sites with as many empty columns as fail an inspection."""
    indicator = rulebook.get("many-empty-columns")
    if indicator is None:
        return
    empty = [column.name for _, column in empty_columns(site, day)]
    limit = indicator.number("columns")
    if len(empty) >= limit:
        yield Problem(
            *site.key_place("columns"),
            msg("空白栏目有 {count} 个：{names}", count=len(empty), names=tuple(empty)),
            msg("少于 {limit} 个才合格：发布内容，或者先删去这些栏目", limit=limit),
            "columns",
        )
