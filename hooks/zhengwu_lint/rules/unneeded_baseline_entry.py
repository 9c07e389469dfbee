"""基线里的一项已经不需要了，或者不起作用。

Why
    基线只用来接手旧网站：旧问题先记下来，不许新增。问题改好了就要从基线里划掉，否则同样的问题回来
    时没有人知道。明令禁止的内容不能靠基线放过（办法第十七条、第二十五条）。

Fails
    ```text
    基线记着 content/portal/tzgg/a.md 的 doubled-punctuation，而那一页的标点已经改好：

    {"rule": "doubled-punctuation", "file": "content/portal/tzgg/a.md", "text": "…", "count": 1}
    ```

Passes
    ```text
    基线里的每一项，检查时都还找得到。
    ```

Fix
    运行 zhengwu lint --write-baseline 基线文件，重新写一遍；或者删去这一行。

Not seen
    这次没有检查到的文件，它们的各项不作判断；文件已经删去的，总会指出。删去以后又新建的同名文件，要
    在 git 仓库里、而且基线已经提交过，才看得出来：旧的各项对它不起作用。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu_lint.known import LeftOver
from zhengwu_lint.rule import WARNING, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "unneeded-baseline-entry",
    reads=LeftOver,
    basis=("measures-25",),
    severity=WARNING,
    waivable=False,
)
def unneeded_baseline_entry(baseline: LeftOver) -> Iterator[Problem]:
    """Find entries of a baseline that silence nothing."""
    for entry, why in baseline.entries:
        yield Problem(entry.line, 0, why, baseline.fix, f"{entry.rule} {entry.file}")
