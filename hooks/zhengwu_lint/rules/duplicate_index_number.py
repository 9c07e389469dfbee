"""两份文件用了同一个索引号。

Why
    一个索引号对应一份文件。重复了，按索引号就查不到要找的那一份（条例第二十四条要求公开的信息便于检索）。

Fails
    ```site
    === zcwj/a.md
    ---
    title: 阅览点管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    validity: 失效
    index_no: 1144200099DEM0013A/2026-00993
    ---
    第一条
    === zcwj/b.md
    ---
    title: 绿道管理办法
    published_at: 2026-10-08 10:00
    source: 市政府办公室
    kind: policy
    validity: 失效
    index_no: 1144200099DEM0013A/2026-00993
    ---
    第一条
    ```

Passes
    ```site
    === zcwj/a.md
    ---
    title: 阅览点管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    validity: 失效
    index_no: 1144200099DEM0013A/2026-00993
    ---
    第一条
    === zcwj/b.md
    ---
    title: 绿道管理办法
    published_at: 2026-10-08 10:00
    source: 市政府办公室
    kind: policy
    validity: 失效
    index_no: 1144200099DEM0013A/2026-00994
    ---
    第一条
    ```

Fix
    核对后改正抄错的那一个；同一份文件发布了两次的，留下一个页面。

Not seen
    其他网站上的文件。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.model.page import PolicyMeta
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.site_pages import SitePages, front_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.pages.index import Page


@rule(
    "duplicate-index-number",
    reads=SitePages,
    basis=("openness-24",),
    severity=WARNING,
)
def duplicate_index_number(site: SitePages) -> Iterator[Problem]:
    """Find index numbers that another page of the site carries already."""
    first: dict[str, Page] = {}
    for path in sorted(site.pages.pages):
        page = site.pages.pages[path]
        if not isinstance(page.meta, PolicyMeta) or not page.meta.index_no:
            continue
        other = first.setdefault(page.meta.index_no, page)
        if other is not page:
            number = page.meta.index_no
            yield Problem(
                *front_place(page, "index_no"),
                msg("索引号“{number}”与“{other}”相同", number=number, other=site.file_of(other)),
                msg("核对后改正抄错的那一个"),
                number,
                site.file_of(page),
            )
