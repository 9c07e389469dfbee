"""网页太重，打开慢。

Why
    页面加载时长不宜超过3秒（国办发〔2017〕47号附件）。网页连同它的图片、样式和脚本太大，用手机流量的
    读者等不到打开。

Fails
    ```text
    一页里放了六张没有缩小的照片，合计九兆字节。
    ```

Passes
    ```html
    <html lang="zh-CN"><head><title>通知公告</title></head><body><h1>通知公告</h1></body></html>
    ```

Fix
    缩小图片（见 oversized-image），把长页面拆成几页，大文件做成附件让读者自己选择下载。

Not seen
    样式表里引用的图片；服务器和网络快不快，由线上监测去看。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.html.document import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.rulebook import Rulebook
    from zhengwu_lint.context import Targets

_KILO = 1000


@rule(
    "heavy-page",
    reads=HtmlDocument,
    basis=("guidelines-2017-47",),
    severity=WARNING,
    indicator="heavy-page",
)
def heavy_page(document: HtmlDocument, targets: Targets, rulebook: Rulebook) -> Iterator[Problem]:
    """Find built pages that weigh more, with all they load, than opens in time."""
    indicator = rulebook.get("heavy-page")
    if indicator is None or not document.path:
        return
    loaded = dict.fromkeys(["", *(link.target for link in document.links if link.loads)])
    sizes = {target: targets.size(target, document) or 0 for target in loaded}
    total, limit = sum(sizes.values()), indicator.number("kilobytes")
    if total > limit * _KILO:
        worst = max(sizes, key=lambda target: sizes[target])
        yield Problem(
            0,
            0,
            msg(
                "网页连同图片和样式有 {total} KB，超过 {limit} KB",
                total=round(total / _KILO),
                limit=limit,
            ),
            msg("先缩小最大的一个：{worst}", worst=worst or document.path),
            worst,
        )
