"""What rules find in one source: the first of the passes over plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengwu.problem import Problem
    from zhengwu_lint.context import Context
    from zhengwu_lint.rule import Rule
    from zhengwu_lint.sources import Source
    from zhengwu_lint.suppressions import Suppressions


def find(
    source: Source | Suppressions, context: Context, rules: Iterable[Rule]
) -> Iterator[Problem]:
    """Yield what those of `rules` object to that read sources of this kind.

    Args:
        source: what is judged.
        context: what rules may ask for beside it.
        rules: a rule sees the sources of the type that it reads.
    """
    for rule in rules:
        if isinstance(source, rule.reads):
            for problem in rule.problems(source, context):
                yield rule.judged(problem, source.file)
