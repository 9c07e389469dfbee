"""What the engine reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhengwu_lint.rule import Edit, Severity

if TYPE_CHECKING:
    from zhengwu.messages import Message
    from zhengwu_lint.waive import Suppression


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
        waivable: whether a suppression or a baseline may silence it.
        edits: what `--fix` does about it.
        built: the built page, with its line, on which it was seen, where `file` is what an editor
            mends; "" if it was seen in `file` itself.
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
    waivable: bool = field(default=True, compare=False)
    edits: tuple[Edit, ...] = field(default=(), compare=False)
    built: str = field(default="", compare=False)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """The order of a report: by place, then rule."""
        return self.file, self.line, self.column, self.rule, self.message.text()


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that a suppression took out of the report."""

    finding: Finding
    by: Suppression


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
    """

    checked: int
    findings: tuple[Finding, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    files: frozenset[str] = frozenset()
    silenced: tuple[Silenced, ...] = ()
    known: int = 0
    rulebook: str = ""
    sites: frozenset[str] = frozenset()

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
        return Report(
            self.checked + other.checked,
            in_order({*self.findings, *other.findings}),
            (*self.unchecked, *other.unchecked),
            self.files | other.files,
            tuple(dict.fromkeys((*self.silenced, *other.silenced))),
            self.known + other.known,
            self.rulebook or other.rulebook,
            self.sites | other.sites,
        )


def in_order(findings: set[Finding]) -> tuple[Finding, ...]:
    """Return findings in report order."""
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))
