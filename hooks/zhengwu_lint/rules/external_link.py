"""指向未列入清单的主机的链接。

Why
    办法第十七条禁止链接商业广告等经营性信息，第二十五条要求发布前严格检查，不得隐含外部链接。
    能去哪里由城市登记册说了算：登记的网站之间可以互相链接，其他主机都要写进 city.yml 的 hosts,
    写明是谁的、为什么、到哪天为止。

Fails
    ```md
    详见[活动报名](https://www.shop-demo.com/signup)。
    ```

    ```md
    详见[活动报名][1]。

    [1]: //www.shop-demo.com/signup
    ```

    ```md
    [点击查看](javascript:alert(1))
    ```

    ```md
    [点击查看](https://www.gov.cn:443:80/)
    ```

    ```md
    [点击查看](https://www.gov.cn/jump?url=https%3A%2F%2Fwww.shop-demo.com%2F)
    ```

Passes
    ```md
    详见[中国政府网](https://www.gov.cn/zhengce/)，或致电[总机](tel:0760-12345)。
    ```

Fix
    删去链接，或改为链接本网站的页面。确有必要时，请管理 city.yml 的同事把主机写进 hosts。

Not seen
    被允许的网站自己把读者再转到别处。网页自动加载的站外内容见 foreign-resource，藏起来的
    链接见 hidden-link，只写了网址没做成链接的见 foreign-host-in-text。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu.urls import read_reference
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.model.city import City
    from zhengwu_lint.sources.document import Link

# An address that another one carries, for a page there to send the reader on.
_ADDRESS = re.compile(r"(?<=[=/?#&])(?:https?:)?[\\/]{2}[^\s&#\"'<>]+", re.IGNORECASE)


@rule(
    "external-link",
    reads=Document,
    basis=("measures-17", "measures-25"),
    severity=ERROR,
    waivable=False,
)
def external_link(document: Document, city: City, day: date) -> Iterator[Problem]:
    """Find references that lead off the city's list."""
    schemes = read_data("html.yml")["schemes"]
    for link in document.links:
        reference = link.reference
        if link.loads or reference.relative or link.unseen:  # the last is a hidden-link
            continue
        if not reference.scheme:  # browsers do not agree on what it is
            yield Problem(
                link.line,
                link.column,
                msg("网址“{target}”写错了，浏览器读法不一", target=link.target[:60]),
                msg("核对网址；站内的文件用相对路径"),
                link.target,
            )
        elif reference.scheme not in schemes:
            yield Problem(
                link.line,
                link.column,
                msg("链接用了不允许的协议“{scheme}:”", scheme=reference.scheme),
                msg("只用 https 网址、站内相对路径、mailto: 或 tel:"),
                link.target,
            )
        elif behind := _sent_on(link, city, day):
            yield Problem(
                link.line,
                link.column,
                msg(
                    "链接借 {host} 转到清单之外的主机 {behind}", host=reference.host, behind=behind
                ),
                msg("直接链接要去的网页；它不在清单里的，删去链接"),
                link.target,
            )
        elif reference.host and not city.allows(reference.host, day):
            entry = city.listed(reference.host)
            yield Problem(
                link.line,
                link.column,
                msg("链接指向清单上已到期的主机 {host}", host=reference.host)
                if entry
                else msg("链接指向清单之外的主机 {host}", host=reference.host),
                msg("删去链接；确有必要，请在 city.yml 的 hosts 里登记或续期"),
                link.target,
            )


def _sent_on(link: Link, city: City, day: date) -> str:
    """Return the host off the list whose address an allowed address carries; "" if none."""
    reference = link.reference
    if not city.allows(reference.host, day):
        return ""
    carried = unquote(unquote(f"{reference.path}?{reference.query}#{reference.fragment}"))
    for match in _ADDRESS.finditer(carried):
        host = read_reference(match[0]).host
        if host and not city.allows(host, day):
            return host
    return ""
