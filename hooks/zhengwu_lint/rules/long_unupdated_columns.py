"""应更新但长期没有更新的栏目太多。

Why
    登记了更新周期而没有按期更新的栏目，达到十个是单项否决的问题（国办秘函〔2019〕19号）。

Fails
    ```text
    site.yml 里登记了更新周期的栏目中，有十个超过周期没有更新。
    ```

Passes
    ```site
    === xwdt/20261120-xinwen.md
    ---
    title: 市领导检查秋冬供水保障
    published_at: 2026-11-20 09:00
    source: 本网
    ---
    正文
    ```

Fix
    更新这些栏目，或者合并到别的栏目；更新周期登记得过短的，照实改写 update_within。

Not seen
    没有登记更新周期的栏目。没有写发布时间的页面不算更新。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.rules._shared.freshness import unupdated_columns
from zhengwu_lint.sources.site_pages import SitePages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.rulebook import Rulebook


@rule(
    "long-unupdated-columns",
    reads=SitePages,
    basis=("inspection-2019-19",),
    severity=ERROR,
    indicator="long-unupdated-columns",
)
def long_unupdated_columns(site: SitePages, rulebook: Rulebook, day: date) -> Iterator[Problem]:
    """Find sites with too many columns that outran the term that they are registered with."""
    indicator = rulebook.get("long-unupdated-columns")
    if indicator is None:
        return
    late = [column.name for _, column in unupdated_columns(site, day)]
    limit = indicator.number("columns")
    if len(late) >= limit:
        yield Problem(
            *site.key_place("columns"),
            msg("超过更新周期的栏目有 {count} 个：{names}", count=len(late), names=tuple(late)),
            msg("少于 {limit} 个才合格：更新这些栏目，或合并到别的栏目", limit=limit),
            "columns",
        )
