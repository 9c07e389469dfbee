"""栏目没有按时更新。

Why
    工作动态类栏目两周、通知公告和政策文件类栏目六个月没有更新，都要计入单项否决的栏目总数
    （国办秘函〔2019〕19号）。其他栏目按 site.yml 里登记的更新周期。

Fails
    ```site
    === xwdt/20261120-xinwen.md
    ---
    title: 市领导检查秋冬供水保障
    published_at: 2026-11-01 09:00
    source: 本网
    ---
    正文
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
    发布新的内容；不再需要的栏目，移走内容后从 site.yml 的 columns 里删去。

Not seen
    没有写发布时间的页面不算更新。没有内容的栏目见 empty-column。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.rules._shared.freshness import stale_columns
from zhengwu_lint.sources.site_pages import SitePages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.rulebook import Rulebook


@rule(
    "stale-column",
    reads=SitePages,
    basis=("inspection-2019-19",),
    severity=WARNING,
    indicator="stale-column",
)
def stale_column(site: SitePages, rulebook: Rulebook, day: date) -> Iterator[Problem]:
    """Find columns that were not updated within their term."""
    indicator = rulebook.get("stale-column")
    if indicator is None:
        return
    for stale in stale_columns(site, indicator, day):
        yield Problem(
            *site.column_place(stale.index),
            msg(
                "栏目“{column}”{term}没有更新，最近一次是 {last}",
                column=stale.column.name,
                term=stale.term,
                last=stale.newest,
            ),
            msg("发布新的内容；不再需要的栏目从 site.yml 里删去"),
            stale.column.path,
        )
