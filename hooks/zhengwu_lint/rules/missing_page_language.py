"""网页没有写明语言。

Why
    读屏软件按 html 的 lang 选读音，没有写就可能用外语读中文（GB/T 37668-2019）。

Fails
    ```html
    <html><head><title>通知公告</title></head><body><h1>通知公告</h1></body></html>
    ```

Passes
    ```html
    <html lang="zh-CN"><head><title>通知公告</title></head><body><h1>通知公告</h1></body></html>
    ```

Fix
    用系统自带的主题；自己改过模板的，在 html 上写 lang="zh-CN"。

Not seen
    段落里夹的外文是不是另外标了语言。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.html.document import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("missing-page-language", reads=HtmlDocument, basis=("gb-37668",), severity=WARNING)
def missing_page_language(document: HtmlDocument) -> Iterator[Problem]:
    """Find built pages without a language, or with an empty one."""
    if document.path and not str(document.root.get("lang", "")).strip():
        yield Problem(1, 0, msg("网页没有写明语言"), msg('在 html 上写 lang="zh-CN"'))
