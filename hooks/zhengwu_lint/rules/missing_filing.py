"""网站已经开通，五项备案或等级测评却没有登记齐全。

Why
    办法第六条：开办网站应逐级完成域名注册、ICP备案、网络安全等级保护定级备案、公安机关互联网备案、
    党政机关网站标识，未通过的不得上线运行。第二十九条要求及时开展等级测评。

Fails
    ```yaml
    filings:
      domain: {date: 2025-01-08, number: 演示登记第9901号}
      icp: {date: 2025-01-22, number: 粤ICP备99990001号-1}
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
      mlps: {date: 2025-02-06, number: 演示定级备案第9901号, level: 2, assessed: 2026-05-20}
      police: {date: 2025-02-18, number: 粤公网安备 44200099999901号}
      conac: {date: 2025-02-25}
    lifecycle:
      - event: open
        date: 2025-03-03
        done:
          inspection: {date: 2025-02-28, passed: true}
    ```

    还没有登记开通的网站不检查，但不能发布：

    ```yaml
    filings:
      domain: {date: 2025-01-08, number: 演示登记第9901号}
    ```

Fix
    补办缺的备案，在 site.yml 的 filings 下写日期和编号；等级保护还要写级别 level 和最近一次测评的日
    期 assessed。镇街网站用门户网站的域名，前四项沿用门户网站的，不必重复登记。

Not seen
    写的编号和日期是不是真的。
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
    "missing-filing",
    reads=RegisterFile,
    basis=("measures-6", "measures-29"),
    severity=ERROR,
    waivable=False,
)
def missing_filing(file: RegisterFile, city: City, day: date) -> Iterator[Problem]:
    """Find open sites without one of the five filings, their level or their assessment."""
    yield from lifecycle_problems("missing-filing", file, city, day)
