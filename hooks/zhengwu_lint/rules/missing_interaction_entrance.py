"""首页上没有咨询投诉的入口。

Why
    网站要有有效的咨询建言渠道，没有是单项否决的问题（国办秘函〔2019〕19号）。入口应是12345政务服务
    热线或上级统一的平台（办法第十九条）。

Fails
    ```html
    <html lang="zh-CN"><head><title>门户网站</title></head>
    <body><h1>门户网站</h1><a href="https://www.gdzwfw.gov.cn/">政务服务网</a></body></html>
    ```

Passes
    ```html
    <html lang="zh-CN"><head><title>门户网站</title></head>
    <body><h1>门户网站</h1><a href="https://www.gdzwfw.gov.cn/">政务服务网</a>
    <a href="hdjl/">互动交流</a></body></html>
    ```

Fix
    在 site.yml 里登记 type 是咨询投诉的栏目，并在 city.yml 的 entrances.interaction 里写好统一入
    口；用系统自带的主题，首页就有入口。

Not seen
    有没有人答复：由留言的检查去看。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.rules._shared.entrances import leads_to
from zhengwu_lint.rules._shared.page_kind import is_ordinary
from zhengwu_lint.sources.html.document import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.model.city import City
    from zhengwu.model.site import Site


@rule(
    "missing-interaction-entrance",
    reads=HtmlDocument,
    basis=("measures-16", "measures-19", "inspection-2019-19"),
    severity=ERROR,
)
def missing_interaction_entrance(
    document: HtmlDocument, city: City, site: Site, day: date
) -> Iterator[Problem]:
    """Find home pages that lead neither to the city's place for questions nor to a column of it."""
    if document.path != "index.html" or not is_ordinary(document, site, day):
        return
    entrance = city.facts.entrances.interaction if city.facts.entrances else None
    if not leads_to(document, site, entrance, "咨询投诉"):
        yield Problem(
            0,
            0,
            msg("首页上没有咨询投诉的入口"),
            msg("登记咨询投诉栏目，并在 city.yml 的 entrances.interaction 里写好统一入口"),
            site.name,
        )
