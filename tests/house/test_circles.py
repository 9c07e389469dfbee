"""No module goes in a circle with others of its room, imports for annotations included."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = {"plugins": "zhengwu_mkdocs"}


def imports(room: str) -> dict[str, set[str]]:
    """Return what each module of a room imports of the same room, wherever the import stands."""
    base = ROOT / room
    files = {
        ".".join(file.relative_to(base).with_suffix("").parts).removesuffix(".__init__"): file
        for file in (base / PACKAGES[room]).rglob("*.py")
    }
    found: dict[str, set[str]] = {}
    for module, file in files.items():
        named: set[str] = set()
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                named |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        packages = {module.rpartition(".")[0]}  # a module may name the package that it is in
        found[module] = (named & set(files)) - {module} - packages
    return found


@pytest.mark.parametrize("room", PACKAGES)
def test_no_modules_import_each_other(room: str) -> None:
    graph = imports(room)
    assert len(graph) > 20
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))
