"""文件读不懂：编码不对、有 BOM、是二进制、太大，或者是空的网页。

Why
    读不懂的文件没法检查，也就不能发布（办法第二十五条要求发布前严格检查）。旧编辑器存成的国标编码，在
    读者的浏览器里会变成乱码。

Fails
    文件开头有看不见的 BOM 标记：

    ```md
    \ufeff正文
    ```

    空的网页：

    ```html
    ```

Passes
    ```md
    UTF-8 编码、不带 BOM 的文字。
    ```

Fix
    用编辑器“另存为”，编码选 UTF-8（不带 BOM）。文件太大的，把大段内容做成附件。

Not seen
    能按 UTF-8 读出来、却早已是乱码的文字。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.unreadable import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "unreadable-file",
    reads=UnreadableFile,
    basis=("measures-25",),
    severity=ERROR,
    waivable=False,
)
def unreadable_file(file: UnreadableFile) -> Iterator[Problem]:
    """Pass on why a file could not be read."""
    reason = file.reason
    yield Problem(reason.line, reason.column, reason.message, reason.fix)
