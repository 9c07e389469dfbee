"""豁免已经没有用处。

Why
    要放过的问题改好了，豁免就该删去。留着它，以后同一处再出同样的问题，谁也看不见（办法第二十五条）。

Fails
    ```md
    开头一段。

    <!-- zhengwu: allow doubled-punctuation until=2027-01-31 by=lin reason="照录原文" -->
    这一段没有重复的标点。
    ```

Passes
    ```md
    开头一段。

    <!-- zhengwu: allow doubled-punctuation until=2027-01-31 by=lin reason="照录原文" -->
    照录原文，，不作改动。
    ```

Fix
    删去这一行豁免。

Not seen
    只在生成的网页上才查的规则，豁免有没有用要到生成时才知道；整个网站一起查的规则，要检查整个网站
    才知道。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.suppressions import Suppressions

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "unused-suppression",
    reads=Suppressions,
    basis=("measures-25",),
    severity=WARNING,
    waivable=False,
)
def unused_suppression(suppressions: Suppressions) -> Iterator[Problem]:
    """Find suppressions that nothing needs."""
    for entry in suppressions.idle:
        yield Problem(
            entry.line,
            entry.column,
            msg("豁免“{rule}”没有用到", rule=entry.rule),
            msg("删去这一行豁免"),
            entry.rule,
        )
