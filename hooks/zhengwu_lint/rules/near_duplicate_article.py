"""两篇文章几乎一样。

Why
    改几个字再发一次，也是一稿多发（本市2023年第二季度检查通报）。两页不一致的地方，读者不知道信哪一页
    （办法第二十五条要求信息一致、准确）。

Fails
    ```site
    === xwdt/20261120-gongshui.md
    ---
    title: 冬季供水保障工作启动
    published_at: 2026-11-20 09:00
    source: 本网
    ---
    全市冬季供水保障工作今天启动。供水单位将检修老旧管网，检修安排在夜间，分三个片区进行。医院、养老机构和学校由供水车保障，行动不便的居民可以请社区工作人员送水上门。停水前请储备必要的生活用水，恢复供水以后先放水两三分钟，水清以后再使用。太阳能热水器请关闭电源和进水阀，以免空烧。检修期间值班电话有人接听。
    === tzgg/20261121-gongshui.md
    ---
    title: 我市启动冬季供水保障工作
    published_at: 2026-11-21 09:00
    source: 本网
    ---
    我市冬季供水保障工作今天启动。供水单位将检修老旧管网，检修安排在夜间，分三个片区进行。医院、养老机构和学校由供水车保障，行动不便的居民可以请社区工作人员送水上门。停水前请储备必要的生活用水，恢复供水以后先放水两三分钟，水清以后再使用。太阳能热水器请关闭电源和进水阀，以免空烧。检修期间值班电话有人接听。
    ```

Passes
    ```site
    === xwdt/20261120-gongshui.md
    ---
    title: 冬季供水保障工作启动
    published_at: 2026-11-20 09:00
    source: 本网
    ---
    全市冬季供水保障工作今天启动。供水单位将检修老旧管网，检修安排在夜间，分三个片区进行。医院、养老机构和学校由供水车保障，行动不便的居民可以请社区工作人员送水上门。
    === tzgg/20261121-lvdao.md
    ---
    title: 绿道养护时段调整
    published_at: 2026-11-21 09:00
    source: 本网
    ---
    岐江沿线慢行绿道的养护时段从下周起调整。养护安排在上午，遇到节假日顺延，养护路段设置提示牌，步行和骑行的居民请从旁边的便道绕行，给大家带来的不便请多包涵。
    ```

Fix
    留下一页，把要改的改在那一页上；确要两处都有的，写 repost_of 指明先发的那一页。

Not seen
    数字不同的（如每月一期的统计、逐批公布的名单）看作不同的文章；大段改写过的。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.rules._shared.similarity import articles, is_declared, near
from zhengwu_lint.sources.site_pages import SitePages, front_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.rulebook import Rulebook


@rule(
    "near-duplicate-article",
    reads=SitePages,
    basis=("measures-25",),
    severity=WARNING,
    indicator="near-duplicate-article",
)
def near_duplicate_article(site: SitePages, rulebook: Rulebook) -> Iterator[Problem]:
    """Find pages that say nearly what another page says."""
    indicator = rulebook.get("near-duplicate-article")
    if indicator is None:
        return
    found = articles(site.pages, indicator.number("characters"))
    for entry, other, alike in near(found, indicator.number("percent")):
        if not is_declared(entry, other, site.pages):
            file = site.file_of(other.page)
            yield Problem(
                *front_place(entry.page, "title"),
                msg("与“{other}”有 {alike}% 相同", other=file, alike=alike),
                msg("留下一页，把要改的改在那一页上；确要两处都有的，写 repost_of"),
                f"{entry.page.title} {other.page.title}",
                site.file_of(entry.page),
            )
