"""信息没有注明来源，或者来源等于没写。

Why
    信息来源要让读者在页面上看到，省里通报过不显示信息来源的网站；办法第十七条要求转载只用指定稿源。
    标签 ContentSource 有没有写，见 missing-page-label。

Fails
    ```md
    ---
    title: 关于启用新办公地点的公告
    published_at: 2026-11-02 09:30
    source: 网络
    ---
    正文
    ```

Passes
    ```md
    ---
    title: 关于启用新办公地点的公告
    published_at: 2026-11-02 09:30
    source: 中山市人民政府办公室
    ---
    正文
    ```

Fix
    在信息区的 source 写提供信息的单位全称；转载的写稿源单位。

Not seen
    写的来源是不是真的。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.model.page import ArticleMeta
from zhengwu.packaged import is_placeholder, read_data
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.site_pages import front_place

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIX = msg("在信息区的 source 写提供信息的单位全称")


@rule(
    "missing-source",
    reads=Document,
    basis=("measures-17", "page-labels"),
    severity=WARNING,
)
def missing_source(document: Document) -> Iterator[Problem]:
    """Find sources that say nothing, and built articles that do not show theirs.

    An article without any source does not pass the typed model.
    """
    page = document.page
    if page is None or page.meta is None:
        return
    source = page.meta.source
    if document.built:
        if not isinstance(page.meta, ArticleMeta):
            return
        if source and not _shown(document, source):
            yield Problem(0, 0, msg("网页上看不到信息来源“{source}”", source=source), _FIX)
    elif source and (is_placeholder(source) or source in read_data("vague-text.yml")["sources"]):
        what = msg("信息来源“{source}”等于没有写", source=source)
        yield Problem(*front_place(page, "source"), what, _FIX, source)


def _shown(document: Document, source: str) -> bool:
    return any(
        source in block.text
        for block in document.blocks
        if block.hidden is None and not block.element.startswith("@")
    )
