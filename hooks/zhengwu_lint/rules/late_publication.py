"""政策文件公开得太晚，或者比成文还早。

Why
    主动公开的信息应当自形成之日起 20 个工作日内公开（条例第二十六条）。发布日期早于成文日期，两个日
    期里总有一个是假的。

Fails
    ```md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    validity: 有效
    made_on: 2026-07-01
    ---
    第一条
    ```

    ```md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    validity: 有效
    made_on: 2026-09-10
    ---
    第一条
    ```

Passes
    ```md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    validity: 有效
    made_on: 2026-08-28
    ---
    第一条
    ```

Fix
    已经发布的不要改日期，今后成文后及时公开。日期抄错了的，照原件改正。

Not seen
    没有写成文日期的文件。当年的调休还没有公布时，按周一至周五和法定节假日计算，提示里会说明。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.model.page import PolicyMeta
from zhengwu.workdays import Workdays
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.site_pages import front_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.city import City
    from zhengwu.rulebook import Rulebook


@rule(
    "late-publication",
    reads=MarkdownDocument,
    basis=("openness-26",),
    severity=WARNING,
    indicator="late-publication",
)
def late_publication(
    document: MarkdownDocument, city: City, rulebook: Rulebook
) -> Iterator[Problem]:
    """Find policies published before they were made, or long after."""
    page, indicator = document.page, rulebook.get("late-publication")
    if page is None or indicator is None or not isinstance(page.meta, PolicyMeta):
        return
    made, published = page.meta.made_on, page.published_at.date()
    if made is None or page.meta.draft:
        return
    place = front_place(page, "published_at" if page.meta.publish_at is None else "publish_at")
    if published < made:
        yield Problem(
            *place,
            msg("发布日期 {published} 早于成文日期 {made}", published=published, made=made),
            msg("照原件核对 made_on 和 published_at"),
            f"{made} {published}",
        )
        return
    limit = indicator.number("workdays")
    if (published - made).days <= limit:
        return
    count = Workdays.of(city.facts.workdays).between(made, published)
    if count.days > limit:
        sure = (
            msg("（有的年份调休还没有公布，按周一至周五和法定节假日计算）")
            if count.provisional
            else msg("")
        )
        yield Problem(
            *place,
            msg(
                "成文后第 {days} 个工作日才发布，应当在 {limit} 个工作日内{sure}",
                days=count.days,
                limit=limit,
                sure=sure,
            ),
            msg("已经发布的不要改日期；日期抄错了的，照原件改正"),
            f"{made} {published}",
        )
