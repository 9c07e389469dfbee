"""What the engine reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu_lint.rule import Severity

if TYPE_CHECKING:
    from zhengwu.messages import Message


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with its file and rule.

    Attributes:
        file: as people know it, with `/`.
        line: 1-based; 0 when the file as a whole is meant.
        column: 1-based; 0 when the line as a whole is meant.
        rule: the rule's id.
        severity: error or warning.
        message: what is wrong.
        fix: what to do about it.
        basis: the clauses.
        text: the piece of the source that is meant.
    """

    file: str
    line: int
    column: int
    rule: str
    severity: Severity
    message: Message
    fix: Message
    basis: tuple[str, ...]
    text: str = ""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """The order of a report: by place, then rule."""
        return self.file, self.line, self.column, self.rule, self.message.text()


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
    """

    checked: int
    findings: tuple[Finding, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()

    @property
    def errors(self) -> int:
        """Number of findings that forbid publication."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        """Number of findings that cost points."""
        return len(self.findings) - self.errors

    def exit_code(self, *, strict: bool = False) -> int:
        """Return 0 if clean, else 1; `strict` counts warnings too."""
        return int(bool(self.errors or (strict and self.warnings)))

    def plus(self, other: Report) -> Report:
        """Return both reports as one."""
        findings = sorted({*self.findings, *other.findings}, key=lambda f: f.sort_key)
        return Report(
            self.checked + other.checked, tuple(findings), (*self.unchecked, *other.unchecked)
        )
