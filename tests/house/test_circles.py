"""No module goes in a circle with others, imports for annotations included."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = {
    "core": "zhengwu",
    "hooks": "zhengwu_lint",
    "plugins": "zhengwu_mkdocs",
    "ops": "zhengwu_ops",
}


def modules() -> dict[str, Path]:
    """Return every module of every room; a package is its `__init__`."""
    found: dict[str, Path] = {}
    for room, package in PACKAGES.items():
        for file in (ROOT / room / package).rglob("*.py"):
            parts = file.relative_to(ROOT / room).with_suffix("").parts
            found[".".join(parts).removesuffix(".__init__")] = file
    return found


def imported(text: str, module: str, known: set[str]) -> set[str]:
    """Return what of `known` a module imports, wherever the import stands.

    `from package import name` is an import of the module `name` where there is one, else of the
    package; only that one counts, so a package may gather what its modules define.
    """
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in known else node.module)
    return (found & known) - {module}


def graph_of(files: dict[str, str]) -> dict[str, set[str]]:
    return {module: imported(text, module, set(files)) for module, text in files.items()}


def circle_in(graph: dict[str, set[str]]) -> list[str]:
    """Return the modules of one circle, the first also last; none if there is no circle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_modules_import_each_other() -> None:
    graph = graph_of({module: file.read_text("utf-8") for module, file in modules().items()})
    assert len(graph) > 350
    assert sum(map(len, graph.values())) > 1000
    assert circle_in(graph) == []


@pytest.mark.parametrize(
    "second",
    [
        "from a.one import x",
        "from a import one",
        "import a.one",
        "if TYPE_CHECKING:\n    from a.one import X",
        "def f() -> None:\n    from a.one import x",
    ],
)
def test_a_circle_is_seen(second: str) -> None:
    files = {"a": "", "a.one": "from a.two import y", "a.two": second}
    assert set(circle_in(graph_of(files))) == {"a.one", "a.two"}


def test_a_package_may_gather_its_modules() -> None:
    files = {"a": "from a.one import x", "a.one": "from a import two", "a.two": ""}
    assert circle_in(graph_of(files)) == []
