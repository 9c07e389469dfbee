"""Rules over sources: each rule sees the sources of the type that it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import Message
from zhengwu_lint.finding import Finding, Report, Unchecked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengwu_lint.rule import Rule
    from zhengwu_lint.workspace import Subject


def judge(subject: Subject, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Yield what `rules` find in one source."""
    for rule in rules:
        if not isinstance(subject.source, rule.reads):
            continue
        for problem in rule.problems(subject.source, subject.context):
            yield Finding(
                problem.file or subject.source.file,
                problem.line,
                problem.column,
                rule.id,
                rule.severity,
                problem.message,
                problem.fix,
                rule.basis,
                problem.text,
            )


def run(subjects: Iterable[tuple[str, Subject | Message]], rules: tuple[Rule, ...]) -> Report:
    """Judge all `subjects`.

    Args:
        subjects: file names with the source to judge, or with the reason why there is none.
        rules: the rules to apply.
    """
    checked = 0
    findings: set[Finding] = set()
    unchecked: list[Unchecked] = []
    for file, subject in subjects:
        if isinstance(subject, Message):
            unchecked.append(Unchecked(file, subject))
            continue
        checked += 1
        findings.update(judge(subject, rules))
    return Report(checked, tuple(sorted(findings, key=lambda f: f.sort_key)), tuple(unchecked))
