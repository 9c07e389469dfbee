"""图片太大。

Why
    网页打开不宜超过 3 秒（国办发〔2017〕47号）。一张没有缩小的照片常有几兆，手机上等很久，还费流
    量。

Fails
    从手机直接传上来的照片：

    ```text
    huichang.jpg，4000×3000 像素，3.2 MB
    ```

Passes
    缩小以后的：

    ```text
    huichang.jpg，1600×1200 像素，240 KB
    ```

Fix
    用图片软件把长边缩到 2400 像素以内，另存为质量 80 左右的 JPEG 或 WebP；图表用 SVG。

Not seen
    一页上有很多张图片、加起来太大的。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.attachment import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIX = msg("用图片软件缩小、压缩后再上传")


@rule("oversized-image", reads=Picture, basis=("guidelines-2017-47",), severity=WARNING)
def oversized_image(picture: Picture) -> Iterator[Problem]:
    """Find pictures above the budget of their format."""
    for budget in read_data("images.yml")["budgets"]:
        if picture.suffix not in budget["suffixes"]:
            continue
        kilobytes, pixels = budget["kilobytes"], budget.get("pixels")
        if picture.size > kilobytes * 1000:
            size = -(-picture.size // 1000)
            what = msg("图片有 {size} KB，超过 {limit} KB", size=size, limit=kilobytes)
            yield Problem(0, 0, what, _FIX)
        if pixels and max(picture.width, picture.height) > pixels:
            yield Problem(
                0,
                0,
                msg(
                    "图片有 {width}×{height} 像素，长边超过 {limit}",
                    width=picture.width,
                    height=picture.height,
                    limit=pixels,
                ),
                _FIX,
            )
