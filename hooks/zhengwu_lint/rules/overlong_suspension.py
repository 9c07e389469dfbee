"""临时下线超过30天，没有写到哪一天，或者到期没有恢复。

Why
    办法第九条：临时下线时间不得超过30天。

Fails
    11月1日到12月1日，当天也算，是31天：

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
        date: 2026-11-01
        until: 2026-12-01
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
      - event: suspend
        date: 2026-11-20
        until: 2026-12-19
        done:
          application: {date: 2026-11-10, number: 演示申请〔2026〕1号}
          approval: {date: 2026-11-16, number: 演示批复〔2026〕1号}
          consent: {date: 2026-11-18, number: 演示复函〔2026〕1号}
          reported: {date: 2026-11-19}
          site_notice: {date: 2026-11-20, page: tzgg/xiaxian.md}
    ```

Fix
    把 until 改到30天以内，按时恢复上线，并登记 resume 事件。

Not seen
    网站实际上什么时候下线和恢复。不可抗力和被责令紧急关停的不查；已经恢复的不再提示。
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
    "overlong-suspension",
    reads=RegisterFile,
    basis=("measures-9",),
    severity=ERROR,
    waivable=False,
)
def overlong_suspension(file: RegisterFile, city: City, day: date) -> Iterator[Problem]:
    """Find suspensions that last more than thirty days or longer than was approved."""
    yield from lifecycle_problems("overlong-suspension", file, city, day)
