"""Rules over sources: each rule sees the sources of the type that it reads.

What a built page shows is told at the place where an editor mends it, and what a valid suppression
at that place allows is no finding.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from zhengwu.clauses import known_clauses, titles_of
from zhengwu.messages import Message
from zhengwu_lint.finding import Report, Silenced, Unchecked, in_order
from zhengwu_lint.rule import waivable_of
from zhengwu_lint.sources import HtmlDocument, MarkdownDocument, RegisterFile, SitePages
from zhengwu_lint.waive import Suppressions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengwu.model.city import City
    from zhengwu.problem import Problem
    from zhengwu_lint.rule import Rule
    from zhengwu_lint.sources import Source
    from zhengwu_lint.subject import Subject
    from zhengwu_lint.waive import Suppression


class Origin(Protocol):
    """Knows the files that editors write."""

    def written(self, finding: Problem, document: HtmlDocument) -> Problem:
        """Return a finding on a built page at the place that an editor mends, if that is known."""
        ...

    def suppressions(self, file: str) -> tuple[Suppression, ...]:
        """Return the suppressions in a file."""
        ...


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of judging one source."""

    findings: tuple[Problem, ...] = ()
    silenced: tuple[Silenced, ...] = ()


def judge(subject: Subject, rules: Iterable[Rule]) -> Iterator[Problem]:
    """Yield what `rules` find in one source and no suppression allows."""
    yield from judgement(subject, tuple(rules)).findings


def judgement(subject: Subject, rules: tuple[Rule, ...]) -> Judged:
    """Judge one source; suppressions that are invalid or of no use are findings too."""
    findings: list[Problem] = []
    silenced: list[Silenced] = []
    waivable = waivable_of(rules)
    for finding in _found(subject, rules):
        by = _suppression(finding, subject) if finding.code in waivable else None
        if by:
            silenced.append(Silenced(finding, by))
        else:
            findings.append(finding)
    used = {entry.by for entry in silenced}
    for source in _suppressions(subject, rules, used):
        findings += _found(replace(subject, source=source), rules)
    return Judged(tuple(findings), tuple(silenced))


def run(subjects: Iterable[tuple[str, Subject | Message]], rules: tuple[Rule, ...]) -> Report:
    """Judge all `subjects`.

    Args:
        subjects: file names with the source to judge, or with the reason why there is none.
        rules: the rules to apply.
    """
    files: list[str] = []
    findings: set[Problem] = set()
    silenced: list[Silenced] = []
    unchecked: list[Unchecked] = []
    rulebook = ""
    city: City | None = None
    for file, subject in subjects:
        if isinstance(subject, Message):
            unchecked.append(Unchecked(file, subject))
            continue
        files.append(file)
        rulebook = subject.context.rulebook.id
        city = subject.context.city
        outcome = judgement(subject, rules)
        findings.update(outcome.findings)
        silenced += outcome.silenced
    return Report(
        len(files),
        in_order(findings),
        tuple(unchecked),
        frozenset(files),
        tuple(silenced),
        rulebook=rulebook,
        clauses=known_clauses() if city is None else titles_of(city),
    )


def _found(subject: Subject, rules: Iterable[Rule]) -> Iterator[Problem]:
    source = subject.source
    for rule in rules:
        if not isinstance(source, rule.reads):
            continue
        for problem in rule.problems(source, subject.context):
            finding = rule.judged(problem, source.file)
            if isinstance(source, HtmlDocument) and subject.origin:
                finding = subject.origin.written(finding, source)
            yield finding


def _suppression(finding: Problem, subject: Subject) -> Suppression | None:
    if subject.origin is None:
        return None
    found = subject.origin.suppressions(finding.file)
    return next((s for s in found if not s.flaw and s.covers(finding.code, finding.line)), None)


def _suppressions(
    subject: Subject, rules: tuple[Rule, ...], used: set[Suppression]
) -> Iterator[Suppressions]:
    """Yield the suppressions on whose use this source has the last word, by file."""
    if subject.origin is None:
        return
    known = {rule.id: rule for rule in rules}
    own = isinstance(subject.source, MarkdownDocument | RegisterFile)
    for file in _files(subject.source):
        found = subject.origin.suppressions(file)
        idle = tuple(
            s
            for s in found
            if not s.flaw
            and s not in used
            and (rule := known.get(s.rule))
            and _has_last_word(subject.source, rule)
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
        yield from (source.file_of(page) for page in source.pages.pages.values())


def _has_last_word(source: Source | Suppressions, rule: Rule) -> bool:
    """Whether a suppression of `rule` that `source` does not need is needed nowhere.

    Rules about documents in general are judged by the source that an editor writes.
    """
    if isinstance(source, HtmlDocument):
        return issubclass(rule.reads, HtmlDocument)
    return isinstance(source, rule.reads)
