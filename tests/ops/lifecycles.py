"""A small city in a repository, and the command that writes events into its registers."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import yaml

from tests.cities import article
from tests.core.lifecycle.registers import FILINGS, OPEN, Life
from zhengwu_ops.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

DAY = "2026-11-24"
KAITONG = {"content/portal/tzgg/kaitong.md": article("开通。")}
HEAD = "# 这个文件的注释要留下。\n"
TAIL = "\n# 账号在最后。\naccounts: []\n"


def make_city(folder: Path) -> Path:
    """Write a city into a repository; its department's register goes on after the list."""
    tree = Life([OPEN], files=KAITONG, portal={"filings": FILINGS, "lifecycle": [OPEN]}).tree
    for path in tree.files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(tree.read(path))
    register = folder / "content/fgj/site.yml"
    register.write_text(HEAD + register.read_text("utf-8") + TAIL, "utf-8")
    git(folder, "init", "-q")
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
    )


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "a")


def run(*arguments: str, day: str = DAY) -> int:
    return main(["lifecycle", *arguments, "--date", day])


def register(folder: Path, site: str = "fgj") -> str:
    return (folder / f"content/{site}/site.yml").read_text("utf-8")


def events(folder: Path, site: str = "fgj") -> list[dict[str, Any]]:
    return list(yaml.load(register(folder, site), Loader=yaml.BaseLoader)["lifecycle"])


def report(capsys: pytest.CaptureFixture[str], *arguments: str, day: str = DAY) -> dict[str, Any]:
    capsys.readouterr()
    run(*arguments, "--json", day=day)
    return dict(json.loads(capsys.readouterr().out))


def suspended(folder: Path, *more: str) -> None:
    assert run("fgj", "suspend", "--on", "2026-12-01", "--until", "2026-12-20", *more) == 0


def publish(folder: Path, *pages: str) -> None:
    for page in pages:
        path = folder / "content" / page
        path.write_text(path.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
