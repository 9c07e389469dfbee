"""The exchange of `public/`: whole or not at all, whatever the disk and other builds do."""

from __future__ import annotations

import errno
import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.cities import FRESH
from tests.plugins.building import write_city
from zhengwu.errors import UserError
from zhengwu_ops.build.swap import SCRATCH, exchange, workplace
from zhengwu_ops.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def put(folder: Path, **sites: str) -> Path:
    for site, text in sites.items():
        (folder / site).mkdir(parents=True)
        (folder / site / "index.html").write_text(text, "utf-8")
    return folder


def held(folder: Path) -> dict[str, str]:
    return {
        path.parent.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("index.html"))
    }


def test_new_folders_take_the_place_of_the_old(tmp_path: Path) -> None:
    public = put(tmp_path / "public", a="old", c="other")
    exchange(put(tmp_path / "work/public", a="new", b="new"), public, ("a", "b"))
    assert held(public) == {"a": "new", "b": "new", "c": "other"}


def test_a_failure_midway_puts_everything_back(tmp_path: Path) -> None:
    public = put(tmp_path / "public", b="old", c="old")
    new = put(tmp_path / "work/public", a="new", b="new")
    with pytest.raises(OSError, match="No such file"):
        exchange(new, public, ("a", "b", "c"))
    assert held(public) == {"b": "old", "c": "old"}


def test_a_killed_builds_leftovers_are_cleared_and_its_site_put_back(tmp_path: Path) -> None:
    put(tmp_path / "public", b="now")
    put(tmp_path / f"{SCRATCH}dead/old", a="former", b="former")
    put(tmp_path / f"{SCRATCH}dead/public", a="unfinished")
    with workplace(tmp_path) as scratch:
        assert [path.name for path in tmp_path.glob(f"{SCRATCH}*")] == [scratch.name]
    assert held(tmp_path / "public") == {"a": "former", "b": "now"}
    assert list(tmp_path.glob(f"{SCRATCH}*")) == []


def test_only_one_build_works_in_a_folder(tmp_path: Path) -> None:
    with (
        workplace(tmp_path) as scratch,
        pytest.raises(UserError, match="另一个"),
        workplace(tmp_path),
    ):
        pytest.fail("two builds at once")
    assert not scratch.exists()


@pytest.mark.parametrize("kind", ["file", "link"])
def test_public_must_be_a_folder(kind: str, tmp_path: Path) -> None:
    public = tmp_path / "public"
    if kind == "file":
        public.write_text("x", "utf-8")
    else:
        public.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UserError, match="应当是文件夹"), workplace(tmp_path):
        pytest.fail("built into something else")
    assert os.path.lexists(public)


def test_a_full_disk_is_told_and_clears_up(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No space left"), workplace(tmp_path) as scratch:
        raise OSError(errno.ENOSPC, "No space left on device", str(scratch / "a.html"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "target"),
    [("xwdt/key.txt", "secret.txt"), ("xwdt/all", "."), ("xwdt/gone.txt", "missing")],
    ids=["a file outside", "a loop", "nothing"],
)
def test_a_symbolic_link_stops_the_build_and_is_named(
    path: str,
    target: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_city(tmp_path, FRESH)
    (tmp_path / "secret.txt").write_text("秘密", "utf-8")
    link = tmp_path / "content/portal" / path
    link.symlink_to(tmp_path / target)
    monkeypatch.chdir(tmp_path)
    assert main(["build", "portal", "--date", "2026-11-24"]) == 1
    assert f"content/portal/{path}: 这不是普通的文件" in capsys.readouterr().err
    assert not (tmp_path / "public").exists()


def test_what_is_built_can_be_read_by_a_web_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_city(tmp_path, FRESH)
    monkeypatch.chdir(tmp_path)
    before = os.umask(0o077)
    try:
        assert main(["build", "--date", "2026-11-24"]) == 0
    finally:
        assert os.umask(before) == 0o077
    built = list((tmp_path / "public").rglob("*"))
    assert (tmp_path / "public/portal/index.html") in built
    assert [path for path in built if not path.stat().st_mode & 0o004] == []


def test_programs_read_what_came_of_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_city(tmp_path, FRESH)
    monkeypatch.chdir(tmp_path)
    assert main(["build", "portal", "--date", "2026-11-24", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["done"] is True
    assert facts["failures"] == []
    assert {"tool", "rulebook", "checked", "unchecked", "findings"} <= set(facts)
    page = tmp_path / "content/portal/index.md"
    page.write_text(page.read_text("utf-8") + "\n[甲](https://shop-x.example/)\n", "utf-8")
    assert main(["build", "portal", "--date", "2026-11-24", "--json"]) == 1
    facts = json.loads(capsys.readouterr().out)
    assert facts["done"] is False
    assert "external-link" in {finding["rule"] for finding in facts["findings"]}
