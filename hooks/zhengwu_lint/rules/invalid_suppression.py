"""豁免写得不对，不起作用。

Why
    豁免是有人负责的例外：放过哪条规则、到哪天为止、由谁负责、为什么，缺一不可（办法第二十五条要求
    严格检查）。明令禁止的内容，如隐藏链接、广告、个人信息、涉密信息，谁也不能豁免。

Fails
    ```md
    开头一段。

    <!-- zhengwu: allow doubled-punctuation until=2027-01-31 -->
    照录原文，，不作改动。
    ```

    ```md
    开头一段。

    <!-- zhengwu: allow external-link until=2027-01-31 by=lin reason="活动合作" -->
    详见合作单位的通知。
    ```

    ```md
    开头一段。

    <!-- zhengwu: allow doubled-punctuation until=2026-01-31 by=lin reason="照录原文" -->
    照录原文，，不作改动。
    ```

Passes
    ```md
    开头一段。

    <!-- zhengwu: allow doubled-punctuation until=2027-01-31 by=lin reason="照录原文" -->
    照录原文，，不作改动。
    ```

Fix
    按提示补全：allow 后面写规则，until 写到哪天为止，by 写登记册 officers 里的代号，reason 写原因。
    写在要放过的那一段的上一行；写在正文最前面的，对整个文件有效，包括信息区。

Not seen
    原因是否充分，由谁同意的：发布前的审签会看到它。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.suppressions import Suppressions

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "invalid-suppression",
    reads=Suppressions,
    basis=("measures-25",),
    severity=WARNING,
    waivable=False,
)
def invalid_suppression(suppressions: Suppressions) -> Iterator[Problem]:
    """Find suppressions that allow nothing."""
    for entry in suppressions.flawed:
        if entry.flaw:
            yield Problem(entry.line, entry.column, entry.flaw, entry.fix, entry.rule)
