"""What a rule is: a frozen record around one function that yields problems."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from zhengwu.errors import NO_FIX
from zhengwu_lint.context import Context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from zhengwu.messages import Message


class Severity(StrEnum):
    """What a finding means for publication.

    Errors are what the Measures forbid outright and what fails an inspection by itself; warnings
    cost points.
    """

    ERROR = "error"
    WARNING = "warning"


ERROR = Severity.ERROR
WARNING = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a file's text that mends a problem; made only where `old` stands at its place.

    Attributes:
        line: of the file, 1-based.
        column: 1-based, in characters.
        old: what stands there, within one line.
        new: what is written in its place.
    """

    line: int
    column: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a rule objects to.

    Attributes:
        line: 1-based; 0 when the file as a whole is meant.
        column: 1-based, in characters; 0 when the line as a whole is meant.
        message: what is wrong.
        fix: what to do about it.
        text: the piece of the source that is meant; what a baseline remembers.
        file: the file that it stands in; "" for the judged source itself. A rule that reads a
            whole site names it.
        edits: what `--fix` does about it: changes of punctuation or masks, nothing else.
    """

    line: int
    column: int
    message: Message
    fix: Message = NO_FIX
    text: str = ""
    file: str = ""
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        id: the thing forbidden; reads as "allow ID".
        reads: the type of source that it judges, subclasses included.
        basis: the clauses that it rests on.
        severity: of all its findings.
        waivable: whether a suppression or a baseline may silence it.
        dangling: whether it is about references that another file's change can break; the hook
            then judges the files that refer to a changed one as well.
        needs: names of the `Context` fields that `check` takes beside the source.
        check: the function; yields a `Problem` for each place.
        module: where it is written; its docstring is the rule's manual page.
    """

    id: str
    reads: type
    basis: tuple[str, ...]
    severity: Severity
    waivable: bool
    dangling: bool
    needs: tuple[str, ...]
    check: Callable[..., Iterator[Problem]]
    module: str

    def problems(self, source: object, context: Context) -> Iterator[Problem]:
        """Judge `source`; the caller has made sure that it is a `reads`."""
        return self.check(source, **{name: getattr(context, name) for name in self.needs})


def rule(
    name: str,
    *,
    reads: type,
    basis: tuple[str, ...],
    severity: Severity,
    waivable: bool = True,
    dangling: bool = False,
) -> Callable[[Callable[..., Iterator[Problem]]], Callable[..., Iterator[Problem]]]:
    """Attach a `Rule` to a check function, as its attribute `rule`; nothing else happens.

    The function's first parameter is the source, the others name fields of `Context`.
    """

    def attach(check: Callable[..., Iterator[Problem]]) -> Callable[..., Iterator[Problem]]:
        needs = tuple(inspect.signature(check).parameters)[1:]
        unknown = set(needs) - set(Context.__dataclass_fields__)
        if unknown:
            message = f"rule {name} asks for {sorted(unknown)}, which Context does not have"
            raise TypeError(message)
        check.rule = Rule(  # type: ignore[attr-defined]
            name, reads, basis, severity, waivable, dangling, needs, check, check.__module__
        )
        return check

    return attach


def rule_of(module: ModuleType) -> Rule:
    """Return the one rule that `module` defines."""
    found: list[Any] = [
        value.rule
        for value in vars(module).values()
        if isinstance(getattr(value, "rule", None), Rule)
    ]
    if len(found) != 1:
        message = f"{module.__name__} defines {len(found)} rules, not one"
        raise TypeError(message)
    only: Rule = found[0]
    return only
