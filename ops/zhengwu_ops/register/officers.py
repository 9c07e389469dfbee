"""An officer's entry written into `city.yml`, where comments and all other entries stay."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.problem import Problem
from zhengwu.register.yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.officer import Officer, OfficerKey

_FIELD = "officers"
# What needs no quotes in YAML.
_PLAIN = re.compile(r"[\w\u4e00-\u9fff](?:[\w\u3000-\u303f\u4e00-\u9fff\uff00-\uffef ./+=@-]*\S)?")


def entry_lines(officer: str, entry: Officer, indent: int) -> list[str]:
    """Return an officer's entry as lines of YAML."""
    step = "  "
    lines = [f"{officer}:", f"{step}name: {scalar(entry.name)}", f"{step}unit: {entry.unit}"]
    lines.append(f"{step}roles: [{', '.join(entry.roles)}]")
    if entry.account:
        lines.append(f"{step}account: {scalar(entry.account)}")
    if entry.keys:
        lines.append(f"{step}keys:")
        for key in entry.keys:
            lines += [f"{step * 2}{line}" for line in _key_lines(key)]
    return [" " * indent + line for line in lines]


def _key_lines(key: OfficerKey) -> Iterator[str]:
    yield f"- key: {key.key}"
    yield f"  valid_from: {key.valid_from}"
    if key.valid_until:
        yield f"  valid_until: {key.valid_until}"
    if key.revoked_at:
        yield f"  revoked_at: {key.revoked_at.strftime('%Y-%m-%d %H:%M')}"


def scalar(value: str) -> str:
    """Return a text as YAML writes it, in quotes where it needs them."""
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def put_officer(text: str, file: str, officer: str, entry: Officer) -> str:
    r"""Return the text of `city.yml` with an officer's entry replaced, or added as the last.

    Args:
        text: the text; line ends are `\n`.
        file: its name for mistakes.
        officer: the officer's id.
        entry: the new entry.

    Raises:
        UserError: the list is written in one line between braces.
    """
    yaml = read_yaml(text, file)
    rows = text.rstrip("\n").split("\n")
    known = yaml.data.get(_FIELD)
    if not isinstance(known, dict) or not known:
        head = yaml.keys.get((_FIELD,))
        if head is None:
            return "\n".join([*rows, "", f"{_FIELD}:", *entry_lines(officer, entry, 2), ""])
        rows[head[0] - 1] = f"{_FIELD}:"
        return "\n".join([*rows[: head[0]], *entry_lines(officer, entry, 2), *rows[head[0] :], ""])
    last = list(known)[-1]
    line, column = yaml.keys[(_FIELD, officer if officer in known else last)]
    if line == yaml.keys[(_FIELD,)][0]:
        raise UserError(
            Problem.at(
                file,
                line,
                column,
                msg("officers 写在花括号里，不能自动改写"),
                msg("改成每人一段，代号独占一行，再运行一次"),
            )
        )
    end = _end(rows, line, column)
    start = line - 1 if officer in known else end
    return "\n".join([*rows[:start], *entry_lines(officer, entry, column - 1), *rows[end:], ""])


def _end(rows: list[str], line: int, column: int) -> int:
    """Return the row behind the entry whose key stands at `line` and `column`, both 1-based."""
    end = line
    while end < len(rows):
        row = rows[end]
        if row.strip() and len(row) - len(row.lstrip()) < column:
            break
        end += 1
    # Blank lines and comments before what follows belong to that.
    while end > line and (not rows[end - 1].strip() or rows[end - 1].lstrip().startswith("#")):
        end -= 1
    return end
