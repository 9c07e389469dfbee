"""留下了合并冲突的记号（`<<<<<<<`、`=======`、`>>>>>>>`）。

Why
    两个人改了同一处，git 用这几行记号把两种写法都留在文件里，等人挑选。没有挑就发布，读者会看到两种
    写法和记号（办法第二十五条）。

Fails
    ```md
    开放时间：
    <<<<<<< HEAD
    上午九时至十二时
    =======
    上午八时三十分至十二时
    >>>>>>> xiugai-shijian
    ```

Passes
    ```md
    开放时间：上午九时至十二时

    =======

    不在记号之间的等号不算。
    ```

Fix
    两种写法留下对的一种，三行记号都删去。

Not seen
    已经删去记号、却把两种写法都留下的。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")


@rule(
    "conflict-marker",
    reads=MarkdownDocument,
    basis=("measures-25",),
    severity=ERROR,
    waivable=False,
)
def conflict_marker(document: MarkdownDocument) -> Iterator[Problem]:
    """Find the lines that git writes around the two sides of a conflict."""
    inside = False
    for number, line in enumerate(document.source.text.split("\n"), start=1):
        match = _MARK.match(line.rstrip())
        if match is None or (line.startswith("=") and not inside):
            continue
        inside = not line.startswith(">")
        yield Problem(
            number,
            1,
            msg("合并冲突的记号“{mark}”", mark=match[0].strip()),
            msg("两种写法留下对的一种，记号所在的几行都删去"),
            line.strip(),
        )
