"""生命周期事件前后矛盾，例如没有下线就恢复、永久下线后又变更。

Why
    办法第六条至第十条规定了网站开通、变更、临时下线、恢复和永久下线的顺序。登记前后矛盾，就无法判断网
    站现在能不能发布。

Fails
    ```yaml
    filings:
      domain: {date: 2025-01-08, number: 演示登记第9901号}
      icp: {date: 2025-01-22, number: 粤ICP备99990001号-1}
      mlps: {date: 2025-02-06, number: 演示定级备案第9901号, level: 2, assessed: 2026-05-20}
      police: {date: 2025-02-18, number: 粤公网安备 44200099999901号}
      conac: {date: 2025-02-25}
    lifecycle:
      - event: open
        date: 2025-03-03
        done:
          inspection: {date: 2025-02-28, passed: true}
      - event: resume
        date: 2026-11-20
        done:
          reported: {date: 2026-11-19}
    ```

Passes
    ```yaml
    filings:
      domain: {date: 2025-01-08, number: 演示登记第9901号}
      icp: {date: 2025-01-22, number: 粤ICP备99990001号-1}
      mlps: {date: 2025-02-06, number: 演示定级备案第9901号, level: 2, assessed: 2026-05-20}
      police: {date: 2025-02-18, number: 粤公网安备 44200099999901号}
      conac: {date: 2025-02-25}
    lifecycle:
      - event: open
        date: 2025-03-03
        done:
          inspection: {date: 2025-02-28, passed: true}
    ```

Fix
    核对各事件的日期，补上缺的，删去多的。变更要写明变更前的内容 was。

Not seen
    没有登记的事件。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu_lint.rule import ERROR, rule
from zhengwu_lint.rules._shared.lifecycle import lifecycle_problems
from zhengwu_lint.sources.register import RegisterFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.model.city import City
    from zhengwu_lint.rule import Problem


@rule(
    "unlawful-lifecycle",
    reads=RegisterFile,
    basis=("measures-6", "measures-8", "measures-9", "measures-10"),
    severity=ERROR,
    waivable=False,
)
def unlawful_lifecycle(file: RegisterFile, city: City, day: date) -> Iterator[Problem]:
    """Find events that cannot follow one another, and steps that an event does not have."""
    yield from lifecycle_problems("unlawful-lifecycle", file, city, day)
