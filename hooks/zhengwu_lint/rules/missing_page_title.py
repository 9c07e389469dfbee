"""网页没有标题。

Why
    浏览器的标签、收藏夹、搜索结果和读屏软件都靠 title 认出一页（GB/T 37668-2019）。

Fails
    ```html
    <html lang="zh-CN"><head><title> </title></head><body><h1>通知公告</h1></body></html>
    ```

Passes
    ```html
    <html lang="zh-CN"><head><title>通知公告</title></head><body><h1>通知公告</h1></body></html>
    ```

Fix
    在页面的信息区写 title；自己改过模板的，把 title 加回来。

Not seen
    标题写得好不好，是不是与别的页面重复。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.html.document import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("missing-page-title", reads=HtmlDocument, basis=("gb-37668",), severity=WARNING)
def missing_page_title(document: HtmlDocument) -> Iterator[Problem]:
    """Find built pages without a title in their head."""
    if document.path and not "".join(document.root.xpath("/html/head/title//text()")).strip():
        yield Problem(1, 0, msg("网页没有标题"), msg("在页面的信息区写 title"))
