"""文件已被取代或修改，自己的页面上却没有标明；或者关系只写了一头。

Why
    读者常从搜索直接到旧文件那一页。文件被修改、废止或失效的，要在原来发布的页面上标明（国办发
    〔2017〕47号），并能从旧文件到新文件、从新文件到旧文件。

Fails
    ```site
    === zcwj/2025-zanxing.md
    ---
    title: 公共图书阅览点服务管理暂行办法
    published_at: 2025-04-11 10:00
    source: 市政府办公室
    kind: policy
    validity: 有效
    replaced_by: 2026-banfa.md
    ---
    第一条
    === zcwj/2026-banfa.md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    validity: 有效
    replaces: 2025-zanxing.md
    ---
    第一条
    ```

    ```site
    === zcwj/2025-zanxing.md
    ---
    title: 公共图书阅览点服务管理暂行办法
    published_at: 2025-04-11 10:00
    source: 市政府办公室
    kind: policy
    validity: 废止
    ---
    第一条
    === zcwj/2026-banfa.md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    validity: 有效
    replaces: 2025-zanxing.md
    ---
    第一条
    ```

Passes
    ```site
    === zcwj/2025-zanxing.md
    ---
    title: 公共图书阅览点服务管理暂行办法
    published_at: 2025-04-11 10:00
    source: 市政府办公室
    kind: policy
    validity: 废止
    replaced_by: 2026-banfa.md
    ---
    第一条
    === zcwj/2026-banfa.md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    validity: 有效
    replaces: 2025-zanxing.md
    ---
    第一条
    ```

Fix
    在旧文件的信息区把 validity 改成 废止（被修改的写 已修改），加上 replaced_by 或 amended_by；在
    新文件的信息区写replaces 或 amends。

Not seen
    废止了、但没有新文件代替，也没有人改有效性的。
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.model.page import PolicyMeta
from zhengwu.pages.relations import REVERSE
from zhengwu.pages.schedule import ALWAYS, appears_at
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.site_pages import SitePages, front_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.pages.index import Page
    from zhengwu.pages.relations import Field, RelatedPage

# What a document may say of itself once another one replaces or amends it, the usual word first.
_MARKS: dict[Field, tuple[str, ...]] = {
    "replaced_by": ("废止", "失效"),
    "amended_by": ("已修改", "废止", "失效"),
}
_WHAT = {
    "replaced_by": msg("这份文件已被“{other}”取代，有效性却写着“{validity}”"),
    "amended_by": msg("这份文件已被“{other}”修改，有效性却写着“{validity}”"),
}


@rule(
    "unmarked-repeal",
    reads=SitePages,
    basis=("measures-17", "guidelines-2017-47"),
    severity=WARNING,
)
def unmarked_repeal(site: SitePages) -> Iterator[Problem]:
    """Find replaced and amended documents without their mark, and relations stated at one end."""
    for page in site.pages.pages.values():
        if isinstance(page.meta, PolicyMeta) and _is_due(site, page):
            yield from _unmarked(site, page, page.meta)
            yield from _one_way(site, page)


def _unmarked(site: SitePages, page: Page, meta: PolicyMeta) -> Iterator[Problem]:
    for field, marks in _MARKS.items():
        others = [r.entry for r in site.relations.related(page, field) if _stands(site, r.entry)]
        if others and others[0] and meta.validity is not None and meta.validity not in marks:
            values = {"other": others[0].page.title, "validity": meta.validity}
            yield Problem(
                *front_place(page, "validity"),
                replace(_WHAT[field], values=values),
                msg("把 validity 改成 {mark}", mark=marks[0]),
                meta.validity,
                site.file_of(page),
            )


def _one_way(site: SitePages, page: Page) -> Iterator[Problem]:
    for field, reverse in REVERSE.items():
        for i, reference in enumerate(site.relations.stated(page, field)):
            entry = reference.entry
            if not _stands(site, entry) or entry is None or entry.page is page:
                continue
            if site.relations.states(entry, reverse, page):
                continue
            yield Problem(
                *front_place(page, field, i),
                msg("“{other}”那一页没有写 {reverse}", other=entry.page.title, reverse=reverse),
                msg(
                    "在 {file} 的信息区加上 {reverse}，写这份文件的相对路径或文号",
                    file=site.file_of(entry.page, entry.site),
                    reverse=reverse,
                ),
                reference.text,
                site.file_of(page),
            )


def _stands(site: SitePages, entry: RelatedPage | None) -> bool:
    """Whether `entry` is a policy that readers can see."""
    return entry is not None and entry.page.kind == "policy" and _is_due(site, entry.page)


def _is_due(site: SitePages, page: Page) -> bool:
    return appears_at(page.meta) <= (site.pages.moment or ALWAYS)
