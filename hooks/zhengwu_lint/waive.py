"""What suppressions allow, and which of them are no good: a pass over what was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu_lint.outcome import Silenced
from zhengwu_lint.sources import HtmlDocument, MarkdownDocument, RegisterFile, SitePages
from zhengwu_lint.suppressions import Suppression, Suppressions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengwu.problem import Problem
    from zhengwu_lint.rule import Rule
    from zhengwu_lint.sources import Source

# The suppressions in a file, by its name.
Allowed = Callable[[str], tuple[Suppression, ...]]


@dataclass(frozen=True, slots=True)
class Waived:
    """What is left of the problems of a source, and what was allowed."""

    kept: tuple[Problem, ...]
    silenced: tuple[Silenced, ...]

    @property
    def used(self) -> frozenset[Suppression]:
        """The suppressions that something needed."""
        return frozenset(entry.by for entry in self.silenced)


def nothing(file: str) -> tuple[Suppression, ...]:  # noqa: ARG001 -- an `Allowed`
    """Allow nothing."""
    return ()


def waive(problems: Iterable[Problem], allowed: Allowed, waivable: frozenset[str]) -> Waived:
    """Take out what a valid suppression at its place allows.

    Args:
        problems: each with the file and line in which an editor mends it.
        allowed: the suppressions in a file.
        waivable: ids of the rules that may be waived at all.
    """
    kept: list[Problem] = []
    silenced: list[Silenced] = []
    for problem in problems:
        found = allowed(problem.file) if problem.code in waivable else ()
        by = next((s for s in found if not s.flaw and s.covers(problem.code, problem.line)), None)
        if by:
            silenced.append(Silenced(problem, by))
        else:
            kept.append(problem)
    return Waived(tuple(kept), tuple(silenced))


def no_good(
    source: Source | Suppressions,
    allowed: Allowed,
    rules: tuple[Rule, ...],
    used: frozenset[Suppression],
) -> Iterator[Suppressions]:
    """Yield the suppressions on whose use `source` has the last word, by file.

    Args:
        source: what was judged.
        allowed: the suppressions in a file.
        rules: those that were applied.
        used: what was needed.
    """
    known = {rule.id: rule for rule in rules}
    own = isinstance(source, MarkdownDocument | RegisterFile)
    for file in _files(source):
        found = allowed(file)
        idle = tuple(
            s
            for s in found
            if not s.flaw
            and s not in used
            and (rule := known.get(s.rule))
            and _has_last_word(source, rule)
        )
        flawed = tuple(s for s in found if s.flaw) if own else ()
        if idle or flawed:
            yield Suppressions(file, flawed, idle)


def _files(source: Source | Suppressions) -> Iterator[str]:
    """Yield the files whose suppressions may concern what is found in `source`."""
    if isinstance(source, MarkdownDocument | RegisterFile):
        yield source.file
    elif isinstance(source, HtmlDocument) and source.page and source.page.source:
        yield source.page.source.file
    elif isinstance(source, SitePages):
        yield source.file
        yield from (source.file_of(page) for page in source.judged())


def _has_last_word(source: Source | Suppressions, rule: Rule) -> bool:
    """Whether a suppression of `rule` that `source` does not need is needed nowhere.

    Rules about documents in general are judged by the source that an editor writes.
    """
    if isinstance(source, HtmlDocument):
        return issubclass(rule.reads, HtmlDocument)
    return isinstance(source, rule.reads)
