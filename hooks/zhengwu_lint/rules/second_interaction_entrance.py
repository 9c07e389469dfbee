"""另设了咨询投诉入口。

Why
    办法第十九条：政府网站原则上不再建立独立的互动交流平台，应基于12345政务服务热线或上级统一的平台；
    独立平台要验证真实身份。另设的信箱和留言板常常没有人看，留言三个月不答复就是单项否决。

Fails
    ```md
    有意见请到[局长信箱](https://xinxiang.gd.gov.cn/box)。
    ```

Passes
    ```md
    有意见请到[我要咨询](https://www.zhongshan.example/hdjl/)，或者拨打12345。
    ```

Fix
    改为链接 city.yml 的 entrances.interaction 登记的入口。确需独立平台的，先做好实名验证，并请市政
    府办公室同意后写豁免。

Not seen
    链接的文字里没有咨询投诉字样的。自己网页上的留言表单，由检查表单的规则去查。
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


@rule("second-interaction-entrance", reads=Document, basis=("measures-19",), severity=WARNING)
def second_interaction_entrance(document: Document, city: City) -> Iterator[Problem]:
    """Find links that present themselves as a place for questions and are not the city's."""
    if city.facts.entrances is None:
        return
    entrance = city.facts.entrances.interaction
    for link in second_entrances(document, "interaction", entrance, city):
        yield Problem(
            link.line,
            link.column,
            msg(
                "“{text}”指到了统一互动入口以外的 {host}", text=link.text, host=link.reference.host
            ),
            msg("改为链接{name}：{url}", name=entrance.name, url=entrance.url),
            link.target,
        )
