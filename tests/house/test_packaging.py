"""The wheel, not the tree: what a person gets who installs it."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from tests.house.conftest import Installed

ROOT = Path(__file__).parents[2]
PACKAGES = ("zhengwu", "zhengwu_lint", "zhengwu_mkdocs", "zhengwu_theme", "zhengwu_ops")


def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "core", "hooks", "plugins", "templates", "ops"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\n")
    wanted = {name.partition("/")[2] for name in listed if name and (ROOT / name).is_file()}
    with zipfile.ZipFile(wheel) as archive:
        missing = wanted - set(archive.namelist())
    assert missing == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_the_packages_come_from_the_wheel(package: str, installed: Installed) -> None:
    where = installed.python(f"import {package}; print({package}.__file__)")
    assert Path(where.strip()).is_relative_to(installed.folder)


@pytest.mark.parametrize("group", ["mkdocs.plugins", "mkdocs.themes"])
def test_every_entry_point_loads(group: str, installed: Installed) -> None:
    code = f"""
from importlib.metadata import distribution
for entry in distribution("zhengwu").entry_points.select(group={group!r}):
    entry.load()
    print(entry.name)
"""
    loaded = installed.python(code).split()
    assert loaded
    assert all(name.startswith("zhengwu") for name in loaded)


def test_the_command_shows_its_help(installed: Installed) -> None:
    assert "lint" in installed.run("zhengwu", "--help")


def test_the_command_lists_the_rules(installed: Installed) -> None:
    rules = json.loads(installed.run("zhengwu", "rules", "--format", "json"))
    assert "external-link" in {rule["id"] for rule in rules}


def test_packaged_data_is_found(installed: Installed) -> None:
    code = """
from zhengwu.packaged import column_types, identifier_format
from zhengwu.rulebook import current_rulebook
from zhengwu.register.load import packaged_city
print(current_rulebook().id, packaged_city().facts.name, len(column_types()),
      identifier_format("icp").link)
"""
    rulebook, city, types, link = installed.python(code).split()
    assert rulebook == "gbmh-2019-19"
    assert city == "未指定城市"
    assert int(types) > 10
    assert link == "https://beian.miit.gov.cn/"


def test_a_page_outside_any_city_is_linted_by_the_packaged_city(
    installed: Installed, tmp_path: Path
) -> None:
    page = tmp_path / "page.md"
    page.write_text("正文。\n", "utf-8")
    report = json.loads(installed.run("zhengwu", "lint", "--format", "json", str(page)))
    assert report["checked"] == 1


def test_lint_loads_nothing_heavy(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("正文。\n", "utf-8")
    code = """
import json, sys
from zhengwu_ops.cli import main
main(["lint", sys.argv[1]])
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(page)], capture_output=True, check=True, encoding="utf-8"
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "zhengwu_lint" in loaded
    assert loaded & {"mkdocs", "rich", "distributed", "opencc", "jinja2", "ruamel"} == set()


def test_help_loads_no_rule(tmp_path: Path) -> None:
    code = "import sys; from zhengwu_ops.cli import main; main(['--help']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    assert "zhengwu_lint.rules" not in done.stdout.splitlines()[-1].split()


@pytest.mark.parametrize(
    ("command", "file"),
    [
        ("validate-manifest", ".pre-commit-hooks.yaml"),
        ("validate-config", ".pre-commit-config.yaml"),
    ],
)
def test_the_hook_files_are_valid(command: str, file: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", command, str(ROOT / file)],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_the_hooks_own_repository_uses_the_hook_that_it_offers() -> None:
    (offered,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    own = {hook["id"]: hook for repo in config["repos"] for hook in repo["hooks"]}
    assert own[offered["id"]]["args"] == offered["entry"].split()
    assert own[offered["id"]]["always_run"] is offered["always_run"] is True
    assert {"ruff-check", "ruff-format", "mypy"} <= set(own)
