"""开通、临时下线、恢复或永久下线缺少应当先办的手续。

Why
    办法第六条：上线前要检测，不合格的不得上线。第八条、第九条：下线要先申请，经市政府办公室审批（临
    时下线还要市委网信办同意），发布公告，并在全国政府网站信息报送系统填报；被责令关停的，恢复前要自
    查、经市公安局核查和两家同意。未按要求自行下线、上线的，要严肃问责。

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
    ```

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
        until: 2026-11-30
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
        until: 2026-11-30
        done:
          application: {date: 2026-11-10, number: 演示申请〔2026〕1号}
          approval: {date: 2026-11-16, number: 演示批复〔2026〕1号}
          consent: {date: 2026-11-18, number: 演示复函〔2026〕1号}
          reported: {date: 2026-11-19}
          site_notice: {date: 2026-11-20, page: tzgg/xiaxian.md}
    ```

Fix
    办好后，在这个事件的 done 下登记日期和文号。缺什么、最迟哪一天，用 zhengwu lifecycle 加网站代
    号查看。

Not seen
    文件和填报是不是真的办了；还没有到期的手续不提示。
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
    "missing-lifecycle-step",
    reads=RegisterFile,
    basis=("measures-6", "measures-8", "measures-9"),
    severity=ERROR,
    waivable=False,
)
def missing_lifecycle_step(file: RegisterFile, city: City, day: date) -> Iterator[Problem]:
    """Find events without the papers, entries and notices that they need by now."""
    yield from lifecycle_problems("missing-lifecycle-step", file, city, day)
