"""涉及面广的政策文件只有一种形式的解读。

Why
    办法第十八条要求发布多角度、多形式的解读材料。涉及面广、社会关注度高的文件，只有一篇文字说明，许多
    读者看不进去。

Fails
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
    provider: 中山市人民政府办公室
    interprets: ../zcwj/2026-banfa.md
    form: 图解
    ---
    图
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
    provider: 中山市人民政府办公室
    interprets: ../zcwj/2026-banfa.md
    form: 图解
    ---
    图
    === zcjd/2026-wenda.md
    ---
    title: 阅览点新办法问答
    published_at: 2026-09-08 10:00
    source: 市文化广电旅游局
    kind: interpretation
    provider: 中山市人民政府办公室
    interprets: ../zcwj/2026-banfa.md
    form: 问答
    ---
    问答
    ```

Fix
    请起草单位再提供一种形式的解读，如问答、图解、视频，各写各的 form。

Not seen
    解读是否从多个角度讲。没有解读的，由 unpaired-policy 检查。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.model.page import PolicyMeta
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.site_pages import SitePages, front_place

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("single-form-interpretation", reads=SitePages, basis=("measures-18",), severity=WARNING)
def single_form_interpretation(site: SitePages) -> Iterator[Problem]:
    """Find wide-reaching policies in force with interpretations of one form only."""
    for page in site.pages.pages.values():
        meta = page.meta
        if not isinstance(meta, PolicyMeta) or meta.draft or not meta.wide_reaching:
            continue
        forms = {
            group.form
            for group in site.relations.interpretations(page)
            if any(entry.page.meta and not entry.page.meta.draft for entry in group.entries)
        }
        if meta.validity == "有效" and len(forms) == 1:
            yield Problem(
                *front_place(page, "wide_reaching"),
                msg("涉及面广的政策文件只有“{form}”一种形式的解读", form=next(iter(forms))),
                msg("再提供一种形式的解读，如问答、图解、视频"),
                page.title,
                site.file_of(page),
            )
