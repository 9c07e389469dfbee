"""解读没有写由谁提供。

Why
    办法第十八条：解读材料由文件制发部门、牵头或起草部门提供。写明提供单位，读者才知道这份说明有没有依据。

Fails
    ```md
    ---
    title: 阅览点新办法解读
    published_at: 2026-09-08 10:00
    source: 本网
    kind: interpretation
    interprets: 中府办函〔2026〕993号
    ---
    说明
    ```

Passes
    ```md
    ---
    title: 阅览点新办法解读
    published_at: 2026-09-08 10:00
    source: 本网
    kind: interpretation
    interprets: 中府办函〔2026〕993号
    provider: 中山市文化广电旅游局
    ---
    说明
    ```

Fix
    在信息区加一行 provider，写制发、牵头或起草这份文件的单位全称。

Not seen
    写的单位是不是真的制发、牵头或起草了文件。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.model.page import InterpretationMeta
from zhengwu.packaged import is_placeholder
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.site_pages import front_place

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("missing-provider", reads=MarkdownDocument, basis=("measures-18",), severity=WARNING)
def missing_provider(document: MarkdownDocument) -> Iterator[Problem]:
    """Find interpretations that do not name the unit that provides them."""
    page = document.page
    if page is None or not isinstance(page.meta, InterpretationMeta):
        return
    provider = page.meta.provider or ""
    if is_placeholder(provider):
        yield Problem(
            *front_place(page, "provider" if provider else "title"),
            msg("解读没有写提供单位"),
            msg("加一行 provider，写制发、牵头或起草这份文件的单位全称"),
            provider or page.title,
        )
