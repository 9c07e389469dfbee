"""The report that people read: place, what is wrong, what to do, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu import __version__
from zhengwu.clauses import cite
from zhengwu.messages import msg
from zhengwu.problem import Severity
from zhengwu.rulebook import current_rulebook
from zhengwu_lint.report.place import place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhengwu.problem import Problem
    from zhengwu_lint.outcome import Report

_SEVERITIES = {Severity.ERROR: msg("错误"), Severity.WARNING: msg("提醒")}


def write_text(report: Report, language: str) -> str:
    """Return `report` for people."""
    lines = [_finding(finding, report.clauses, language) for finding in report.findings]
    lines += [
        f"{entry.file}: {msg('没有检查：{why}', why=entry.why).text(language)}"
        for entry in report.unchecked
    ]
    lines += _summary(report, language)
    return "\n".join(lines) + "\n"


def _finding(finding: Problem, titles: Mapping[str, str], language: str) -> str:
    severity = _SEVERITIES[finding.severity].text(language)
    lines = [f"{place(finding)}: {severity} {finding.code} {finding.message.text(language)}"]
    if fix := finding.fix.text(language):
        lines.append(f"    {msg('怎么办：').text(language)}{fix}")
    lines += [f"    {msg('所在网页：').text(language)}{seen}" for seen in finding.evidence]
    if basis := msg("、").text(language).join(cite(finding.basis, titles)):
        lines.append(f"    {msg('依据：').text(language)}{basis}")
    return "\n".join(lines)


def _summary(report: Report, language: str) -> Iterator[str]:
    if not report.findings and not report.unchecked:
        what = msg("检查了 {checked} 个文件，没有发现问题。", checked=report.checked)
    else:
        what = msg(
            "检查了 {checked} 个文件：{errors} 个错误，{warnings} 个提醒，"
            "{unchecked} 个文件没有检查。",
            checked=report.checked,
            errors=report.errors,
            warnings=report.warnings,
            unchecked=len(report.unchecked),
        )
    yield what.text(language)
    if report.silenced or report.known:
        yield msg(
            "另有 {silenced} 处已豁免，{known} 处记在基线里。",
            silenced=len(report.silenced),
            known=report.known,
        ).text(language)
    rulebook = report.rulebook or current_rulebook().id
    yield msg(
        "检查指标 {rulebook}，zhengwu {version}。", rulebook=rulebook, version=__version__
    ).text(language)
