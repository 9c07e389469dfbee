"""Every Python from 3.11 on reads the house's regular expressions alike."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from zhengwu.expressions import possessive

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
ROOMS = ("core", "hooks", "plugins", "templates", "ops", "scripts", "tests", "benchmarks")
# They name the quantifiers in order to refuse them.
EXEMPT = {"tests/house/test_expressions.py", "tests/hooks/rules/test_wrong_wording.py"}


def strings(source: str) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of every string of a module that uses `re`; docstrings are left out.

    A pattern may be put together anywhere, so that not only the arguments of `re` count. What is
    formatted into an f-string stands as one sign.
    """
    tree = ast.parse(source)
    if not any(
        isinstance(node, ast.Import) and any(name.name == "re" for name in node.names)
        for node in ast.walk(tree)
    ):
        return
    left_out = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            left_out |= {id(part) for part in node.values}
            parts = (p.value if isinstance(p, ast.Constant) else "x" for p in node.values)
            yield node.lineno, "".join(map(str, parts))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in left_out
        ):
            yield node.lineno, node.value


def texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value)


def test_no_expression_in_the_code_is_possessive() -> None:
    found = []
    for room in ROOMS:
        for file in (ROOT / room).rglob("*.py"):
            name = file.relative_to(ROOT).as_posix()
            if name in EXEMPT:
                continue
            found += [
                f"{name}:{line}: {what}"
                for line, text in strings(file.read_text("utf-8"))
                if (what := possessive(text))
            ]
    assert found == []


def test_no_expression_in_the_data_is_possessive() -> None:
    files = [*(ROOT / "core").rglob("data/**/*.yml"), *(ROOT / "content").glob("*.yml")]
    assert len(files) > 20
    assert [
        (file.name, what)
        for file in files
        for text in texts(yaml.safe_load(file.read_text("utf-8")))
        if (what := possessive(text))
    ] == []


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"a*+b", "*+"),
        (r"a++", "++"),
        (r"(?:ab)?+", "?+"),
        (r"a{2}+", "{2}+"),
        (r"a{2,}+", "{2,}+"),
        (r"a{,3}+", "{,3}+"),
        (r"[^a]*+", "*+"),
        (r"(?>ab)", "(?>"),
        (r"\\*+", "*+"),
        (r"[]]++", "++"),
        (r"\++", ""),
        (r"\*+", ""),
        (r"[*+]", ""),
        (r"[*+?]+", ""),
        (r"[^*+]*", ""),
        (r"(?:a+)+", ""),
        (r"a+?", ""),
        (r"\(?>", ""),
        ("", ""),
    ],
)
def test_what_is_possessive(pattern: str, found: str) -> None:
    assert possessive(pattern) == found


def test_the_strings_of_a_module_are_all_looked_at() -> None:
    source = '"""Doc a++."""\nimport re\nA = "b++"\nB = rf"{A}*+"\nC = re.compile("c" "*+")\n'
    assert [text for _, text in strings(source)] == ["x*+", "b++", "c*+"]
    assert list(strings('A = "1++"\n')) == []
