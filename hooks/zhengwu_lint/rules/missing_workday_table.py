"""计算期限要用到的年份，调休上班日还没有登记。

Why
    公开、答复、公告的期限按工作日计算（条例第二十六条，办法第十五条、第二十六条）。国务院办公厅每年
    十一月前后公布下一年的放假安排，没有登记就只能暂按周一至周五计算，结果可能差几天。

Fails
    ```text
    12月10日检查：20个工作日以后已经是下一年，city.yml 的 workdays 里没有下一年的日子。
    ```

Passes
    ```text
    12月10日检查：city.yml 的 workdays 里已经写了下一年调休上班的日子。
    ```

Fix
    放假安排公布以后，把下一年调休上班的日子写进 city.yml 的 workdays。

Not seen
    登记的日子与放假安排是否一致。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.workdays import Workdays
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.register import RegisterFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.model.city import City
    from zhengwu.rulebook import Rulebook


@rule(
    "missing-workday-table",
    reads=RegisterFile,
    basis=("openness-26", "measures-15"),
    severity=WARNING,
    indicator="late-publication",
)
def missing_workday_table(
    register: RegisterFile, city: City, rulebook: Rulebook, day: date
) -> Iterator[Problem]:
    """Find that a term that begins today runs into a year whose workdays are not known."""
    indicator = rulebook.get("late-publication")
    if register.file != city.file or indicator is None:
        return
    workdays = Workdays.of(city.facts.workdays)
    last = workdays.after(day, indicator.number("workdays")).until
    for year in range(day.year, last.year + 1):
        if not workdays.announced(year):
            yield Problem(
                *register.yaml.key_place(("workdays",)),
                msg("{year} 年的调休上班日还没有登记，期限暂按周一至周五计算", year=year),
                msg("放假安排公布以后，把当年调休上班的日子写进 city.yml 的 workdays"),
                str(year),
            )
