"""Baselines: the findings that a site came with, so that only new ones stop a change.

A baseline is a JSON file, a line an entry: rule, file, a digest of the text that is meant, and how
many such findings there are. Sorted, without lines and times, it changes only when findings do.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from zhengwu.errors import UserError
from zhengwu.messages import Message, msg
from zhengwu.problem import Problem
from zhengwu_lint.known import BaselineEntry, Key, LeftOver
from zhengwu_lint.outcome import Report, in_order
from zhengwu_lint.report.fingerprint import text_digest
from zhengwu_lint.rule import waivable_of
from zhengwu_lint.sources.html.document import HtmlDocument
from zhengwu_lint.sources.site_pages import SitePages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zhengwu_lint.rule import Rule

VERSION = 1


@dataclass(frozen=True, slots=True)
class Void:
    """Files of which a baseline speaks no longer.

    Attributes:
        deleted: they are gone.
        recreated: they were gone, and others of that name stand there now.
    """

    deleted: frozenset[str] = frozenset()
    recreated: frozenset[str] = frozenset()


NOTHING_VOID = Void()
_BROKEN = msg("重新写一遍基线：zhengwu lint --write-baseline")


def key_of(finding: Problem) -> Key:
    """Return what makes two findings the same, wherever in the file they stand."""
    return finding.code, finding.file, text_digest(finding.snippet or finding.message.text())


def write_baseline(report: Report, rules: Iterable[Rule]) -> str:
    """Return the baseline of what `report` finds by `rules` and may be silenced."""
    waivable = waivable_of(rules)
    counted = Counter(key_of(finding) for finding in report.findings if finding.code in waivable)
    rows = [
        json.dumps(
            {"rule": rule, "file": file, "text": text, "count": counted[rule, file, text]},
            ensure_ascii=False,
        )
        for rule, file, text in sorted(counted)
    ]
    body = ",\n".join(f"    {row}" for row in rows)
    entries = f"[\n{body}\n  ]" if rows else "[]"
    return f'{{\n  "version": {VERSION},\n  "known": {entries}\n}}\n'


def read_baseline(text: str, file: str) -> tuple[BaselineEntry, ...]:
    """Read a baseline.

    Raises:
        UserError: it is none.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise UserError(Problem.at(file, line, 1, msg("基线文件读不懂"), _BROKEN)) from error
    except RecursionError as error:
        raise UserError(Problem.at(file, 1, 1, msg("基线文件读不懂"), _BROKEN)) from error
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise UserError(Problem.at(file, 1, 1, msg("这不是基线文件，或者版本不对"), _BROKEN))
    known = data.get("known")
    rows = known if isinstance(known, list) else [None]
    lines = _lines(text)
    return tuple(_entry(row, file, next(lines, 1)) for row in rows)


def apply_baseline(
    report: Report,
    entries: Iterable[BaselineEntry],
    file: str,
    rules: tuple[Rule, ...],
    void: Void = NOTHING_VOID,
) -> Report:
    """Take the known findings out of `report`; what of the baseline is not needed is a finding.

    Args:
        report: what was found.
        entries: of the baseline.
        file: the baseline's name, as people know it.
        rules: those that were applied.
        void: the files of which it speaks no longer.
    """
    entries = tuple(entries)
    known = {rule.id: rule for rule in rules}
    waivable = waivable_of(rules)
    left = Counter({entry.key: 0 for entry in entries})
    for entry in entries:
        left[entry.key] += entry.count
    kept: set[Problem] = set()
    silenced = 0
    for finding in report.findings:
        key = key_of(finding)
        new = finding.file in void.recreated
        if finding.code in waivable and left[key] > 0 and not new:
            left[key] -= 1
            silenced += 1
        else:
            kept.add(finding)
    over = LeftOver(file, tuple(_left_over(entries, left, known, report, void)))
    kept.update(_judged(over, rules))
    return replace(report, findings=in_order(kept), known=report.known + silenced)


def _left_over(
    entries: tuple[BaselineEntry, ...],
    left: Mapping[Key, int],
    rules: Mapping[str, Rule],
    report: Report,
    void: Void,
) -> Iterator[tuple[BaselineEntry, Message]]:
    for entry in entries:
        if entry.rule not in rules:
            yield entry, msg("没有规则“{rule}”", rule=entry.rule)
        elif not rules[entry.rule].waivable:
            yield entry, msg("“{rule}”是明令禁止的，不能靠基线放过", rule=entry.rule)
        elif entry.file in void.deleted:
            yield (
                entry,
                msg(
                    "基线记着 {file} 的 {rule}，这个文件已经没有了",
                    file=entry.file,
                    rule=entry.rule,
                ),
            )
        elif entry.file in void.recreated:
            yield (
                entry,
                msg(
                    "基线记着 {file} 的 {rule}，那个文件已经删去，现在的是新建的",
                    file=entry.file,
                    rule=entry.rule,
                ),
            )
        elif left[entry.key] > 0 and _was_judged(entry, rules[entry.rule], report):
            yield (
                entry,
                msg(
                    "基线记着 {file} 的 {rule}，这个问题已经没有了",
                    file=entry.file,
                    rule=entry.rule,
                ),
            )


def _was_judged(entry: BaselineEntry, rule: Rule, report: Report) -> bool:
    """Whether this run would have found what `entry` stands for."""
    if rule.reads is SitePages:
        return any(entry.file.startswith(folder) for folder in report.sites)
    if rule.reads is HtmlDocument and not entry.file.endswith(".html"):
        return False  # it was seen on a built page and told at its source
    return entry.file in report.files


def _judged(over: LeftOver, rules: Iterable[Rule]) -> Iterator[Problem]:
    for rule in rules:
        if rule.reads is LeftOver:
            for problem in rule.check(over):
                yield rule.judged(problem, over.file)


def _entry(row: Any, file: str, line: int) -> BaselineEntry:  # noqa: ANN401 -- whatever the file holds
    if isinstance(row, dict):
        rule, name, text, count = (row.get(key) for key in ("rule", "file", "text", "count"))
        texts = all(isinstance(value, str) for value in (rule, name, text))
        if texts and isinstance(count, int) and count > 0:
            return BaselineEntry(str(rule), str(name), str(text), count, line)
    raise UserError(Problem.at(file, line, 0, msg("基线的这一项写得不对"), _BROKEN))


def _lines(text: str) -> Iterator[int]:
    """Yield the lines on which the entries stand, as `write_baseline` sets them."""
    for number, line in enumerate(text.split("\n"), start=1):
        if '"rule"' in line:
            yield number
