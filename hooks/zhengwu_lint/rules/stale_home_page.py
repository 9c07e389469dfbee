"""首页两周没有更新。

Why
    监测时间点前两周内首页没有信息更新，是单项否决的问题（国办秘函〔2019〕19号）。

Fails
    各栏目最近一次更新都在两周以前：

    ```text
    xwdt/20261101-xinwen.md    published_at: 2026-11-01 09:00
    tzgg/20261028-tongzhi.md   published_at: 2026-10-28 10:00
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
    发布最近的工作动态、通知公告或政策文件。没有新内容可写的，说明这个网站该不该单独开设（办法第七条）。

Not seen
    更新的内容是否真的显示在首页上；已有页面改了几个字的，不算更新。临时下线和准备下线的网站不查。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.rules._shared.freshness import NEWS, is_kept, newest, published
from zhengwu_lint.sources.site_pages import SitePages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.rulebook import Rulebook


@rule(
    "stale-home-page",
    reads=SitePages,
    basis=("inspection-2019-19",),
    severity=ERROR,
    indicator="stale-home-page",
)
def stale_home_page(site: SitePages, rulebook: Rulebook, day: date) -> Iterator[Problem]:
    """Find sites without a new page on the home page within the term."""
    indicator = rulebook.get("stale-home-page")
    if indicator is None or not is_kept(site, day):
        return
    term = indicator.term("age")
    pages = published(site, day).pages.values()
    last = newest(tuple(page for page in pages if page.kind in NEWS))
    if last is None or term.outrun(last, day):
        when = msg("最近一次是 {last}", last=last) if last else msg("还没有发布过")
        yield Problem(
            0,
            0,
            msg("首页{term}没有更新：{when}", term=term, when=when),
            msg("发布最近的工作动态、通知公告或政策文件"),
            site.registered.name,
            f"{site.content}/{site.registered.id}/index.md",
        )
