"""不更新的栏目太多。

Why
    两周不更新的工作动态类栏目，加上六个月不更新的通知公告、政策文件类栏目，合计五个以上是单项否决的
    问题（国办秘函〔2019〕19号）。

Fails
    ```text
    11月24日检查：三个工作动态栏目最近一次更新在10月，两个政策文件栏目最近一次更新在4月，合计五个。
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
    先更新这些栏目；常年更新不了的，合并到别的栏目。

Not seen
    没有写发布时间的页面不算更新。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.rules._shared.freshness import stale_columns
from zhengwu_lint.sources.site_pages import SitePages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.rulebook import Rulebook


@rule(
    "many-stale-columns",
    reads=SitePages,
    basis=("inspection-2019-19",),
    severity=ERROR,
    indicator="many-stale-columns",
)
def many_stale_columns(site: SitePages, rulebook: Rulebook, day: date) -> Iterator[Problem]:
    """Find sites with as many stale columns as fail an inspection."""
    single, total = rulebook.get("stale-column"), rulebook.get("many-stale-columns")
    if single is None or total is None:
        return
    stale = [entry.column.name for entry in stale_columns(site, single, day) if entry.national]
    if len(stale) >= total.number("columns"):
        yield Problem(
            *site.key_place("columns"),
            msg("不更新的栏目有 {count} 个：{names}", count=len(stale), names=tuple(stale)),
            msg(
                "少于 {limit} 个才合格：更新这些栏目，或合并到别的栏目",
                limit=total.number("columns"),
            ),
            "columns",
        )
