"""文件名或文件夹名里有中文等非英文字符。

Why
    文件名就是网址。中文在网址里变成一长串百分号，没法念、没法抄，换一个系统或压缩软件还会变成乱码，
    链接就断了。

Fails
    ```site
    === tzgg/关于放假的通知.md
    ---
    title: 关于放假的通知
    published_at: 2026-09-22 10:00
    source: 市政府办公室
    ---
    正文
    ```

Passes
    ```site
    === tzgg/20260922-fangjia.md
    ---
    title: 关于放假的通知
    published_at: 2026-09-22 10:00
    source: 市政府办公室
    ---
    正文
    ```

Fix
    改成英文字母、数字和连字符，例如“日期-拼音.md”。标题照样写中文。

Not seen
    英文字母拼成的、看不出意思的名字。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.site_pages import SitePages

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("non-ascii-path", reads=SitePages, basis=("measures-17",), severity=WARNING)
def non_ascii_path(site: SitePages) -> Iterator[Problem]:
    """Find pages and other files whose path is not plain ASCII."""
    for path in sorted((*site.pages.pages, *site.pages.files)):
        if path.isascii():
            continue
        yield Problem(
            0,
            0,
            msg("文件名里有英文字母、数字以外的字符：{path}", path=path),
            msg("改成英文字母、数字和连字符，例如 20260922-fangjia.md；链接到它的地方一起改"),
            path,
            f"{site.content}/{site.registered.id}/{path}",
        )
