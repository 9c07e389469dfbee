"""The theme without a plugin that it stands on: a sentence that says what to do, no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.plugins.building import write_city

if TYPE_CHECKING:
    from pathlib import Path

NEEDED = ("site", "identity", "columns", "interpretation", "leaving")


def refusal(folder: Path) -> str:
    """Build by MkDocs and return what it says, without a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder / "out")],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "mkdocs.yml" in done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize("name", NEEDED)
def test_a_missing_plugin_is_named(name: str, tmp_path: Path) -> None:
    config = write_city(tmp_path, {})
    lines = config.read_text("utf-8").split("\n")
    kept = [line for line in lines if line.strip().rstrip(":") != f"- zhengwu/{name}"]
    kept = [line for line in kept if name != "site" or "!ENV" not in line]
    assert len(kept) < len(lines)
    config.write_text("\n".join(kept), "utf-8")
    assert f"zhengwu/{name}" in refusal(tmp_path)


def test_the_theme_without_any_plugin_says_what_it_needs(tmp_path: Path) -> None:
    write_city(tmp_path, {}).write_text(
        "site_name: 甲\ndocs_dir: content/portal\ntheme: {name: zhengwu}\nplugins: []\n", "utf-8"
    )
    assert "zhengwu/site" in refusal(tmp_path)
