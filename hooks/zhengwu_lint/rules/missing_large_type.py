"""网页没有大字模式。

Why
    政府网站要有适老模式：大字、高对比度，没有广告和弹窗（国办公开办函〔2021〕28号，工信部《互联网网站
    适老化通用设计规范》）。

Fails
    ```html
    <html lang="zh-CN"><head><title>通知公告</title></head>
    <body><main><h1>通知公告</h1></main></body></html>
    ```

Passes
    ```html
    <html lang="zh-CN"><head><title>通知公告</title></head>
    <body><button type="button" aria-pressed="false">长者模式</button>
    <main><h1>通知公告</h1></main></body></html>
    ```

Fix
    用系统自带的主题；自己改过模板的，把“长者模式”的按钮加回来。

Not seen
    切换以后字够不够大：由浏览器里的测试检查。广告和弹窗见 advertisement。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.rules._shared.page_kind import is_ordinary
from zhengwu_lint.sources.html.document import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.model.site import Site

_NAMES = ("长者", "大字", "适老", "老年", "关怀")
_CONTROLS = "//button | //a | //*[@role='button' or @role='switch'] | //label"


@rule(
    "missing-large-type",
    reads=HtmlDocument,
    basis=("accessibility-2021-28",),
    severity=WARNING,
)
def missing_large_type(document: HtmlDocument, site: Site, day: date) -> Iterator[Problem]:
    """Find built pages without a control for large type."""
    if not is_ordinary(document, site, day):
        return
    said = "".join(str(element.text_content()) for element in document.root.xpath(_CONTROLS))
    if not any(name in said for name in _NAMES):
        yield Problem(
            0,
            0,
            msg("网页没有大字（长者）模式"),
            msg("用系统自带的主题，或在模板里加上切换的按钮"),
        )
