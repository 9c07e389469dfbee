"""照片里带着拍摄地点。

Why
    手机拍的照片会把经纬度写进文件，发到网上，谁都能看出在哪里拍的：入户走访、信访接待、内部场所的
    照片会泄露个人信息和工作秘密（办法第三十一条、第三十三条）。

Fails
    手机拍的原图，文件里写着经纬度：

    ```text
    zoufang.jpg：GPSLatitude 22°31′、GPSLongitude 113°23′
    ```

Passes
    去掉拍摄信息以后的同一张照片：

    ```text
    zoufang.jpg：没有 GPS 信息
    ```

Fix
    用图片软件另存一次，选“删除属性和个人信息”；在 Windows 里右键文件，属性，详细信息，“删除属性和
    个人信息”。

Not seen
    画面本身露出的门牌、路牌；视频里的位置信息。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.attachment import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "image-location-data",
    reads=Picture,
    basis=("measures-31", "measures-33", "privacy-25", "openness-15"),
    severity=ERROR,
    waivable=False,
)
def image_location_data(picture: Picture) -> Iterator[Problem]:
    """Find pictures that say where they were taken."""
    if picture.located:
        yield Problem(
            0,
            0,
            msg("照片里带着拍摄地点的经纬度"),
            msg("用图片软件另存一次，选“删除属性和个人信息”，再换上新文件"),
        )
