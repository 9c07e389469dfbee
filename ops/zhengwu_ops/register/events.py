"""An event written into `site.yml`, where comments and the order of things stay as they are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import yaml

from zhengwu.clauses import citation
from zhengwu.errors import UserError
from zhengwu.lifecycle.checklists import items_of
from zhengwu.messages import msg
from zhengwu.problem import Problem
from zhengwu.workdays import Workdays

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhengwu.model.city import City
    from zhengwu.model.lifecycle import LifecycleEvent, Reason, Step
    from zhengwu.model.site import Site

_KEY = "lifecycle"
_INDENT = "  "
# What needs no quotes anywhere in YAML.
_PLAIN = re.compile(r"[\w\u4e00-\u9fff][\w\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”./:-]*(?<!:)")
_HEAD = "办好一项，去掉那一行开头的“# ”，填上日期和文号；没有文号的，删去 number。"


def event_lines(event: LifecycleEvent, site: Site, city: City, reason: Reason) -> list[str]:
    """Return `event` as an entry of the list `lifecycle`, what is to be done as comments.

    Args:
        event: the event.
        site: its site.
        city: the register.
        reason: of the suspension that the event begins or ends.
    """
    lines = [f"- event: {event.event}", f"  date: {event.date}"]
    if event.until:
        lines.append(f"  until: {event.until}")
    if event.event == "suspend":
        lines.append(f"  reason: {event.reason}")
    if event.was:
        lines.append("  was:")
        lines += [f"    {name}: {_scalar(old)}" for name, old in event.was if old]
    if event.moved_to:
        lines.append(f"  moved_to: {_scalar(event.moved_to)}")
    if event.keep_paths:
        lines.append("  keep_paths: true")
    if event.note:
        lines.append(f"  note: {_scalar(event.note)}")
    lines.append("  done:")
    lines += [f"    {name}: {_flow(step)}" for name, step in event.done if step]
    lines += [f"    # {line}" for line in _to_do(event, site, city, reason)]
    return lines


def _to_do(event: LifecycleEvent, site: Site, city: City, reason: Reason) -> Iterator[str]:
    workdays = Workdays.of(city.facts.workdays)
    items = [i for i in items_of(site, event, reason) if getattr(event.done, i.step) is None]
    if items:
        yield _HEAD
    for item in items:
        due = item.due(event, workdays)
        line = msg(
            "{step}: {{date: , {value}}} # {name}（{basis}）",
            step=item.step,
            value="passed: true" if item.step == "inspection" else "number: ",
            name=item.name,
            basis=citation(item.basis, city),
        ).text()
        yield line + (msg("，最迟 {day}", day=due.until).text() if due else "")


def _flow(step: Step) -> str:
    parts = [f"date: {step.date}"]
    if step.page:
        parts.append(f"page: {step.page}")
    return "{" + ", ".join(parts) + "}"


def _scalar(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def insert_event(text: str, lines: list[str], file: str) -> str:
    r"""Return the text of `site.yml` with an entry at the end of its list `lifecycle`.

    Args:
        text: the text; line ends are `\n`.
        lines: the entry, its first line beginning with a dash in the first column.
        file: the file's name for mistakes.

    Raises:
        UserError: the list is written in one line between brackets.
    """
    if text and not text.endswith("\n"):
        text += "\n"
    found = _list(text)
    if found is None:
        return "\n".join([text.rstrip("\n"), "", f"{_KEY}:", *_indented(lines, _INDENT), ""])
    key, value = found
    rows = text.split("\n")
    if isinstance(value, yaml.SequenceNode) and value.value:
        if value.flow_style:
            raise UserError(
                Problem.at(
                    file,
                    value.start_mark.line + 1,
                    value.start_mark.column + 1,
                    msg("lifecycle 写在方括号里，不能自动添加"),
                    msg("改成每项一行，以“- ”开头，再运行一次"),
                )
            )
        indent = value.start_mark.column
        at = _end(rows, value.end_mark.line)
        return "\n".join([*rows[:at], *_indented(lines, " " * indent), *rows[at:]])
    row = key.start_mark.line
    rows[row] = f"{_KEY}:"
    return "\n".join([*rows[: row + 1], *_indented(lines, _INDENT), *rows[row + 1 :]])


def _list(text: str) -> tuple[yaml.Node, yaml.Node] | None:
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    pairs: Mapping[str, tuple[yaml.Node, yaml.Node]] = (
        {str(key.value): (key, value) for key, value in root.value}
        if isinstance(root, yaml.MappingNode)
        else {}
    )
    return pairs.get(_KEY)


def _end(rows: list[str], end: int) -> int:
    """Return the row behind the list: what stands at the margin belongs to what comes next."""
    while end > 0 and (not rows[end - 1].strip() or rows[end - 1].startswith("#")):
        end -= 1
    return end


def _indented(lines: list[str], indent: str) -> list[str]:
    return [indent + line for line in lines]
