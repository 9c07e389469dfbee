"""When a site is judged as a whole: its folder, the content, and a commit that touches it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cities import article
from tests.hooks.ondisk import Lint, write

if TYPE_CHECKING:
    from pathlib import Path

POLICY = "content/portal/zcwj/p.md"
READING = "content/portal/zcjd/r.md"
FILES = {
    "content/portal/tzgg/a.md": article("正文"),
    POLICY: article("第一条", kind="policy", validity="有效"),
    READING: article("说明", kind="interpretation", interprets="none.md", provider="市档案馆"),
}
DANGLES = (READING, 6, "dangling-interpretation")
UNPAIRED = (POLICY, 2, "unpaired-policy")


@pytest.fixture
def city(here: Path) -> Path:
    write(here, FILES)
    return here


@pytest.mark.parametrize("path", ["content", "content/portal", "."])
def test_a_whole_site_is_judged_as_one(city: Path, lint: Lint, path: str) -> None:
    assert lint(path).findings == [DANGLES, UNPAIRED]


def test_nothing_asked_for_means_the_whole_content(city: Path, lint: Lint) -> None:
    assert lint().findings == [DANGLES, UNPAIRED]


@pytest.mark.parametrize("path", [READING, "content/portal/zcjd", "content/fgj"])
def test_a_part_of_a_site_is_not(city: Path, lint: Lint, path: str) -> None:
    assert lint(path).findings == []


def test_a_site_counts_as_its_files(city: Path, lint: Lint) -> None:
    files = sum(1 for p in (city / "content" / "portal").rglob("*") if p.is_file())
    assert lint("content/portal").report["checked"] == files


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=林", "-c", "user.email=lin@zhongshan.example",
                    *arguments], cwd=folder, check=True, capture_output=True)  # fmt: skip


def test_a_commit_is_judged_for_dangling_references_only(city: Path, lint: Lint) -> None:
    git(city, "init", "-q")
    git(city, "add", ".")
    assert lint("--staged").findings == [DANGLES]


def test_the_staged_text_is_judged_and_not_the_folder(city: Path, lint: Lint) -> None:
    write(city, {READING: FILES[READING].replace("none.md", "../zcwj/p.md")})
    git(city, "init", "-q")
    git(city, "add", ".")
    write(city, FILES)
    assert lint("--staged").findings == []


def test_deleting_a_policy_leaves_its_interpretation_dangling(city: Path, lint: Lint) -> None:
    write(city, {READING: FILES[READING].replace("none.md", "../zcwj/p.md")})
    git(city, "init", "-q")
    git(city, "add", ".")
    git(city, "commit", "-q", "-m", "first")
    git(city, "rm", "-q", POLICY)
    assert lint("--staged").findings == [DANGLES]
    git(city, "commit", "-q", "-m", "second")
    assert lint("--staged").findings == []
