"""The inspection before a launch (Art. 6): a release that fails it does not go out.

Until the inspection by the rulebook takes its place, it is the lint of sources and built pages in
which a warning counts as an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_ops.build.sites import Outcome


def inspect_before_launch(outcome: Outcome) -> Iterator[Problem]:
    """Yield every reason why what was built must not be published."""
    for finding in outcome.report.findings:
        place = ":".join([finding.file, *(str(n) for n in (finding.line, finding.column) if n)])
        yield Problem.of(
            f"lint/{finding.code}",
            msg("{place}: {message}", place=place, message=finding.message),
            finding.fix,
            finding.file,
        )
    for unchecked in outcome.report.unchecked:
        yield Problem.of(
            "unchecked",
            msg("{file} 没有检查：{why}", file=unchecked.file, why=unchecked.why),
            msg("改好或移走这个文件，再发布一次"),
            unchecked.file,
        )
    for failure in outcome.failures:
        yield Problem.of("not-built", failure, msg("按提示改好，再发布一次"))
    if not outcome.done and not outcome.report.findings and not outcome.failures:
        yield Problem.of("not-built", msg("网站没有生成"), msg("运行 zhengwu build 查看原因"))
