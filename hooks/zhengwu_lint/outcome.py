"""What comes of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhengwu.clauses import known_clauses
from zhengwu.problem import ERROR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from zhengwu.messages import Message
    from zhengwu.problem import Problem
    from zhengwu_lint.asked import Question
    from zhengwu_lint.suppressions import Suppression


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that a suppression took out of the report."""

    finding: Problem
    by: Suppression


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of judging one source."""

    findings: tuple[Problem, ...] = ()
    silenced: tuple[Silenced, ...] = ()


@dataclass(frozen=True, slots=True)
class FileResult:
    """What came of judging one source, and what that rests on beside its bytes and the rules.

    Attributes:
        judged: what came of it.
        until: the last day on which it holds; `date.max` for ever, `date.min` for this run only.
        questions: what was asked of the register, of other pages, and of the rulebook; that
            something is not there is an answer.
        allowed: the files whose suppressions were looked for, with a digest of these.
    """

    judged: Judged
    until: date
    questions: frozenset[Question]
    allowed: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A file that was asked for and not judged, and why."""

    file: str
    why: Message


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run.

    Attributes:
        checked: number of files that were judged.
        findings: in report order.
        unchecked: files that were not.
        files: names of the judged files.
        silenced: what suppressions took out.
        known: number of findings that a baseline took out.
        rulebook: id of the indicators by which was judged.
        sites: the folders, with `/` at the end, that were judged as whole sites by all rules.
        clauses: how clauses are cited in the city.
    """

    checked: int
    findings: tuple[Problem, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    files: frozenset[str] = frozenset()
    silenced: tuple[Silenced, ...] = ()
    known: int = 0
    rulebook: str = ""
    sites: frozenset[str] = frozenset()
    clauses: Mapping[str, str] = field(default_factory=known_clauses)

    @property
    def errors(self) -> int:
        """Number of findings that forbid publication."""
        return sum(finding.severity is ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        """Number of findings that cost points."""
        return len(self.findings) - self.errors

    def exit_code(self, *, strict: bool = False) -> int:
        """Return 0 if clean, else 1; `strict` counts warnings too."""
        return int(bool(self.errors or (strict and self.warnings)))

    def plus(self, other: Report) -> Report:
        """Return both reports as one."""
        return Report(
            self.checked + other.checked,
            in_order({*self.findings, *other.findings}),
            (*self.unchecked, *other.unchecked),
            self.files | other.files,
            tuple(dict.fromkeys((*self.silenced, *other.silenced))),
            self.known + other.known,
            self.rulebook or other.rulebook,
            self.sites | other.sites,
            self.clauses,
        )


def in_order(findings: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return findings in report order: by place, then rule."""
    return tuple(sorted(findings, key=_place))


def _place(finding: Problem) -> tuple[str, int, int, str, str]:
    return finding.file, finding.line, finding.column, finding.code, finding.message.text()
