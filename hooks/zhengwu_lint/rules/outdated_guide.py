"""信息公开指南一年没有更新。

Why
    信息公开指南要及时更新（条例第十二条），检查时看当年有没有更新（国办公开办函〔2019〕61号）。指南里
    的受理机构、电话、时间旧了，读者就申请不成。

Fails
    ```site
    === zn/index.md
    ---
    title: 政府信息公开指南
    published_at: 2024-03-12 09:30
    kind: page
    ---
    受理机构
    ```

Passes
    ```site
    === zn/index.md
    ---
    title: 政府信息公开指南
    published_at: 2026-03-12 09:30
    kind: page
    ---
    受理机构
    ```

Fix
    核对受理机构、地址、电话和时间，改好以后把 published_at 写成这次更新的时间。

Not seen
    内容是否真的核对过。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.rules._shared.freshness import is_kept, published
from zhengwu_lint.sources.site_pages import SitePages, front_place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.pages.index import Page
    from zhengwu.rulebook import Rulebook

_TYPE = "信息公开指南"


@rule(
    "outdated-guide",
    reads=SitePages,
    basis=("openness-12", "disclosure-2019-61"),
    severity=WARNING,
    indicator="outdated-guide",
)
def outdated_guide(site: SitePages, rulebook: Rulebook, day: date) -> Iterator[Problem]:
    """Find guides to open information older than the term, or without a date."""
    indicator = rulebook.get("outdated-guide")
    if indicator is None or not is_kept(site, day):
        return
    term = indicator.term("age")
    for page in published(site, day).pages.values():
        if not _is_guide(page):
            continue
        if page.dated and not term.outrun(page.published_at.date(), day):
            continue
        what = (
            msg(
                "信息公开指南{term}没有更新，上次是 {last}",
                term=term,
                last=page.published_at.date(),
            )
            if page.dated
            else msg("信息公开指南没有写更新时间")
        )
        place = front_place(page, "published_at" if page.dated else "title")
        fix = msg("核对内容，把 published_at 写成这次更新的时间")
        yield Problem(*place, what, fix, page.title, site.file_of(page))


def _is_guide(page: Page) -> bool:
    if page.column and page.column.type == _TYPE:
        return page.kind in {"column", "page"}
    return page.kind == "page" and _TYPE in page.title
