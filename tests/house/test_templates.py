"""The messages of the code: templates that can be filled."""

from __future__ import annotations

import ast
import string
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_template_of_the_code_can_be_filled_with_its_values() -> None:
    """A field without a value would be a KeyError in the hands of an editor."""
    wrong: list[str] = []
    seen = 0
    for room in ("core", "hooks", "plugins", "ops"):
        for file in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "msg"):
                    continue
                seen += 1
                template = node.args[0] if node.args else None
                given = {k.arg for k in node.keywords}
                place = f"{file.relative_to(ROOT)}:{node.lineno}"
                if isinstance(template, ast.Attribute) and template.attr == "template":
                    continue  # a message of a table, filled anew
                if not (isinstance(template, ast.Constant) and isinstance(template.value, str)):
                    wrong.append(f"{place}: the template is no literal")
                    continue
                fields = {
                    name for _, name, _, _ in string.Formatter().parse(template.value) if name
                }
                # Templates of a table are filled later, all with the same values.
                if given and fields != given:
                    wrong.append(f"{place}: {sorted(fields)} != {sorted(map(str, given))}")
    assert seen > 100
    assert wrong == []
