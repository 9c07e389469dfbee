"""What cannot be judged: a finding or an entry in the report, never a crash and never a silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hooks.ondisk import CLEAN, PAGE, Lint, write

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_of_an_unknown_kind_is_listed_as_unchecked(here: Path, lint: Lint) -> None:
    write(here, {"content/portal/gk/a.docx": b"PK\x03\x04", "b.txt": "b"})
    run = lint("content/portal/gk/a.docx", "b.txt", "content/fgj")
    assert [entry["file"] for entry in run.report["unchecked"]] == [
        "content/portal/gk/a.docx",
        "b.txt",
    ]
    assert all("不认识这种文件" in entry["why"] for entry in run.report["unchecked"])
    assert (run.code, run.report["checked"]) == (0, 11)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("标题".encode("gb18030"), 1),
        (b"\xef\xbb\xbf" + CLEAN.encode(), 1),
        (CLEAN.encode("utf-16"), 1),
        (CLEAN.encode() + b"\0", 7),
        (b"\xff\xfe\xfd", 1),
        (b"a" * 6_000_000, 1),
    ],
    ids=["GB18030", "BOM", "UTF-16", "NUL", "binary", "too large"],
)
@pytest.mark.parametrize("name", [PAGE, "outside.md", "outside.html"])
def test_an_unreadable_file_is_a_finding(
    name: str, data: bytes, line: int, here: Path, lint: Lint
) -> None:
    write(here, {name: data})
    run = lint(name)
    assert run.code == 1
    assert run.findings == [(name, line, "unreadable-file")]


def test_a_file_that_cannot_be_opened_is_a_finding(
    here: Path, lint: Lint, monkeypatch: pytest.MonkeyPatch
) -> None:
    readable = type(here).read_bytes

    def refuse(path: Path) -> bytes:
        if path.name != "outside.md":  # the program's own files are read in the same way
            return readable(path)
        raise PermissionError(13, "Permission denied")

    write(here, {"outside.md": CLEAN})
    monkeypatch.setattr(type(here), "read_bytes", refuse, raising=True)
    monkeypatch.setattr("zhengwu.tree.FolderTree.read", lambda tree, path: _raw(tree.root / path))
    run = lint("outside.md")
    assert run.code == 1
    assert run.findings == [("outside.md", 0, "unreadable-file")]


def _raw(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read()


@pytest.mark.parametrize("text", ["", " \n", "---\n", "---\ntitle: [\n---\n"])
def test_a_page_without_sense_is_a_finding_or_clean_but_no_crash(
    text: str, here: Path, lint: Lint
) -> None:
    write(here, {PAGE: text})
    assert lint(PAGE).findings[0][2] == "invalid-front-matter"


def test_a_broken_site_is_told_even_if_only_its_page_was_asked_for(here: Path, lint: Lint) -> None:
    write(here, {"content/portal/site.yml": "name: [\n"})
    run = lint(PAGE)
    assert run.code == 1
    assert run.findings == [("content/portal/site.yml", 2, "invalid-register")]
    assert run.report["unchecked"] == [
        {"file": PAGE, "why": "content/portal/site.yml 有错，先改好它才能检查这个网站的文件"}
    ]


def test_a_broken_city_is_told_even_if_only_a_page_was_asked_for(here: Path, lint: Lint) -> None:
    write(here, {"content/city.yml": "name: 甲\n"})
    run = lint(PAGE, "content/fgj/index.md")
    assert run.code == 1
    assert {finding[0] for finding in run.findings} == {"content/city.yml"}
    assert [entry["file"] for entry in run.report["unchecked"]] == [
        PAGE,
        "content/fgj/index.md",
    ]


def test_a_broken_site_leaves_the_others(here: Path, lint: Lint) -> None:
    write(here, {"content/portal/site.yml": "name: [\n"})
    assert lint("content/fgj/index.md").code == 0
