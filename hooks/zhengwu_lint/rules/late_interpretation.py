"""解读比政策文件发布得晚。

Why
    办法第十八条：发布重要政策文件时，应同步发布解读。文件先发、解读过几天才到，读者在最需要的时候
    看不到说明。

Fails
    ```site
    === zcwj/2026-banfa.md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    ---
    第一条
    === zcjd/2026-wenzi.md
    ---
    title: 阅览点新办法解读
    published_at: 2026-09-11 09:00
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
    ---
    第一条
    === zcjd/2026-wenzi.md
    ---
    title: 阅览点新办法解读
    published_at: 2026-09-08 16:00
    source: 市文化广电旅游局
    kind: interpretation
    interprets: ../zcwj/2026-banfa.md
    ---
    说明
    ```

Fix
    已经发布的如实保留发布时间，不要改日期。今后把文件和解读一起准备好，在两页写同一个 publish_at，
    到时候一起出现。

Not seen
    当天已有一份解读的，以后陆续补充的问答、图解不算晚。已失效、废止、修改的文件不查。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.model.page import PolicyMeta
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.site_pages import SitePages, front_place

if TYPE_CHECKING:
    from collections.abc import Iterator

# What is interpreted later of these is what replaced or amended them.
_PAST = frozenset({"失效", "废止", "已修改"})
_FIX = msg("已发布的不要改日期；今后在文件和解读两页写同一个 publish_at，一起发布")


@rule("late-interpretation", reads=SitePages, basis=("measures-18",), severity=WARNING)
def late_interpretation(site: SitePages) -> Iterator[Problem]:
    """Find policies whose first interpretation came after their day."""
    for page in site.pages.pages.values():
        if not isinstance(page.meta, PolicyMeta) or page.meta.draft or page.meta.validity in _PAST:
            continue
        entries = [
            entry
            for group in site.relations.interpretations(page)
            for entry in group.entries
            if entry.page.meta and not entry.page.meta.draft
        ]
        first = min(entries, key=lambda entry: (entry.page.published_at, entry.key), default=None)
        if first and first.page.published_at.date() > page.published_at.date():
            yield Problem(
                *front_place(first.page, "published_at"),
                msg(
                    "“{policy}”在 {day} 发布，最早的解读晚了 {days} 天",
                    policy=page.title,
                    day=page.published_at.date(),
                    days=(first.page.published_at.date() - page.published_at.date()).days,
                ),
                _FIX,
                first.page.title,
                site.file_of(first.page, first.site),
            )
