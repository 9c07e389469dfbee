"""文章页面没有分享或打印。

Why
    文章页面要有转载分享和打印的功能（国办发〔2017〕47号；广东省2024年第三季度检查通报点名了没有分享功能的网站）。

Fails
    ```text
    文章页面的模板里没有“分享”按钮。
    ```

Passes
    ```html
    <html lang="zh-CN"><head><title>门户网站</title></head><body><p>首页不要求。</p></body></html>
    ```

Fix
    用系统自带的主题；自己改过模板的，把分享和打印的按钮加回来。

Not seen
    按钮是不是真的有用。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.pages.labels import CONTENT_KINDS
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.rules._shared.page_kind import is_ordinary
from zhengwu_lint.sources.html.document import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.model.site import Site

_TOOLS = {"分享": "分享", "打印": "打印"}
_CONTROLS = "//button | //a | //*[@role='button'] | //input[@type='button']"


@rule(
    "missing-share",
    reads=HtmlDocument,
    basis=("guidelines-2017-47", "inspection-2019-19"),
    severity=WARNING,
)
def missing_share(document: HtmlDocument, site: Site, day: date) -> Iterator[Problem]:
    """Find built articles without controls to share and to print."""
    page = document.page
    if page is None or page.kind not in CONTENT_KINDS or not is_ordinary(document, site, day):
        return
    controls = document.root.xpath(_CONTROLS)
    said = [
        f"{element.text_content()} {element.get('title', '')} {element.get('aria-label', '')}"
        for element in controls
    ]
    missing = [name for name, word in _TOOLS.items() if not any(word in text for text in said)]
    if missing:
        names = "、".join(missing)
        yield Problem(
            0,
            0,
            msg("文章页面没有{names}功能", names=names),
            msg("用系统自带的主题，或在模板里加上按钮"),
        )
