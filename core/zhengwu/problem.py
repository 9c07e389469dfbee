"""Whatever is wrong, due or unproved: one frozen record, from the rule that sees it to the report.

What a problem stops is not said here: rules say of themselves whether they may be waived, and the
acts of the city have tables of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from zhengwu.messages import DEFAULT_LANGUAGE, Message, msg

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

NO_FIX = Message("")


class Severity(StrEnum):
    """What a problem means.

    Errors are what the Measures forbid outright and what fails an inspection by itself; warnings
    cost points. `DUE` is still to be done and not wrong yet; `PAST` was wrong and cannot be mended
    any more, which nothing is refused for.
    """

    ERROR = "error"
    WARNING = "warning"
    DUE = "due"
    PAST = "past"


ERROR = Severity.ERROR
WARNING = Severity.WARNING
DUE = Severity.DUE
PAST = Severity.PAST


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a file's text that mends a problem; made only where `old` stands at its place.

    Attributes:
        line: of the file, 1-based.
        column: 1-based, in characters.
        old: what stands there, within one line.
        new: what is written in its place.
        markup: it changes how something is marked, not a sign of the prose.
    """

    line: int
    column: int
    old: str
    new: str
    markup: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """The last day on which something may be done.

    Attributes:
        day: the day.
        provisional: it was counted over a year whose make-up days are not announced.
    """

    day: date
    provisional: bool = False

    @classmethod
    def on(cls, day: date | None, *, provisional: bool = False) -> Due | None:
        """Return `day` as a last day; None where the register does not tell one."""
        return None if day is None else cls(day, provisional)

    def __str__(self) -> str:
        """Return the day."""
        return self.day.isoformat()

    def message(self) -> Message:
        """Return by when, in words."""
        if self.provisional:
            return msg(
                "最迟 {day}（{year}年的调休安排还没有公布，暂按周一至周五推算）",
                day=self.day,
                year=self.day.year,
            )
        return msg("最迟 {day}", day=self.day)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, due or unproved, in one place.

    A rule says what is wrong and where; the engine adds code, basis and severity.

    Attributes:
        line: 1-based; 0 when the file as a whole is meant.
        column: 1-based, in characters; 0 when the line as a whole is meant.
        message: what is wrong.
        fix: what to do about it.
        snippet: the piece of the source that is meant; what a baseline remembers.
        file: path as people know it, with `/`, or the address of what is on line; "" for the judged
            source itself, or where no file is meant.
        edits: what `--fix` does about it: changes of punctuation or masks, nothing else.
        code: what kind of problem, for programs; the id of the rule that reports it.
        basis: ids of the clauses that it rests on; `zhengwu.clauses` has their titles.
        severity: what it means.
        due: the last day on which it may be mended; None where there is none.
        evidence: what shows it, beside its place: the built page and line on which it was seen.
        path: the keys that are meant in a YAML file, until line and column are known.
    """

    line: int
    column: int
    message: Message
    fix: Message = NO_FIX
    snippet: str = ""
    file: str = ""
    edits: tuple[Edit, ...] = field(default=(), compare=False)
    code: str = ""
    basis: tuple[str, ...] = ()
    severity: Severity = ERROR
    due: Due | None = None
    evidence: tuple[str, ...] = field(default=(), compare=False)
    path: tuple[str | int, ...] = ()

    @classmethod
    def at(
        cls, file: str, line: int, column: int, message: Message, fix: Message = NO_FIX
    ) -> Problem:
        """Make a problem of a file."""
        return cls(line, column, message, fix, file=file)

    @classmethod
    def of(cls, code: str, message: Message, fix: Message = NO_FIX, file: str = "") -> Problem:
        """Make a problem of a kind, of a file as a whole or of none."""
        return cls(0, 0, message, fix, file=file, code=code)

    @classmethod
    def unplaced(cls, message: Message, fix: Message = NO_FIX) -> Problem:
        """Make a problem whose place is told by whoever asked."""
        return cls(0, 0, message, fix)

    def placed(self, file: str, line: int | None = None, column: int | None = None) -> Problem:
        """Return it in `file`, at another line and column where these are given."""
        return replace(
            self,
            file=file,
            line=self.line if line is None else line,
            column=self.column if column is None else column,
        )

    def filled(self, values: Mapping[str, object]) -> Problem:
        """Return it with the fields of its message and its fix filled."""
        return replace(
            self,
            message=Message(self.message.template, values),
            fix=Message(self.fix.template, values),
        )

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return `file:line:column: message` and, on a second line, what to do."""
        place = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        told = self.without_place(language)
        return f"{place}: {told}" if self.file else told

    def without_place(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return the message and, on a second line, what to do."""
        return self.as_message().text(language)

    def as_message(self) -> Message:
        """Return the message and, on a second line, what to do, as part of another message."""
        if not self.fix.template:
            return self.message
        return Message(
            "{message}\n  {what_to_do}{fix}",
            {"message": self.message, "what_to_do": msg("怎么办："), "fix": self.fix},
        )

    def data(self, language: str = DEFAULT_LANGUAGE) -> Mapping[str, str]:
        """Return it for a JSON report of what stops something."""
        return {
            "code": self.code,
            "message": self.message.text(language),
            "fix": self.fix.text(language),
            "file": self.file,
        }
