"""Facts that say "clean" of a page that is not: whoever planted them, no act believes them."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.cities import DAY
from tests.hooks.ondisk import CLEAN, FOREIGN, PAGE, write_city
from zhengwu.facts import body_of, digest_of, front_of, write_body, write_front
from zhengwu.facts_reader import BODY, FRONT
from zhengwu.pages.schedule import end_of
from zhengwu_lint.store import FOLDER, open_store
from zhengwu_ops.build.sites import build_sites
from zhengwu_ops.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def forge(root: Path) -> None:
    """Say of the page with a foreign link what is true of the clean one."""
    digest = digest_of(FOREIGN.encode())
    with open_store(root, lambda _: None) as store:
        assert store.file is not None
        store.keep(digest, FRONT, write_front(front_of(CLEAN)))
        store.keep(digest, BODY, write_body(replace(body_of(CLEAN), text=FOREIGN)))


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = write_city(tmp_path / "city", {PAGE: FOREIGN})
    (root / "mkdocs.yml").write_text("site_name: 示范\n", "utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.chdir(root)
    return root


def lint(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    main(["lint", PAGE, "--date", DAY.isoformat()])
    return capsys.readouterr().out


def build(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    return gate(root, publishing=False)


def publish(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    return gate(root, publishing=True)


def gate(root: Path, *, publishing: bool) -> str:
    outcome = build_sites(
        root / "content",
        ("portal",),
        end_of(DAY),
        strict=False,
        say=lambda _: None,
        kept=root,
        publishing=publishing,
    )
    assert not outcome.done
    return "\n".join(f"{p.file} {p.code}" for p in outcome.report.findings)


ACTS = pytest.mark.parametrize("act", [lint, build, publish])


@ACTS
def test_another_persons_facts_are_not_believed(
    act: Callable[[Path, pytest.CaptureFixture[str]], str],
    city: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    own = city.parent / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(city.parent / "another"))
    forge(city)
    monkeypatch.setenv("XDG_STATE_HOME", str(own))
    assert "external-link" in act(city, capsys)


@ACTS
def test_restored_facts_are_not_believed(
    act: Callable[[Path, pytest.CaptureFixture[str]], str],
    city: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    forge(city)
    (file,) = (city / FOLDER).glob("facts-*.db")
    data = file.read_bytes()
    with file.open("rb"):  # its number on the disk is not given again
        file.unlink()
        file.write_bytes(data)
        file.chmod(0o600)
        assert "external-link" in act(city, capsys)


@ACTS
def test_committed_facts_are_not_believed(
    act: Callable[[Path, pytest.CaptureFixture[str]], str],
    city: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    forge(city)
    subprocess.run(["git", "init", "-q"], cwd=city, check=True)
    subprocess.run(["git", "add", "-f", FOLDER], cwd=city, check=True)
    assert "external-link" in act(city, capsys)


def test_in_ci_a_publication_believes_nothing_that_is_kept(
    city: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    forge(city)
    monkeypatch.setenv("CI", "true")
    assert "external-link" in publish(city, capsys)


def test_ones_own_facts_are_believed_and_can_be_left_out(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """That the forgery would work: it does on whoever forges for himself."""
    forge(city)
    assert "external-link" not in lint(city, capsys)
    main(["lint", PAGE, "--date", DAY.isoformat(), "--no-cache"])
    assert "external-link" in capsys.readouterr().out


def test_without_a_cache_the_report_is_the_same(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, again = lint(city, capsys), lint(city, capsys)
    main(["lint", PAGE, "--date", DAY.isoformat(), "--no-cache"])
    assert first == again == capsys.readouterr().out
