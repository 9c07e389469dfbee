"""A run: find, locate, waive, in that order, for each source, and the report of all.

Each pass is a function over plain values. What a built page shows is told at the place where an
editor mends it, and what a valid suppression at that place allows is no finding.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from zhengwu.clauses import known_clauses, titles_of
from zhengwu.messages import Message
from zhengwu_lint.asked import Question, digest_of, watched
from zhengwu_lint.find import find
from zhengwu_lint.locate import locate
from zhengwu_lint.outcome import FileResult, Judged, Report, Silenced, Unchecked, in_order
from zhengwu_lint.rule import waivable_of
from zhengwu_lint.sources import HtmlDocument, SitePages
from zhengwu_lint.waive import no_good, waive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengwu.model.city import City
    from zhengwu.problem import Problem
    from zhengwu_lint.rule import Rule
    from zhengwu_lint.subject import Subject
    from zhengwu_lint.suppressions import Suppression
    from zhengwu_lint.waive import Allowed
    from zhengwu_lint.watched_day import Until


def judge(subject: Subject, rules: Iterable[Rule]) -> Iterator[Problem]:
    """Yield what `rules` find in one source and no suppression allows."""
    yield from judgement(subject, tuple(rules)).findings


def judgement(subject: Subject, rules: tuple[Rule, ...]) -> Judged:
    """Judge one source; suppressions that are invalid or of no use are findings too."""
    source, context = subject.source, subject.context
    found = find(source, context, rules)
    if subject.written:
        found = locate(found, subject.written)
    waived = waive(found, subject.allowed, waivable_of(rules))
    more = [
        problem
        for bad in no_good(source, subject.allowed, rules, waived.used)
        for problem in find(bad, context, rules)
    ]
    return Judged((*waived.kept, *more), waived.silenced)


def result(subject: Subject, rules: tuple[Rule, ...]) -> FileResult:
    """Judge one source, and tell what the outcome rests on beside its bytes.

    A whole site and a built page rest on every page of the site, relatives elsewhere and all their
    places included: what comes of these holds for no day but this run's.
    """
    context, log = watched(subject.context)
    allowed = _Allowed(subject.allowed, log.until)
    judged = judgement(replace(subject, context=context, allowed=allowed), rules)
    questions = frozenset(Question(steps, answer) for steps, answer in log.questions.items())
    if isinstance(subject.source, HtmlDocument | SitePages):
        log.until.at_most(date.min)
    return FileResult(judged, log.until.day, questions, frozenset(allowed.read.items()))


@dataclass(slots=True)
class _Allowed:
    """The suppressions in files; notes which were looked for, and until when they are valid."""

    source: Allowed
    until: Until
    read: dict[str, str] = field(default_factory=dict)

    def __call__(self, file: str) -> tuple[Suppression, ...]:
        found = self.source(file)
        self.read[file] = digest_of(found)
        for suppression in found:
            if suppression.until and not suppression.flaw:
                self.until.at_most(suppression.until)
        return found


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
