"""永久下线前，迁移公告挂不到30天。

Why
    办法第八条：网站永久下线应在首页显著位置悬挂迁移公告不少于30天。

Fails
    11月1日到11月29日，当天也算，是29天：

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
      - event: retire
        date: 2026-11-01
        until: 2026-11-29
        moved_to: https://www.zhongshan.example/
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
      - event: retire
        date: 2026-11-01
        until: 2026-11-30
        moved_to: https://fgj.zhongshan.example/
        done:
          application: {date: 2026-10-12, number: 演示申请〔2026〕2号}
          approval: {date: 2026-10-26, number: 演示批复〔2026〕2号}
    ```

Fix
    把 until 往后改，从开始挂公告的那天算起满30天。公告由系统自动显示在每一页的最上面。

Not seen
    公告期间网站是否一直打得开。
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
    "short-migration-notice",
    reads=RegisterFile,
    basis=("measures-8",),
    severity=ERROR,
    waivable=False,
)
def short_migration_notice(file: RegisterFile, city: City, day: date) -> Iterator[Problem]:
    """Find retirements whose migration notice hangs less than thirty days."""
    yield from lifecycle_problems("short-migration-notice", file, city, day)
