"""网页上有直接离开政府网站的链接，没有离站提示。

Why
    《政府网站发展指引》（国办发〔2017〕47号）要求打开非政府网站的链接时有提示。页面里写的链接会自动改成
    先到离站提示页；直接连到外面的，多半是主题或插件加的。

Fails
    ```html
    <p><a href="https://www.xiangshan-library.example/">图书馆</a></p>
    ```

Passes
    ```html
    <p><a href="https://www.gov.cn/">中国政府网</a>、<a href="tel:0760-12345">致电</a></p>
    ```

Fix
    在主题的模板里把网址写成 away(网址)；确是政府网站的，请管理 city.yml 的同事给这个主机写上
    government: true。

Not seen
    脚本在读者点击后才打开的网址。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.pages.urls import foreign_host, is_leave_path
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.html.document import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.city import City

_LEADING = frozenset({"a", "area", "form"})


@rule(
    "missing-leaving-notice",
    reads=HtmlDocument,
    basis=("guidelines-2017-47",),
    severity=WARNING,
)
def missing_leaving_notice(document: HtmlDocument, city: City) -> Iterator[Problem]:
    """Find built links that leave government without a page in between."""
    if is_leave_path(document.path):
        return
    for link in document.links:
        if link.element in _LEADING and not link.loads:
            entry = foreign_host(city, link.target)
            if entry:
                yield Problem(
                    link.line,
                    link.column,
                    msg("链接直接离开政府网站，去往{owner}，没有离站提示", owner=entry.owner),
                    msg("在模板里用 away(网址)；确是政府网站的，在 city.yml 里写 government: true"),
                    link.target,
                )
