"""首页上没有办事服务的入口。

Why
    具有对外服务职能的网站应提供办事服务，以广东省政务服务网（中山市）为统一入口（办法第十六条、第二十
    条）。没有办事服务是单项否决的问题（国办秘函〔2019〕19号）。

Fails
    ```html
    <html lang="zh-CN"><head><title>门户网站</title></head>
    <body><h1>门户网站</h1><a href="https://www.zhongshan.example/hdjl/">我要咨询</a></body></html>
    ```

Passes
    ```html
    <html lang="zh-CN"><head><title>门户网站</title></head>
    <body><h1>门户网站</h1><a href="https://www.zhongshan.example/hdjl/">我要咨询</a>
    <a href="https://www.gdzwfw.gov.cn/">政务服务网</a></body></html>
    ```

Fix
    在 site.yml 里登记 type 是办事服务的栏目，并在 city.yml 的 entrances.services 里写好统一入口；用
    系统自带的主题，首页就有入口。

Not seen
    入口打得开打不开。主办单位是事业单位的，按没有对外服务职能看，不查。
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

_WITHOUT_SERVICES = "institution"


@rule(
    "missing-service-entrance",
    reads=HtmlDocument,
    basis=("measures-16", "measures-20", "inspection-2019-19"),
    severity=ERROR,
)
def missing_service_entrance(
    document: HtmlDocument, city: City, site: Site, day: date
) -> Iterator[Problem]:
    """Find home pages that lead neither to the city's services nor to a column of them."""
    unit = city.facts.units.get(site.unit)
    serves = unit is None or unit.kind != _WITHOUT_SERVICES
    if document.path != "index.html" or not serves or not is_ordinary(document, site, day):
        return
    entrance = city.facts.entrances.services if city.facts.entrances else None
    if not leads_to(document, site, entrance, "办事服务"):
        yield Problem(
            0,
            0,
            msg("首页上没有办事服务的入口"),
            msg("登记办事服务栏目，并在 city.yml 的 entrances.services 里写好统一入口"),
            site.name,
        )
