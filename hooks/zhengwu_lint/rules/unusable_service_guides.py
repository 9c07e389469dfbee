"""办事指南大多缺少要素，服务不实用。

Why
    五项以上的办事指南各缺四类以上要素，或者一共不到五项而每一项都缺四类以上，是单项否决的问题
    （国办秘函〔2019〕19号）。

Fails
    ```site
    === bsfw/duzhezheng.md
    ---
    title: 读者证办理
    item: 读者证办理
    place: 任一阅览点
    ---
    说明
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
    ---
    说明
    ```

Fix
    先补全缺得最多的几项指南：每项指南缺什么，见 incomplete-service-guide 的提示。

Not seen
    写的内容对不对。一项指南也没有的，由 empty-column 和 missing-required-column 检查。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.model.page import ServiceMeta
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.rules._shared.freshness import is_kept, published
from zhengwu_lint.rules._shared.guides import missing_elements
from zhengwu_lint.sources.site_pages import SitePages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.rulebook import Rulebook


@rule(
    "unusable-service-guides",
    reads=SitePages,
    basis=("measures-20", "inspection-2019-19"),
    severity=ERROR,
    indicator="unusable-service-guides",
)
def unusable_service_guides(site: SitePages, rulebook: Rulebook, day: date) -> Iterator[Problem]:
    """Find sites whose guides lack so much that they fail an inspection."""
    indicator = rulebook.get("unusable-service-guides")
    if indicator is None or not is_kept(site, day):
        return
    pages = published(site, day).pages.values()
    guides = [page for page in pages if isinstance(page.meta, ServiceMeta)]
    limit, enough = indicator.number("elements"), indicator.number("guides")
    poor = [page for page in guides if len(missing_elements(page)) >= limit]
    if len(poor) >= enough or (poor and len(poor) == len(guides) < enough):
        titles = "、".join(page.title for page in poor[:enough])
        yield Problem(
            *site.key_place("columns"),
            msg(
                "{count} 项办事指南各缺 {limit} 类以上要素：{titles}",
                count=len(poor),
                limit=limit,
                titles=titles,
            ),
            msg("补全这些指南的要素"),
            "columns",
        )
