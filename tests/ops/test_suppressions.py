"""`zhengwu suppressions`: all of a city, with officer and age."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.cities import PORTAL, article, dump
from tests.hooks.ondisk import PAGE, write_city
from zhengwu_ops.cli import main

if TYPE_CHECKING:
    from pathlib import Path

ALLOW = 'zhengwu: allow {} until={} by={} reason="照录原文"'
BODY = f"""\
开头。

<!-- {ALLOW.format("doubled-punctuation", "2026-12-31", "lin")} -->
照录，，原文。

<!-- {ALLOW.format("doubled-punctuation", "2026-01-31", "lin")} -->
照录，，原文。
"""
SITE = f"# {ALLOW.format('missing-required-column', '2027-01-31', 'wang')}\n{dump(PORTAL)}"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = {PAGE: article(BODY), "content/portal/site.yml": SITE}
    folder = write_city(tmp_path / "city", files)
    monkeypatch.chdir(folder)
    return folder


def git(folder: Path, *arguments: str, day: str = "2026-10-25T09:00:00+0800") -> None:
    environment = {
        "PATH": "/usr/bin:/bin:/usr/local/bin",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_AUTHOR_DATE": day,
        "GIT_COMMITTER_DATE": day,
    }
    command = ["git", "-c", "user.name=林", "-c", "user.email=lin@zhongshan.example", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=environment)


def listed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    assert main(["suppressions", "--json", "--date", "2026-11-24"]) == 0
    data: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return data


def test_all_of_a_city_are_listed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = listed(capsys)
    told = [(r["file"], r["line"], r["rule"], r["until"], r["valid"]) for r in rows]
    assert told == [
        ("content/portal/site.yml", 1, "missing-required-column", "2027-01-31", False),
        (PAGE, 8, "doubled-punctuation", "2026-12-31", True),
        (PAGE, 11, "doubled-punctuation", "2026-01-31", False),
    ]
    assert [row["officer"] for row in rows] == ["", "林若澄", "林若澄"]
    assert [row["whole_file"] for row in rows] == [True, False, False]
    assert "没有登记" in rows[0]["flaw"]
    assert "到期" in rows[2]["flaw"]
    assert all(row["reason"] == "照录原文" for row in rows)


def test_without_history_the_age_is_not_known(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert {row["age_days"] for row in listed(capsys)} == {None}


def test_the_age_counts_from_the_commit(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(here, "init", "-q")
    git(here, "add", ".")
    git(here, "commit", "-q", "-m", "first")
    assert {row["age_days"] for row in listed(capsys)} == {30}
    page = here / PAGE
    page.write_text(page.read_text("utf-8").replace("2026-12-31", "2026-12-30"), "utf-8")
    assert [row["age_days"] for row in listed(capsys)] == [30, None, 30]  # not committed yet
    git(here, "commit", "-q", "-a", "-m", "second", day="2026-11-23T23:30:00+0800")
    assert [row["age_days"] for row in listed(capsys)] == [30, 1, 30]


def test_a_shallow_clone_does_not_lie_about_ages(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    git(here, "init", "-q")
    git(here, "add", ".")
    git(here, "commit", "-q", "-m", "first")
    git(here, "commit", "-q", "--allow-empty", "-m", "second")
    clone = here.parent / "clone"
    git(here, "clone", "-q", "--depth", "1", here.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    assert {row["age_days"] for row in listed(capsys)} == {None}


def test_people_read_who_until_when_and_why(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suppressions", "--date", "2026-11-24"]) == 0
    out = capsys.readouterr().out
    assert f"{PAGE}:8: doubled-punctuation\n    到 2026-12-31 为止" in out
    assert "负责人 林若澄（lin）" in out
    assert "原因：照录原文" in out
    assert out.endswith("共 3 处豁免，1 处有效。\n")


def test_a_city_without_any_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_city(tmp_path / "city"))
    assert main(["suppressions"]) == 0
    assert capsys.readouterr().out == "共 0 处豁免，0 处有效。\n"


def test_without_a_city_there_is_nothing_to_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["suppressions"]) == 2
    assert "没有 content/city.yml" in capsys.readouterr().err


def test_a_broken_register_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "content/city.yml").write_text("name: [\n", "utf-8")
    assert main(["suppressions"]) == 2
    assert "content/city.yml:2" in capsys.readouterr().err
