"""归档的网页没有标明“已归档”和归档时间。

Why
    归档的内容不再更新，页面上要写明“已归档”和归档时间，免得读者当成现行的内容（国办发〔2017〕47号，
    DA/T 80-2019《政府网站网页归档指南》）。

Fails
    ```html
    <html lang="zh-CN"><head><title>历史归档：2019年网站专题</title></head>
    <body><h1>历史归档：2019年网站专题</h1><p>专题内容。</p></body></html>
    ```

Passes
    ```html
    <html lang="zh-CN"><head><title>历史归档：2019年网站专题</title></head>
    <body><h1>历史归档：2019年网站专题</h1><p>本页已归档，归档时间：2021年3月1日。</p>
    <p>专题内容。</p></body></html>
    ```

Fix
    在正文开头写：本页已归档，归档时间：某年某月某日。

Not seen
    标题、栏目名称和地址里都看不出是归档的页面。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.html.document import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.rulebook import Rulebook

_ARCHIVED = re.compile(r"(?:历史|网页|网站|内容|旧站)归档|归档(?:栏目|专栏|页面|内容)")
_FOLDER = re.compile(r"(?:^|/)(?:archive|guidang)/")
_MARK = re.compile(r"已\s*归档")
_DAY = re.compile(r"(?:19|20)\d\d\s*(?:年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|-\d\d-\d\d)")


@rule(
    "missing-archive-mark",
    reads=HtmlDocument,
    basis=("guidelines-2017-47", "da-80"),
    severity=WARNING,
    indicator="missing-archive-mark",
)
def missing_archive_mark(document: HtmlDocument, rulebook: Rulebook) -> Iterator[Problem]:
    """Find archived pages that do not say so, or not since when."""
    if not document.path or rulebook.get("missing-archive-mark") is None:
        return
    title = "".join(document.root.xpath("/html/head/title//text()"))
    column = document.page.column.name if document.page and document.page.column else ""
    if not (_ARCHIVED.search(f"{title}\n{column}") or _FOLDER.search(document.path)):
        return
    texts = [block.text for block in document.blocks if not block.hidden]
    if not any(_MARK.search(text) and _DAY.search(text) for text in texts):
        yield Problem(
            0,
            0,
            msg("归档的网页没有标明“已归档”和归档时间"),
            msg("在正文开头写：本页已归档，归档时间：2026年3月1日"),
            title.strip(),
        )
