"""登记册（city.yml、site.yml）写错了，或几处登记互相矛盾。

Why
    网站的名称、域名、标识、备案和责任人都从登记册来（办法第六条、第七条、第十条、第二十三条），登记册有错，
    每一页都会跟着错，所以先要改好它。

Fails
    ```yaml
    kind: 商店
    ```

    ```yaml
    columns: 通知公告
    ```

Passes
    ```yaml
    contact:
      phone: 0760-88880001
    ```

Fix
    按提示改正那一行。各项的写法见手册。

Not seen
    写的内容是不是真的，例如备案日期与实际不符。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.register import RegisterFile

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "invalid-register",
    reads=RegisterFile,
    basis=("measures-6", "measures-7", "measures-10"),
    severity=ERROR,
    waivable=False,
)
def invalid_register(file: RegisterFile) -> Iterator[Problem]:
    """Pass on what the typed model and the register's checks say."""
    for mistake in file.mistakes:
        yield Problem(mistake.line, mistake.column, mistake.message, mistake.fix)
