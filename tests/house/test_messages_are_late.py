"""A message is translated when it is printed: nothing inside it is text already."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("core", "hooks", "plugins", "ops")
FILES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
# Where the words themselves stand: what to do is a field of a problem, not a line of its message.
WORDS = {"core/zhengwu/problem.py", "hooks/zhengwu_lint/report/text.py"}
WORDS |= {"ops/zhengwu_ops/commands/lifecycle.py", "ops/zhengwu_ops/commands/log.py"}


def calls_of(path: Path) -> list[ast.Call]:
    calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "msg"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_message_holds_text_of_another(path: Path) -> None:
    for call in calls_of(path):
        for keyword in call.keywords:
            for node in ast.walk(keyword.value):
                frozen = isinstance(node, ast.Attribute) and node.attr in {"text", "without_place"}
                assert not (frozen and is_called(node, keyword.value)), f"line {call.lineno}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_to_do_is_no_part_of_what_is_wrong(path: Path) -> None:
    if path.relative_to(ROOT).as_posix() in WORDS:
        return
    for call in calls_of(path):
        template = call.args[0]
        assert isinstance(template, ast.Constant)
        assert "怎么办" not in template.value, f"line {call.lineno}"


def is_called(attribute: ast.AST, within: ast.AST) -> bool:
    return any(isinstance(n, ast.Call) and n.func is attribute for n in ast.walk(within))
