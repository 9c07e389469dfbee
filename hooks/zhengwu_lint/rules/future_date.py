"""发布时间写在了将来。

Why
    伪造发稿日期属于弄虚作假，是单项否决的问题（国办秘函〔2019〕19号）。页面一生成就能看到，发布时
    间却在以后，读者看到的就是假日期。要到时候才发布的，用 publish_at 定时，页面到那一刻才出现。

Fails
    ```md
    ---
    title: 关于启用新办公地点的公告
    published_at: 2099-01-01 09:00
    source: 市政府办公室
    ---
    正文
    ```

Passes
    ```md
    ---
    title: 关于启用新办公地点的公告
    publish_at: 2099-01-01 09:00
    source: 市政府办公室
    ---
    正文
    ```

Fix
    把 published_at 改成真实的发布时间；要定时发布的，删去 published_at，改写 publish_at。

Not seen
    写得比真实时间早的：要对照提交记录才知道。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.pages.schedule import MINUTE_FORMAT, appears_at, moment_of
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.site_pages import front_place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.pages.index import PageIndex


@rule(
    "future-date",
    reads=MarkdownDocument,
    basis=("measures-25", "inspection-2019-19"),
    severity=ERROR,
)
def future_date(document: MarkdownDocument, pages: PageIndex, day: date) -> Iterator[Problem]:
    """Find pages that show a time that has not come when they appear."""
    page = document.page
    if page is None or page.meta is None or page.meta.published_at is None:
        return
    shown = page.meta.published_at
    if shown <= appears_at(page.meta) or day > shown.date():
        return
    if day < shown.date() or shown > (pages.moment or moment_of(day)):
        yield Problem(
            *front_place(page, "published_at"),
            msg("发布时间 {shown} 还没有到", shown=shown.strftime(MINUTE_FORMAT)),
            msg("改成真实的发布时间；要定时发布的，删去 published_at，改写 publish_at"),
            str(page.meta.published_at),
        )
