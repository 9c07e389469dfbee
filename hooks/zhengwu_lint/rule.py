"""What a rule is: a frozen record around one function that yields problems."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from zhengwu.problem import ERROR, WARNING, Edit, Problem, Severity
from zhengwu_lint.context import Context
from zhengwu_lint.sources.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

# What a rule's own file needs stands here together.
__all__ = [
    "ERROR",
    "WARNING",
    "Edit",
    "Problem",
    "Rule",
    "Severity",
    "rule",
    "rule_of",
    "waivable_of",
]


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
        triggers: texts of which one stands in whatever it objects to, as `fold` leaves them; None
            where there are none, so that every source has to be judged.
        indicator: id of the inspection's indicator that it checks; "" for none.
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
    triggers: tuple[str, ...] | None
    indicator: str
    needs: tuple[str, ...]
    check: Callable[..., Iterator[Problem]]
    module: str

    def problems(self, source: object, context: Context) -> Iterator[Problem]:
        """Judge `source`; the caller has made sure that it is a `reads`."""
        return self.check(source, **{name: getattr(context, name) for name in self.needs})

    def judged(self, problem: Problem, file: str) -> Problem:
        """Return what the rule yielded with all that it left out; `file` is the judged source's."""
        return replace(
            problem,
            file=problem.file or file,
            code=self.id,
            basis=self.basis,
            severity=self.severity,
        )


def rule(  # noqa: PLR0913 -- the fields of a rule, by name
    name: str,
    *,
    reads: type,
    basis: tuple[str, ...],
    severity: Severity,
    waivable: bool = True,
    dangling: bool = False,
    triggers: tuple[str, ...] | None = None,
    indicator: str = "",
) -> Callable[[Callable[..., Iterator[Problem]]], Callable[..., Iterator[Problem]]]:
    """Attach a `Rule` to a check function, as its attribute `rule`; nothing else happens.

    The function's first parameter is the source, the others name fields of `Context`.
    """
    if severity not in {ERROR, WARNING}:
        message = f"rule {name} is neither an error nor a warning"
        raise TypeError(message)
    if triggers is not None and (
        not triggers or any(not text or fold(text).text != text for text in triggers)
    ):
        message = f"rule {name}: triggers are folded texts, at least one"
        raise TypeError(message)

    def attach(check: Callable[..., Iterator[Problem]]) -> Callable[..., Iterator[Problem]]:
        needs = tuple(inspect.signature(check).parameters)[1:]
        unknown = set(needs) - set(Context.__dataclass_fields__)
        if unknown:
            message = f"rule {name} asks for {sorted(unknown)}, which Context does not have"
            raise TypeError(message)
        check.rule = Rule(  # type: ignore[attr-defined]
            name,
            reads,
            basis,
            severity,
            waivable,
            dangling,
            triggers,
            indicator,
            needs,
            check,
            check.__module__,
        )
        return check

    return attach


def waivable_of(rules: Iterable[Rule]) -> frozenset[str]:
    """Return the ids of the rules that a suppression or a baseline may silence."""
    return frozenset(rule.id for rule in rules if rule.waivable)


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
