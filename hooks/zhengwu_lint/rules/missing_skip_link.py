"""网页没有“跳到主要内容”的链接。

Why
    用键盘和读屏软件的读者，每一页都要先听完导航才到正文；页面开头的跳转链接让他们直接到正文
    （GB/T 37668-2019）。

Fails
    ```html
    <html lang="zh-CN"><head><title>通知公告</title></head>
    <body><nav>很长的导航</nav><main id="main"><h1>通知公告</h1></main></body></html>
    ```

Passes
    ```html
    <html lang="zh-CN"><head><title>通知公告</title></head>
    <body><a href="#main">跳到主要内容</a><nav>很长的导航</nav>
    <main id="main"><h1>通知公告</h1></main></body></html>
    ```

Fix
    用系统自带的主题；自己改过模板的，在 body 的最前面加上这个链接。

Not seen
    按下去焦点是不是真的到了正文：由浏览器里的测试检查。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.html.document import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOOKED_AT = 5  # of the first links on a page


@rule("missing-skip-link", reads=HtmlDocument, basis=("gb-37668",), severity=WARNING)
def missing_skip_link(document: HtmlDocument) -> Iterator[Problem]:
    """Find built pages whose first links do not lead to the main part."""
    if not document.path:
        return
    for link in document.root.xpath("//body//a[@href]")[:_LOOKED_AT]:
        target = str(link.get("href"))
        if target.startswith("#") and target[1:] in document.anchors:
            return
    yield Problem(
        0,
        0,
        msg("网页没有“跳到主要内容”的链接"),
        msg("用系统自带的主题，或在 body 的最前面加上这个链接"),
    )
