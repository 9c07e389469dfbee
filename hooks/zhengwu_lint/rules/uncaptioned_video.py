"""视频没有字幕，或没有封面图。

Why
    听不见的人靠字幕看视频；网速慢时先看到的是封面图。无障碍规范要求视频有字幕（GB/T 37668-2019）。

Fails
    ```md
    ![开放日实录](kaifangri.mp4)
    ```

Passes
    ```md
    ![开放日实录](kaifangri.mp4){poster="kaifangri.jpg" captions="kaifangri.vtt"}
    ```

Fix
    在后面写 `{poster="fengmian.jpg" captions="zimu.vtt"}`，文件与视频放在一起。

Not seen
    字幕的内容对不对；声音文件有没有文字稿。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.dialect.remarks import Kind
from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("uncaptioned-video", reads=MarkdownDocument, basis=("gb-37668",), severity=WARNING)
def uncaptioned_video(document: MarkdownDocument) -> Iterator[Problem]:
    """Find videos that are written without captions or without a still."""
    for remark in document.source.facts.remarks:
        if remark.kind is Kind.BARE_VIDEO:
            yield Problem(
                remark.line,
                0,
                msg("视频“{target}”缺少字幕或封面图", target=remark.text),
                msg('在后面写 {{poster="fengmian.jpg" captions="zimu.vtt"}}'),
                remark.text,
            )
