"""办事统计数据三个月没有更新。

Why
    办事统计数据三个月不更新要扣分（国办秘函〔2019〕19号扣分指标）。

Fails
    ```site
    === xwdt/20260315-banshi.md
    ---
    title: 2026年第一季度办事统计
    published_at: 2026-03-31 10:00
    source: 本网
    ---
    表
    ```

Passes
    ```site
    === xwdt/20261015-banshi.md
    ---
    title: 2026年第三季度办事统计
    published_at: 2026-10-15 10:00
    source: 本网
    ---
    表
    ```

Fix
    发布最近一个季度的办事统计，标题里写“办事统计”。

Not seen
    数字对不对。从来没有发布过办事统计的网站不查。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.rules._shared.freshness import NEWS, is_kept, published
from zhengwu_lint.sources.site_pages import SitePages, front_place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.rulebook import Rulebook

_WORDS = ("办事统计", "办件统计", "服务统计")


@rule(
    "stale-statistics",
    reads=SitePages,
    basis=("inspection-2019-19",),
    severity=WARNING,
    indicator="stale-statistics",
)
def stale_statistics(site: SitePages, rulebook: Rulebook, day: date) -> Iterator[Problem]:
    """Find sites whose newest statistics of services are older than the term."""
    indicator = rulebook.get("stale-statistics")
    if indicator is None or not is_kept(site, day):
        return
    found = [
        page
        for page in published(site, day).pages.values()
        if page.kind in NEWS and page.dated and any(word in page.title for word in _WORDS)
    ]
    last = max(found, key=lambda page: page.published_at, default=None)
    term = indicator.term("age")
    if last and term.outrun(last.published_at.date(), day):
        yield Problem(
            *front_place(last, "published_at"),
            msg(
                "办事统计{term}没有更新，最近一次是 {last}",
                term=term,
                last=last.published_at.date(),
            ),
            msg("发布最近一个季度的办事统计"),
            last.title,
            site.file_of(last),
        )
