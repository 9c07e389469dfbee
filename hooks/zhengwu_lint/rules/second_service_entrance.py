"""另设了办事入口。

Why
    办法第二十条：政府网站以广东省政务服务网（中山市）为统一的办事服务入口。指到别处的“在线办理”，
    读者要重新注册，办到一半查不到进度，清单和指南也不是同一个来源。

Fails
    ```md
    读者证可以[在线办理](https://banshi.gd.gov.cn/reader)。
    ```

Passes
    ```md
    读者证可以[在线办理](https://www.gdzwfw.gov.cn/)，[办理说明](https://www.gd.gov.cn/shuoming)先看一遍。
    ```

Fix
    改为链接 city.yml 的 entrances.services 登记的入口；确需独立办理的系统，先对接省政务服务事项管理
    系统，并请市政府办公室同意后写豁免。

Not seen
    链接的文字里没有办事字样的；页面图片上写的入口。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.rules._shared.entrances import second_entrances
from zhengwu_lint.sources.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.city import City


@rule("second-service-entrance", reads=Document, basis=("measures-20",), severity=WARNING)
def second_service_entrance(document: Document, city: City) -> Iterator[Problem]:
    """Find links that present themselves as an entrance to services and are not the city's."""
    if city.facts.entrances is None:
        return
    entrance = city.facts.entrances.services
    for link in second_entrances(document, "services", entrance, city):
        yield Problem(
            link.line,
            link.column,
            msg(
                "“{text}”指到了统一办事入口以外的 {host}", text=link.text, host=link.reference.host
            ),
            msg("改为链接{name}：{url}", name=entrance.name, url=entrance.url),
            link.target,
        )
