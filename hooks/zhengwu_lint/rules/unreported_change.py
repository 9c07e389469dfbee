"""域名、名称或主办单位变更后，没有及时备案和变更登记。

Why
    办法第十条：域名、主办单位等信息发生变更的，应及时向上级主管单位备案，做好全国政府网站信息报送系统、
    ICP备案、公安机关互联网备案的信息变更。“及时”按10个工作日计算。

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
      - event: change
        date: 2026-10-12
        was: {domain: www.old-name.example}
        done:
          filed: {date: 2026-10-13, number: 演示备案〔2026〕3号}
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
      - event: change
        date: 2026-10-12
        was: {domain: www.old-name.example}
        done:
          filed: {date: 2026-10-13, number: 演示备案〔2026〕3号}
          reported: {date: 2026-10-14}
          icp: {date: 2026-10-20}
          police: {date: 2026-10-20}
    ```

Fix
    办好后，在变更事件的 done 下登记日期和文号。

Not seen
    改了域名、名称或主办单位却没有登记变更事件的：要对照以前的登记，在发布前检查。
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
    "unreported-change",
    reads=RegisterFile,
    basis=("measures-10",),
    severity=ERROR,
    waivable=False,
)
def unreported_change(file: RegisterFile, city: City, day: date) -> Iterator[Problem]:
    """Find changes whose filing and entries are overdue."""
    yield from lifecycle_problems("unreported-change", file, city, day)
