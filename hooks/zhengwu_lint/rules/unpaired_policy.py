"""政策文件没有解读，或者涉及面广的文件没有适合手机看的解读。

Why
    办法第十八条：发布重要政策文件时，应同步发布由制发部门、牵头或起草部门提供的多角度、多形式的解
    读；对涉及面广、社会关注度高的文件，还要制作便于公众理解和移动端传播的解读产品。

Fails
    ```site
    === zcwj/2026-banfa.md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    validity: 有效
    ---
    第一条
    ```

    ```site
    === zcwj/2026-banfa.md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    validity: 有效
    wide_reaching: true
    ---
    第一条
    === zcjd/2026-wenzi.md
    ---
    title: 阅览点新办法解读
    published_at: 2026-09-08 10:00
    source: 市文化广电旅游局
    kind: interpretation
    interprets: ../zcwj/2026-banfa.md
    ---
    说明
    ```

Passes
    ```site
    === zcwj/2026-banfa.md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    validity: 有效
    wide_reaching: true
    ---
    第一条
    === zcjd/2026-tujie.md
    ---
    title: 一图读懂阅览点新办法
    published_at: 2026-09-08 10:00
    source: 市文化广电旅游局
    kind: interpretation
    interprets: ../zcwj/2026-banfa.md
    form: 图解
    ---
    图
    ```

Fix
    请起草单位提供解读，在政策解读栏目建一页，用 interprets 指明文件。涉及面广的，加一份图解或视频，
    或者在专为手机做的解读里写 mobile: true。

Not seen
    文件是否重要：政策文件栏目里有效的文件都算。解读的质量也看不出来。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.model.page import InterpretationMeta, PolicyMeta
from zhengwu.packaged import read_data
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.site_pages import SitePages, front_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.pages.index import Page

_FIX = msg("请起草单位提供解读，在政策解读栏目建一页，在 interprets 里写上这份文件")
_MOBILE_FIX = msg("加一份图解或视频，或在专为手机做的解读里写 mobile: true")


@rule("unpaired-policy", reads=SitePages, basis=("measures-18",), severity=WARNING)
def unpaired_policy(site: SitePages) -> Iterator[Problem]:
    """Find policies in force that nobody interprets, or not for phones."""
    for page in site.pages.pages.values():
        if not _must_be_interpreted(page):
            continue
        metas = [
            entry.page.meta
            for group in site.relations.interpretations(page)
            for entry in group.entries
            if entry.page.meta and not entry.page.meta.draft
        ]
        file = site.file_of(page)
        if not metas:
            what = msg("有效的政策文件没有解读")
            yield Problem(*front_place(page, "title"), what, _FIX, page.title, file)
        elif page.meta.wide_reaching and not any(map(_for_phones, metas)):  # type: ignore[union-attr]
            what = msg("涉及面广的政策文件没有适合手机看的解读")
            place = front_place(page, "wide_reaching")
            yield Problem(*place, what, _MOBILE_FIX, page.title, file)


def _must_be_interpreted(page: Page) -> bool:
    meta = page.meta
    if not isinstance(meta, PolicyMeta) or meta.draft or meta.validity != "有效":
        return False
    return page.column is None or page.column.type in read_data("interpretation.yml")["columns"]


def _for_phones(meta: object) -> bool:
    forms = read_data("interpretation.yml")["mobile_forms"]
    return isinstance(meta, InterpretationMeta) and (meta.mobile or meta.form in forms)
