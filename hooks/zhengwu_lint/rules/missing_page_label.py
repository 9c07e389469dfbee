"""网页标签（meta）缺少、为空、写成 null，或发布时间的格式不对。

Why
    《政府网站网页标签规范》要求每页有站点标签，首页、栏目页和内容页有栏目标签，内容页还要有标题、发布时间和
    来源；检查工具按标签采集，缺了要扣分（国办秘函〔2019〕19号）。

Fails
    ```html
    <html lang="zh-CN"><head>
    <meta name="SiteName" content="中山市人民政府门户网站">
    <meta name="SiteDomain" content="null">
    </head><body><p>正文</p></body></html>
    ```

Passes
    ```html
    <meta name="PubDate" content="2026-11-20 09:30"><p>不属于任何网站的网页不检查</p>
    ```

Fix
    标签由主题按 site.yml 和页面的信息区生成：补全 site.yml 里网站、栏目的说明和关键词，
    补全页面开头的信息。

Not seen
    标签的内容是不是写得贴切。
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.pages.labels import CONTENT_KINDS, PUBLISHED_FORMAT
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.html.document import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.pages.index import PageIndex
    from zhengwu.rulebook import Rulebook

_PUBLISHED = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
_FURTHER = re.compile(r"(?P<column>.+)/page/\d+")


@rule(
    "missing-page-label",
    reads=HtmlDocument,
    basis=("inspection-2019-19",),
    severity=WARNING,
)
def missing_page_label(
    document: HtmlDocument, pages: PageIndex, rulebook: Rulebook
) -> Iterator[Problem]:
    """Find built pages without the labels of their kind."""
    if not document.path:
        return
    wanted = _wanted(document.path, pages, rulebook)
    values = {name: document.meta(name) for name in wanted}
    fix = msg("补全 site.yml 里网站和栏目的登记，以及页面开头的信息区")
    if missing := [name for name in wanted if not values[name]]:
        names = "、".join(missing)
        yield Problem(0, 0, msg("缺少网页标签：{names}", names=names), fix, names)
    if empty := [n for n in wanted if any(v.lower() in {"", "null"} for v in values[n])]:
        names = "、".join(empty)
        yield Problem(0, 0, msg("网页标签是空的或写着 null：{names}", names=names), fix, names)
    for value in values.get("PubDate", ()):
        if value and value.lower() != "null" and not _is_minute(value):
            yield Problem(
                0,
                0,
                msg("发布时间标签 PubDate 写成了“{value}”", value=value),
                msg("写成 2026-11-20 09:30 这样，到分钟"),
                value,
            )


def _wanted(path: str, pages: PageIndex, rulebook: Rulebook) -> list[str]:
    """Return the labels that the page built to `path` must carry."""
    labels = rulebook.labels
    wanted = list(labels["site"])
    folder = path.rpartition("/")[0]
    page = pages.pages.get(f"{folder}.md" if folder else "index.md") or pages.pages.get(
        f"{folder}/index.md"
    )
    further = _FURTHER.fullmatch(folder)
    by_path = pages.site.columns_by_path
    column = page.column if page else by_path.get(further["column"] if further else folder)
    if path == "index.html" or column:
        wanted += labels["column"]
    if page and page.kind in CONTENT_KINDS:
        wanted += labels["content"]
    return wanted


def _is_minute(value: str) -> bool:
    if not _PUBLISHED.fullmatch(value):
        return False
    try:
        datetime.strptime(value, PUBLISHED_FORMAT)  # noqa: DTZ007 -- local by definition
    except ValueError:
        return False
    return True
