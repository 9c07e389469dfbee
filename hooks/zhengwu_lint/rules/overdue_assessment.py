"""网络安全等级测评已经过期。

Why
    办法第二十九条：严格执行网络安全等级保护制度，及时开展等级测评。三级系统每年测评一次，四级每半年一
    次（公通字〔2007〕43号）。

Fails
    ```yaml
    filings:
      domain: {date: 2025-01-08, number: 演示登记第9901号}
      icp: {date: 2025-01-22, number: 粤ICP备99990001号-1}
      mlps: {date: 2025-02-06, number: 演示定级备案第9901号, level: 3, assessed: 2025-05-20}
      police: {date: 2025-02-18, number: 粤公网安备 44200099999901号}
      conac: {date: 2025-02-25}
    lifecycle:
      - event: open
        date: 2025-03-03
        done:
          inspection: {date: 2025-02-28, passed: true}
    ```

Passes
    ```yaml
    filings:
      domain: {date: 2025-01-08, number: 演示登记第9901号}
      icp: {date: 2025-01-22, number: 粤ICP备99990001号-1}
      mlps: {date: 2025-02-06, number: 演示定级备案第9901号, level: 3, assessed: 2026-05-20}
      police: {date: 2025-02-18, number: 粤公网安备 44200099999901号}
      conac: {date: 2025-02-25}
    lifecycle:
      - event: open
        date: 2025-03-03
        done:
          inspection: {date: 2025-02-28, passed: true}
    ```

Fix
    做等级测评，再把 site.yml 里 filings 的 mlps 下的 assessed 改成这次测评的日期。

Not seen
    测评的结论。二级没有规定周期，不查。
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
    "overdue-assessment",
    reads=RegisterFile,
    basis=("measures-29",),
    severity=WARNING,
)
def overdue_assessment(file: RegisterFile, city: City, day: date) -> Iterator[Problem]:
    """Find open sites whose security assessment is too old for their level."""
    yield from lifecycle_problems("overdue-assessment", file, city, day)
