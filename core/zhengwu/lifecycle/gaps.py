"""What is missing between a site's register and the law: the kinds of it, and where it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from zhengwu.clauses import with_clauses
from zhengwu.problem import NO_FIX, Problem

if TYPE_CHECKING:
    from zhengwu.messages import Message
    from zhengwu.model.city import City
    from zhengwu.problem import Due, Severity
    from zhengwu.register.yaml import Key, YamlText

# Each is a rule of the lint, but for the two that only history shows.
Matter = Literal[
    "missing-filing",
    "missing-lifecycle-step",
    "missing-opening-announcement",
    "overdue-assessment",
    "overlong-suspension",
    "repeated-suspension",
    "short-migration-notice",
    "unlawful-lifecycle",
    "unreported-change",
    "erased-event",
    "filing-order",
]


def gap(
    matter: Matter,
    message: Message,
    fix: Message = NO_FIX,
    *,
    severity: Severity,
    basis: tuple[str, ...],
    due: Due | None = None,
    path: Key = ("lifecycle",),
) -> Problem:
    """Make a problem of a site's register.

    Args:
        matter: what kind of thing; the id of the rule that reports it.
        message: what is missing.
        fix: what to do about it.
        severity: `ERROR`: not lawful on the day; `DUE` or `PAST`.
        basis: the clauses.
        due: the last day on which it may be done; None where the register does not tell.
        path: where in `site.yml`.
    """
    return Problem(
        0,
        0,
        message,
        fix,
        code=matter,
        basis=basis,
        severity=severity,
        due=due,
        path=path,
    )


def in_register(problem: Problem, file: str, city: City, yaml: YamlText | None = None) -> Problem:
    """Return a gap at its place in the register file, its clause named."""
    line, column = yaml.place(problem.path) if yaml else (0, 0)
    message = with_clauses(problem.message, problem.basis, city)
    return replace(problem, file=file, line=line, column=column, message=message)
