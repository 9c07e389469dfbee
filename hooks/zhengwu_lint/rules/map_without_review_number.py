"""登了地图，没有审图号。

Why
    《地图管理条例》（国务院令第664号）要求公开登载的地图经过审核并标明审图号；错绘国界、漏绘领土属于严重表述
    错误（国办秘函〔2019〕19号）。

Fails
    ```md
    ![中山市地图](city-map.png)
    ```

Passes
    ```md
    ![中山市地图，审图号：粤S（2026）013号](city-map.png)

    挂图作战，按路线图推进。网站地图见页面底部。
    ```

    ```md
    ---
    title: 中山市地图
    published_at: 2026-11-02 09:30
    source: 本网
    map_review_no: 粤S（2026）013号
    ---
    ![中山市地图](/map.png)
    ```

Fix
    用自然资源部门的标准地图服务下载的底图，把审图号写在图名里，或写在信息区的 map_review_no。

Not seen
    图片里画的是不是地图，画得对不对，审图号是不是真的。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.document import OBJECT, Document

if TYPE_CHECKING:
    from collections.abc import Iterator

_PICTURES = frozenset({"img", "object", "embed", "iframe", "image"})


@rule(
    "map-without-review-number",
    reads=Document,
    basis=("maps", "measures-25"),
    severity=WARNING,
)
def map_without_review_number(document: Document) -> Iterator[Problem]:
    """Find pictures called maps on pages that name no review number."""
    data = read_data("maps.yml")
    number = re.compile(data["number"])
    pictures = [link for link in document.links if link.element in _PICTURES and link.loads]
    if not pictures or any(number.search(block.text) for block in document.blocks):
        return
    if document.page and document.page.meta and document.page.source:
        front = document.page.source.front.data
        if number.search(str(front.get("map_review_no", ""))):
            return
    titles = [b.text for b in document.blocks if b.element in {"figcaption", "@alt", "@title"}]
    told: set[str] = set()
    for link in pictures:
        name = link.text.replace(OBJECT, "")
        if link.element != "img":
            name = " ".join(titles)
        if not _is_map(name, data) or link.target in told:
            continue
        told.add(link.target)
        yield Problem(
            link.line,
            link.column,
            msg("地图“{name}”没有审图号", name=name[:30]),
            msg("用标准地图作底图，把审图号写在图名里，或写在信息区的 map_review_no"),
            link.target,
        )


def _is_map(name: str, data: dict[str, str]) -> bool:
    return re.search(data["map"], re.sub(data["other"], "", name)) is not None
