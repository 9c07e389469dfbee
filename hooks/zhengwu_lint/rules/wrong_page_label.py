"""网页标签与页面本身的标题、时间、来源不一致。

Why
    网页标签（ArticleTitle、PubDate、ContentSource）是检查工具认页面的依据，要与页面显示的、信息区写的
    一致（国办秘函〔2019〕19号）。三处时间对不上，会被当成伪造发稿日期。

Fails
    ```text
    页面的信息区写 published_at: 2026-11-02 09:30，生成的网页里 PubDate 是 2026-11-03 09:30。
    ```

Passes
    ```html
    <html lang="zh-CN"><head><title>门户网站</title></head>
    <body><p>首页没有这些标签。</p></body></html>
    ```

Fix
    用系统自带的主题；自己改过模板的，改正标签和显示的时间。

Not seen
    信息区写的时间是不是真的。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.pages.labels import CONTENT_KINDS, PUBLISHED_FORMAT, page_labels
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.html.document import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.site import Site
    from zhengwu.pages.index import Page

_LABELS = ("ArticleTitle", "PubDate", "ContentSource", "SiteName", "SiteDomain", "SiteIDCode")
_NO_VALUE = frozenset({"", "null"})  # told by missing-page-label
_TIME = re.compile(r"(?:发布|发文)(?:时间|日期)[:：\s]*((?:19|20)\d\d)[-年](\d{1,2})[-月](\d{1,2})")


@rule(
    "wrong-page-label",
    reads=HtmlDocument,
    basis=("inspection-2019-19",),
    severity=WARNING,
)
def wrong_page_label(document: HtmlDocument, site: Site) -> Iterator[Problem]:
    """Find labels of built pages, and times on them, that differ from what the page is."""
    page = document.page
    if not document.path or page is None or page.meta is None:
        return
    meant = dict(page_labels(site, page.kind, page.column, page.meta))
    for name in _LABELS:
        for value in document.meta(name):
            wanted = meant.get(name, "")
            if wanted and value.lower() not in _NO_VALUE and value != wanted:
                yield Problem(
                    0,
                    0,
                    msg("网页标签 {name} 是“{value}”，应当是“{wanted}”", name=name, value=value,
                        wanted=wanted),
                    msg("改正模板里的标签"),
                    f"{name} {value}",
                )  # fmt: skip
    yield from _shown(document, page)


def _shown(document: HtmlDocument, page: Page) -> Iterator[Problem]:
    if page.kind not in CONTENT_KINDS or not page.dated:
        return
    day = page.published_at
    for block in document.blocks:
        match = None if block.hidden else _TIME.search(block.text)
        if match and tuple(map(int, match.groups())) != (day.year, day.month, day.day):
            line, column = block.place(match.start())
            yield Problem(
                line,
                column,
                msg("页面显示的“{shown}”与发布时间 {meant} 不一致", shown=match[0],
                    meant=day.strftime(PUBLISHED_FORMAT)),
                msg("改正模板里显示的时间"),
                match[0],
            )  # fmt: skip
            return
