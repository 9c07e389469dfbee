"""The arrows between the rooms, read from the code: who may import whom."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib.metadata import packages_distributions, requires
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PACKAGES = {
    "core": "zhengwu",
    "hooks": "zhengwu_lint",
    "plugins": "zhengwu_mkdocs",
    "templates": "zhengwu_theme",
    "ops": "zhengwu_ops",
}
MAY_IMPORT = {
    "core": set(),
    "hooks": {"core"},
    "plugins": {"core", "hooks"},
    "templates": set(),
    "ops": {"core", "hooks", "plugins", "templates"},
}
POSIX_ONLY = {"fcntl", "grp", "pwd", "resource", "syslog", "termios", "tty", "pty", "crypt"}


def imports(room: str) -> Iterator[tuple[str, str]]:
    """Yield (place, top-level package) of every import in a room, wherever it stands."""
    for file in sorted((ROOT / room / PACKAGES[room]).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [PACKAGES[room] if node.level else str(node.module)]
            for name in names:
                yield f"{file.relative_to(ROOT).as_posix()}:{node.lineno}", name.split(".")[0]


@pytest.mark.parametrize("room", PACKAGES)
def test_a_room_imports_only_the_rooms_below(room: str) -> None:
    forbidden = {PACKAGES[other] for other in set(PACKAGES) - MAY_IMPORT[room] - {room}}
    assert [(place, name) for place, name in imports(room) if name in forbidden] == []


def test_git_is_run_in_one_place() -> None:
    """Only there it is kept from what could change its answer."""
    files = [file for room in PACKAGES for file in (ROOT / room / PACKAGES[room]).rglob("*.py")]
    running = {
        file.relative_to(ROOT).as_posix()
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.List)
        and node.elts
        and isinstance(node.elts[0], ast.Constant)
        and node.elts[0].value == "git"
    }
    assert running == {"hooks/zhengwu_lint/git.py"}


@pytest.mark.parametrize("room", sorted(set(PACKAGES) - {"plugins"}))
def test_only_plugins_know_mkdocs(room: str) -> None:
    assert [place for place, name in imports(room) if name in {"mkdocs", "material"}] == []


@pytest.mark.parametrize("room", ["core", "hooks", "plugins"])
def test_editors_rooms_run_on_windows(room: str) -> None:
    assert [place for place, name in imports(room) if name in POSIX_ONLY] == []


def test_the_scan_sees_the_imports_that_there_are() -> None:
    assert {"zhengwu", "mkdocs"} <= {name for _, name in imports("plugins")}


@pytest.mark.parametrize("room", PACKAGES)
def test_every_import_is_a_declared_dependency(room: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = {"plugins": ("site",), "ops": ("ops",)}.get(room, ())
    lists = (project["dependencies"], *(project["optional-dependencies"][e] for e in extras))
    declared = {_name(line) for lines in lists for line in lines} - {"zhengwu"}
    # Pydantic's core and MkDocs' templates come with them and belong to their interface.
    declared |= {_name(line) for name in declared for line in requires(name) or ()}
    distributions = packages_distributions()
    undeclared = {
        name
        for _, name in imports(room)
        if name in distributions
        and name not in PACKAGES.values()
        and declared.isdisjoint(_name(found) for found in distributions[name])
    }
    assert undeclared == set()


def _name(requirement: str) -> str:
    match = re.match(r"[\w.-]+", requirement)
    assert match is not None
    return match[0].lower().replace("_", "-")
