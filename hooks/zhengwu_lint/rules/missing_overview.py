"""缺少概况、机构职能或领导信息，或者一年没有更新。

Why
    概况信息、机构职能、领导信息是政府网站必有的内容，没有或者不准确要扣分（国办秘函〔2019〕19号）。
    人员和职能变了，页面没有跟着变，最容易出错。

Fails
    ```site
    === gk/index.md
    ---
    title: 中山概况
    published_at: 2024-11-06 10:00
    source: 本网
    ---
    概况
    ```

Passes
    ```site
    === gk/index.md
    ---
    title: 中山概况
    published_at: 2026-11-06 10:00
    source: 本网
    ---
    概况
    === jgzn.md
    ---
    title: 机构职能
    published_at: 2026-11-06 10:00
    source: 本网
    ---
    职能
    === ldxx.md
    ---
    title: 领导信息
    published_at: 2026-11-06 10:00
    source: 本网
    ---
    领导
    ```

Fix
    在 site.yml 里登记栏目，写好 index.md；内容核对以后，把 published_at 写成核对的时间。

Not seen
    内容对不对：人员和职能的变动要由本单位核对。
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

# Types of column, each with how a page elsewhere is called that does instead.
_WANTED = {"概况信息": "概况", "机构职能": "机构职能", "负责人信息": "领导信息"}


@rule(
    "missing-overview",
    reads=SitePages,
    basis=("inspection-2019-19",),
    severity=WARNING,
    indicator="missing-overview",
)
def missing_overview(site: SitePages, rulebook: Rulebook, day: date) -> Iterator[Problem]:
    """Find sites without a page about their town, unit or leaders, or with an old one."""
    indicator = rulebook.get("missing-overview")
    if indicator is None or not is_kept(site, day):
        return
    term = indicator.term("age")
    pages = tuple(published(site, day).pages.values())
    for kind, title in _WANTED.items():
        found = [page for page in pages if _is(page, kind, title)]
        last = max(found, key=lambda page: page.published_at, default=None)
        if last is None:
            yield Problem(
                *site.key_place("columns"),
                msg("网站没有“{kind}”的内容", kind=kind),
                msg("登记一个 type 是 {kind} 的栏目，写好它的 index.md", kind=kind),
                kind,
            )
        elif not last.dated or term.outrun(last.published_at.date(), day):
            yield Problem(
                *front_place(last, "published_at" if last.dated else "title"),
                msg("“{title}”{term}没有更新", title=last.title, term=term)
                if last.dated
                else msg("“{title}”没有写更新时间", title=last.title),
                msg("核对内容，把 published_at 写成核对的时间"),
                last.title,
                site.file_of(last),
            )


def _is(page: Page, kind: str, title: str) -> bool:
    if page.column and page.column.type == kind:
        return page.source is not None and bool(page.source.body.strip())
    return page.kind == "page" and title in page.title
