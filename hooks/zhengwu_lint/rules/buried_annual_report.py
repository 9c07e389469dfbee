"""首页上找不到上一年的网站年度报表。

Why
    年度报表要在首页显著位置公布（国办发〔2017〕47号）。只放在栏目深处的，读者和检查的人都看不到。

Fails
    ```text
    网站发布了《政府网站工作年度报表（2025年度）》，首页上没有指向它的链接。
    ```

Passes
    ```html
    <html lang="zh-CN"><head><title>门户网站</title></head><body>
    <p>本网站当年开通，没有上一年的报表。</p></body></html>
    ```

Fix
    在网站文件夹的 index.md 里写一行，链接到报表的页面。

Not seen
    位置是否显著。没有发布报表的，由 missing-annual-report 检查。
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.rules._shared.annual_reports import due_reports
from zhengwu_lint.sources.html.document import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.pages.index import PageIndex
    from zhengwu.rulebook import Rulebook


@rule(
    "buried-annual-report",
    reads=HtmlDocument,
    basis=("guidelines-2017-47",),
    severity=WARNING,
    indicator="missing-annual-report",
)
def buried_annual_report(
    document: HtmlDocument,
    city: City,
    site: Site,
    pages: PageIndex,
    rulebook: Rulebook,
    day: date,
) -> Iterator[Problem]:
    """Find home pages that do not lead to last year's report."""
    indicator = rulebook.get("missing-annual-report")
    if indicator is None or document.path != "index.html":
        return
    leads = {
        posixpath.normpath(unquote(link.target.partition("#")[0]))
        for link in document.links
        if not link.hidden
    }
    for due in due_reports(site, pages.pages, city, indicator, day):
        if due.home and due.page and posixpath.normpath(due.page.url) not in leads:
            yield Problem(
                0,
                0,
                msg("首页上没有指向“{title}”的链接", title=due.page.title),
                msg("在网站文件夹的 index.md 里写一行，链接到 {path}", path=due.page.path),
                site.name,
            )
