"""Suppressions: an officer allows what a rule objects to, in one place, until a day, for a reason.

    <!-- zhengwu: allow RULE until=YYYY-MM-DD by=OFFICER reason="…" -->      in Markdown
    # zhengwu: allow RULE until=YYYY-MM-DD by=OFFICER reason="…"             in a register file

It holds for the next block (in a register file: the next entry, a key with all of its value or an
item of a list), and for the whole file, front matter included, where nothing but comments stands
before it.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhengwu.dialect.markup import WHOLE_FILE
from zhengwu.messages import Message, msg
from zhengwu.problem import Problem
from zhengwu.register.yaml import entry_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhengwu.model.city import City
    from zhengwu.pages.source import PageSource
    from zhengwu_lint.rule import Rule

_MEANT = re.compile(r"\s*zhengwu\s*[:：]\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_ALLOW = re.compile(r"allow\s+(?P<rule>[a-z][a-z0-9-]*)(?P<fields>\s.*|)", re.DOTALL)
_FIELD = re.compile(r"\s+(?P<name>[a-z]+)=(?:[\"“](?P<quoted>[^\"“”]*)[\"”]|(?P<bare>[^\s\"“”]+))")
_COMPULSORY = ("until", "by", "reason")
_REGISTER = re.compile(r"(?P<indent>[ ]*)#(?P<text>.*)")

_SHAPE = msg('写成：zhengwu: allow 规则 until=2026-12-31 by=人员代号 reason="为什么"，三项都要写')


@dataclass(frozen=True, slots=True)
class Suppression:
    """A suppression as it is written.

    Attributes:
        file: as people know it.
        line: 1-based.
        column: 1-based.
        rule: id of the rule; "" if it cannot be read.
        until: the last day on which it holds.
        by: id of the officer who answers for it.
        reason: why.
        first: first line that it covers; 0 for the whole file.
        last: last line that it covers.
        flaw: why it allows nothing; None if it is valid.
        fix: what to do about a flaw.
    """

    file: str
    line: int
    column: int
    rule: str = ""
    until: dt.date | None = None
    by: str = ""
    reason: str = ""
    first: int = 0
    last: int = 0
    flaw: Message | None = field(default=None, compare=False)
    fix: Message = field(default=_SHAPE, compare=False)

    @property
    def whole_file(self) -> bool:
        """Whether it holds for all of its file."""
        return (self.first, self.last) == WHOLE_FILE

    def covers(self, rule: str, line: int) -> bool:
        """Whether it speaks of `rule` at `line`."""
        return rule == self.rule and (self.whole_file or self.first <= line <= self.last)


@dataclass(frozen=True, slots=True)
class Suppressions:
    """The suppressions of one file that are no good: a source for the rules about them.

    Attributes:
        file: as people know it.
        flawed: those that allow nothing.
        idle: those that nothing needed.
    """

    file: str
    flawed: tuple[Suppression, ...] = ()
    idle: tuple[Suppression, ...] = ()


@dataclass(frozen=True, slots=True)
class Authority:
    """By what suppressions are valid: the rules there are, the city's officers, the day."""

    rules: Mapping[str, Rule]
    city: City
    day: dt.date

    def flaw(self, rule: str, fields: Mapping[str, str]) -> Problem | None:
        """Return what is wrong with a suppression and what to do; None if it is valid."""
        if missing := [name for name in _COMPULSORY if not fields.get(name, "").strip()]:
            return Problem.unplaced(msg("豁免缺少：{names}", names=tuple(missing)), _SHAPE)
        if extra := [name for name in fields if name not in _COMPULSORY]:
            return Problem.unplaced(msg("豁免里不认识：{names}", names=tuple(extra)), _SHAPE)
        if rule not in self.rules:
            near = difflib.get_close_matches(rule, self.rules, n=1)
            hint = msg("是不是 {near}？", near=near[0]) if near else msg("全部规则：zhengwu rules")
            return Problem.unplaced(msg("没有规则“{rule}”，豁免不起作用", rule=rule), hint)
        if not self.rules[rule].waivable:
            what = msg("“{rule}”是明令禁止的，不能豁免", rule=rule)
            return Problem.unplaced(what, msg("删去豁免，改正内容"))
        until = _day(fields["until"])
        if until is None:
            what = msg("“{until}”不是日期", until=fields["until"])
            return Problem.unplaced(what, msg("写成 until=2026-12-31 这样"))
        if until < self.day:
            what = msg("豁免已在 {until} 到期，不再起作用", until=until)
            return Problem.unplaced(what, msg("改正内容后删去豁免；确需延期的，由负责人改写 until"))
        if fields["by"] not in self.city.facts.officers:
            what = msg("人员“{by}”没有登记，豁免不起作用", by=fields["by"])
            return Problem.unplaced(what, msg("by 写 city.yml 里 officers 下的代号"))
        return None


def _may_suppress(text: str) -> bool:
    """Whether a file's text may hold suppressions at all; a quick look."""
    return "zhengwu" in text.lower()


def of_page(source: PageSource, authority: Authority) -> tuple[Suppression, ...]:
    """Return the suppressions among the comments of a page."""
    if not _may_suppress(source.text):
        return ()
    found = []
    for comment in source.facts.comments:
        if match := _MEANT.fullmatch(comment.text):
            place = (source.file, comment.line, max(comment.column, 1))
            scope = (comment.first, comment.last)
            found.append(_read(match["rest"].strip(), place, scope, authority))
    return tuple(found)


def of_register(file: str, text: str, authority: Authority) -> tuple[Suppression, ...]:
    """Return the suppressions among the comments of a register file."""
    if not _may_suppress(text):
        return ()
    lines = text.split("\n")
    found = []
    for number, line in enumerate(lines, start=1):
        shape = _REGISTER.fullmatch(line.rstrip())
        if shape and (match := _MEANT.fullmatch(shape["text"])):
            place = (file, number, len(shape["indent"]) + 1)
            found.append(_read(match["rest"], place, _entry(lines, number), authority))
    return tuple(found)


def _read(
    text: str, place: tuple[str, int, int], scope: tuple[int, int], authority: Authority
) -> Suppression:
    match = _ALLOW.fullmatch(text)
    fields = dict(_fields(match["fields"])) if match else {}
    rest = _FIELD.sub("", match["fields"]).strip() if match else ""
    if match is None or rest:
        what = msg("豁免读不懂：{text}", text=(rest or text)[:60])
        return Suppression(*place, flaw=what)
    rule = match["rule"]
    flaw = authority.flaw(rule, fields)
    return Suppression(
        *place,
        rule,
        _day(fields.get("until", "")),
        fields.get("by", ""),
        fields.get("reason", ""),
        *scope,
        flaw.message if flaw else None,
        flaw.fix if flaw else _SHAPE,
    )


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for match in _FIELD.finditer(text):
        yield match["name"], match["quoted"] if match["quoted"] is not None else match["bare"]


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def _entry(lines: list[str], number: int) -> tuple[int, int]:
    """Return the lines of the entry below line `number` of a register file."""
    if not any(_is_text(line) for line in lines[: number - 1]):
        return WHOLE_FILE
    first = next((n for n, line in enumerate(lines[number:], number + 1) if _is_text(line)), None)
    if first is None:
        return number, number
    # The dash of an item may stand on a line of its own.
    ends = {begin: end for begin, end in entry_lines("\n".join(lines)).items() if begin >= first}
    last = ends[min(ends)] if ends else first
    while not lines[last - 1].strip():  # a block of text ends with the blank lines below it
        last -= 1
    return first, last


def _is_text(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")
