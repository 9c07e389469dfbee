"""文件名里有网址不能用的字符，或与别的文件争同一个网址。

Why
    问号、百分号、井号等在网址里另有意思，这样的文件发布出去打不开；两个文件名只差大小写，有的服务器上
    会少一个。构建到这里会停下，检查时先告诉编辑（办法第二十五条）。

Fails
    ```site
    === tzgg/100%.md
    ---
    title: 关于启用新办公地点的公告
    published_at: 2026-11-02 09:30
    source: 本网
    ---
    正文
    ```

Passes
    ```site
    === tzgg/bangong-didian.md
    ---
    title: 关于启用新办公地点的公告
    published_at: 2026-11-02 09:30
    source: 本网
    ---
    正文
    ```

Fix
    文件名用英文字母、数字和连字符；改名以后，链接到它的地方一起改。

Not seen
    文件名与内容不符。中文和空格的文件名见 non-ascii-path。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.pages.file_names import unfit_names
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.site_pages import SitePages

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "unfit-file-name",
    reads=SitePages,
    basis=("measures-25",),
    severity=ERROR,
    waivable=False,
)
def unfit_file_name(site: SitePages) -> Iterator[Problem]:
    """Find the files of a site that cannot stand at the address that their name gives them."""
    folder = f"{site.content}/{site.registered.id}"
    for mistake in unfit_names(site.pages, folder):
        yield Problem(0, 0, mistake.message, mistake.fix, mistake.file, mistake.file)
