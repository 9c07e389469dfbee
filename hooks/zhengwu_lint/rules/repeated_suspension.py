"""同一年里第二次临时下线。

Why
    办法第九条：临时下线每年不得超过1次。遇不可抗力，或因安全问题被责令紧急关停的，不计入次数。

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
      - event: suspend
        date: 2026-03-02
        until: 2026-03-06
      - event: resume
        date: 2026-03-07
      - event: suspend
        date: 2026-11-20
        until: 2026-11-30
    ```

Passes
    前一次是不可抗力：

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
      - event: suspend
        date: 2026-03-02
        reason: force-majeure
      - event: resume
        date: 2026-03-07
        done:
          reported: {date: 2026-03-06}
      - event: suspend
        date: 2026-11-20
        until: 2026-11-30
        done:
          application: {date: 2026-11-10, number: 演示申请〔2026〕1号}
          approval: {date: 2026-11-16, number: 演示批复〔2026〕1号}
          consent: {date: 2026-11-18, number: 演示复函〔2026〕1号}
          reported: {date: 2026-11-19}
          site_notice: {date: 2026-11-20, page: tzgg/xiaxian.md}
    ```

Fix
    取消这一次，或推迟到下一年。确属不可抗力或责令关停的，写上 reason。

Not seen
    没有登记的下线。跨年的一次算在开始的那一年；已经恢复的不再提示。
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
    "repeated-suspension",
    reads=RegisterFile,
    basis=("measures-9",),
    severity=ERROR,
    waivable=False,
)
def repeated_suspension(file: RegisterFile, city: City, day: date) -> Iterator[Problem]:
    """Find a second suspension that begins in the same calendar year."""
    yield from lifecycle_problems("repeated-suspension", file, city, day)
