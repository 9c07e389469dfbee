"""新开通的网站没有在市政府门户网站发布开通公告。

Why
    办法第六条：新开通的网站需在市政府门户网站发布开通公告。

Fails
    部门网站的 site.yml 只写了开通的日子：

    ```text
    lifecycle:
      - event: open
        date: 2025-04-10
    ```

Passes
    写明公告是门户网站的哪一页：

    ```text
    lifecycle:
      - event: open
        date: 2025-04-10
        done:
          portal_notice: {date: 2025-04-10, page: tzgg/20250410-fgj-kaitong.md}
    ```

Fix
    运行 zhengwu lifecycle 网站代号 open，会在门户网站的通知公告栏目起草公告；发布后登记
    portal_notice。

Not seen
    公告的内容。页面在不在，要到发布前检查。门户网站自己不查。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu_lint.rule import WARNING, rule
from zhengwu_lint.rules._shared.lifecycle import lifecycle_problems
from zhengwu_lint.sources.register import RegisterFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.model.city import City
    from zhengwu_lint.rule import Problem


@rule(
    "missing-opening-announcement",
    reads=RegisterFile,
    basis=("measures-6",),
    severity=WARNING,
)
def missing_opening_announcement(file: RegisterFile, city: City, day: date) -> Iterator[Problem]:
    """Find open sites whose announcement on the portal is not registered."""
    yield from lifecycle_problems("missing-opening-announcement", file, city, day)
