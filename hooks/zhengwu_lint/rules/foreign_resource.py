"""网页自动从站外加载内容。

Why
    办法第二十八条：政府网站的服务器原则上放在本市，严禁放在境外。图片、脚本、样式、字体、视频由浏览器
    自动加载，等于把网页的一部分放到了别人的服务器上：对方能看到谁在访问，也能随时改换内容。所以只准
    加载本城市登记的网站自己的文件，清单里的主机也只能链接，不能加载。

Fails
    ```md
    ![会场](https://www.gov.cn/images/a.jpg)
    ```

    ```html
    <script src="//cdn.shop-demo.com/a.js"></script>
    ```

    ```html
    <p style="background: url(https://img.shop-demo.com/a.png)">通知</p>
    ```

    ```html
    <iframe src="data:text/html;base64,PHNjcmlwdD4="></iframe>
    ```

Passes
    ```html
    <img src="/images/a.jpg" alt="会场"><a href="https://www.gov.cn/">中国政府网</a>
    ```

Fix
    把文件下载到网站文件夹里，用相对路径引用；要引用别的网站的网页或视频，改成普通链接。

Not seen
    脚本在浏览器里拼出来的地址；构建后的浏览器测试会发现它们。直接写在网页里的小图片（data:image/…）
    不从别处加载，不算；页面正文里不能这样写。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.city import City
    from zhengwu_lint.sources.document import Link

_FETCHED = frozenset({"http", "https"})
_EMPTY_FRAME = "about:blank"
# Where a picture inside the address stays a picture: it loads nothing and leads nowhere.
_SHOWING = frozenset({"img", "source", "input", "link", "video", "image", "feimage", "style"})
_PICTURE = re.compile(r"\s*data:(?:image|font)/", re.IGNORECASE)


@rule(
    "foreign-resource",
    reads=Document,
    basis=("measures-28",),
    severity=ERROR,
    waivable=False,
)
def foreign_resource(document: Document, city: City) -> Iterator[Problem]:
    """Find what a page loads by itself from anywhere but the city's own sites."""
    for link in document.links:
        reference = link.reference
        if not link.loads or reference.relative or link.target.strip() == _EMPTY_FRAME:
            continue
        if document.built and _is_own_picture(link):
            continue
        if reference.host and not city.is_internal(reference.host):
            yield Problem(
                link.line,
                link.column,
                msg("网页会自动加载站外主机 {host} 的内容", host=reference.host),
                msg("把文件放进网站文件夹，用相对路径引用；或改成普通链接"),
                link.target,
            )
        elif reference.scheme and reference.scheme not in _FETCHED:
            yield Problem(
                link.line,
                link.column,
                msg("网页自动加载的内容用了不允许的协议“{scheme}:”", scheme=reference.scheme),
                msg("把内容存成文件放进网站文件夹，用相对路径引用"),
                link.target[:60],
            )
        elif not reference.scheme:
            yield Problem(
                link.line,
                link.column,
                msg("网页自动加载的网址“{target}”写错了，浏览器读法不一", target=link.target[:60]),
                msg("核对网址；站内的文件用相对路径"),
                link.target[:60],
            )


def _is_own_picture(link: Link) -> bool:
    shows = link.element in _SHOWING or link.attribute == "style"
    return shows and _PICTURE.match(link.target) is not None
