"""The pipeline templates fit the forges' own schemas, and their commands exist."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from zhengwu_lint.report import FORMATS
from zhengwu_ops.cli import COMMANDS, main
from zhengwu_ops.scaffold.files import FORGES

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS = {"gitlab": "vendor.gitlab-ci", "github": "vendor.github-workflows"}


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "city"]) == 0
    return tmp_path


@pytest.mark.parametrize("forge", FORGES)
def test_the_template_fits_the_forges_schema(forge: str, city: Path) -> None:
    assert main(["new", "pipeline", forge]) == 0
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[forge]]
    done = subprocess.run(
        [*command, str(city / FORGES[forge])], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("forge", FORGES)
def test_the_whole_history_is_fetched(forge: str, city: Path) -> None:
    assert main(["new", "pipeline", forge]) == 0
    text = (city / FORGES[forge]).read_text("utf-8")
    assert re.search(r'GIT_DEPTH: "0"|fetch-depth: 0\b', text)


@pytest.mark.parametrize("forge", FORGES)
def test_its_commands_exist(forge: str, city: Path) -> None:
    assert main(["new", "pipeline", forge]) == 0
    data = yaml.safe_load((city / FORGES[forge]).read_text("utf-8"))
    scripts = re.findall(r"zhengwu (?:lint|build)[^\n'\"]*", yaml.safe_dump(data, width=1000))
    assert len(scripts) == 2
    for script in scripts:
        words = shlex.split(script)
        assert words[1] in COMMANDS
        named = [words[i + 1] for i, word in enumerate(words) if word == "--format"]
        assert {name.partition("=")[0] for name in named} <= set(FORMATS)


def test_an_existing_pipeline_is_kept(city: Path) -> None:
    assert main(["new", "pipeline", "gitlab"]) == 0
    assert main(["new", "pipeline", "gitlab"]) == 2
