"""同一篇文章在网站上发了两次。

Why
    一稿多发是充数，本市2023年第二季度的检查就因此判了单项否决。读者搜到两个一样的页面，也不知道该看
    哪一个、引用哪一个。

Fails
    ```site
    === xwdt/20261120-gongshui.md
    ---
    title: 冬季供水保障工作启动
    published_at: 2026-11-20 09:00
    source: 本网
    ---
    全市冬季供水保障工作今天启动。供水单位将检修老旧管网，检修安排在夜间，分三个片区进行。医院、养老机构和学校由供水车保障，行动不便的居民可以请社区工作人员送水上门。
    === tzgg/20261121-gongshui.md
    ---
    title: 我市启动冬季供水保障工作
    published_at: 2026-11-21 09:00
    source: 本网
    ---
    全市冬季供水保障工作今天启动。供水单位将检修老旧管网，检修安排在夜间，分三个片区进行。医院、养老机构和学校由供水车保障，行动不便的居民可以请社区工作人员送水上门。
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
    === tzgg/20261121-gongshui.md
    ---
    title: 转发：冬季供水保障工作启动
    published_at: 2026-11-21 09:00
    source: 本网
    repost_of: ../xwdt/20261120-gongshui.md
    ---
    全市冬季供水保障工作今天启动。供水单位将检修老旧管网，检修安排在夜间，分三个片区进行。医院、养老机构和学校由供水车保障，行动不便的居民可以请社区工作人员送水上门。
    ```

Fix
    留下一页，在另一个栏目里链接它；确要两处都有的，在后发的一页写 repost_of，指明先发的那一页。

Not seen
    别的网站上的同一篇文章；六十字以下的短文。只差几个字的见 near-duplicate-article。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.rules._shared.similarity import articles, equal, is_declared
from zhengwu_lint.sources.site_pages import SitePages, front_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.rulebook import Rulebook


@rule(
    "duplicate-article",
    reads=SitePages,
    basis=("measures-25", "inspection-2019-19"),
    severity=ERROR,
    indicator="duplicate-article",
)
def duplicate_article(site: SitePages, rulebook: Rulebook) -> Iterator[Problem]:
    """Find pages that say word for word what another page says."""
    indicator = rulebook.get("duplicate-article")
    if indicator is None:
        return
    for entry, other in equal(articles(site.pages, indicator.number("characters"))):
        if not is_declared(entry, other, site.pages):
            yield Problem(
                *front_place(entry.page, "title"),
                msg("与“{other}”是同一篇文章", other=site.file_of(other.page)),
                msg("留下一页，在另一处链接它；确要两处都有的，写 repost_of 指明先发的那一页"),
                entry.page.title,
                site.file_of(entry.page),
            )
