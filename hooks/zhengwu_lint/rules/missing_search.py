"""网页上没有站内搜索。

Why
    站内搜索是检查的项目（国办秘函〔2019〕19号功能设计），读者找文件主要靠它。

Fails
    ```html
    <html lang="zh-CN"><head><title>通知公告</title></head>
    <body><main><h1>通知公告</h1></main></body></html>
    ```

Passes
    ```html
    <html lang="zh-CN"><head><title>通知公告</title></head>
    <body><form role="search" action="search/"><label>检索词 <input type="search" name="q"></label>
    </form><main><h1>通知公告</h1></main></body></html>
    ```

Fix
    用系统自带的主题；自己改过模板的，把搜索框加回来。

Not seen
    搜得准不准。
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

_SEARCH = (
    "//form[@role='search'] | //search | //input[@type='search']"
    " | //a[contains(@href, 'search')][contains(., '搜索') or contains(., '检索')]"
)


@rule("missing-search", reads=HtmlDocument, basis=("inspection-2019-19",), severity=WARNING)
def missing_search(document: HtmlDocument, site: Site, day: date) -> Iterator[Problem]:
    """Find built pages without a search box or a link to search."""
    if is_ordinary(document, site, day) and not document.root.xpath(_SEARCH):
        yield Problem(
            0,
            0,
            msg("网页上没有站内搜索"),
            msg("用系统自带的主题，或在模板里加上搜索框"),
        )
