"""`zhengwu withdraw` on disk: what becomes of the page, its attachments and the register."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cities import article, city_tree
from zhengwu.pages.index import read_pages
from zhengwu.register.load import load_register
from zhengwu.release.withdrawals import read_withdrawals
from zhengwu.tree import FolderTree
from zhengwu_ops.cli import main
from zhengwu_ops.oplog.log import Log

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "content/portal/tzgg/a.md"
FILES = ("own.docx", "shared.docx")
TEXT = """\
---
title: 关于甲的公告
published_at: 2026-11-02 09:30
source: 本网
summary: 说的是甲。
attachments:
  - {name: 自己的, file: files/own.docx}
  - {name: 共用的, file: files/shared.docx}
keywords: [甲]
---
正文说的是甲。
"""


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    tree = city_tree(
        {
            PAGE: TEXT,
            "content/portal/tzgg/b.md": article("见[表](files/shared.docx)。"),
            **{f"content/portal/tzgg/files/{name}": b"docx" for name in FILES},
        }
    )
    for path in tree.files():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(tree.read(path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def register(city: Path) -> str:
    """Return the register of withdrawals, which reads without a mistake."""
    tree = FolderTree(city)
    loaded = load_register(tree).city
    assert loaded is not None
    site = loaded.sites["portal"]
    pages = read_pages(site, tree, "content/portal", loaded)
    assert read_withdrawals(tree, site, pages).mistakes == ()
    return (city / "withdrawals/portal.yml").read_text("utf-8")


def run(*arguments: str) -> int:
    return main(["withdraw", *arguments])


WHY = ("--explanation", '经核实："甲"有误')


def test_an_error_takes_the_page_and_its_own_attachments(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(PAGE, "--reason", "error", *WHY, "--json") == 0
    assert json.loads(capsys.readouterr().out)["files"] == [
        "content/portal/tzgg/files/own.docx",
        PAGE,
        "withdrawals/portal.yml",
    ]
    assert not (city / PAGE).exists()
    assert [p.name for p in (city / "content/portal/tzgg/files").iterdir()] == ["shared.docx"]
    assert "files: [tzgg/files/own.docx]" in register(city)
    entry = next(iter(Log.of_city(city / "content").entries()))
    assert (entry.act, entry.detail["reason"]) == ("withdraw", "error")


def test_what_is_superseded_leads_on(city: Path) -> None:
    assert run("portal/tzgg/a.md", "--reason", "superseded", "--to", "portal/tzgg/b.md", *WHY) == 0
    assert not (city / PAGE).exists()
    assert "to: tzgg/b.md" in register(city)


def test_what_is_withdrawn_says_why_and_nothing_else(city: Path) -> None:
    assert run(PAGE, "--reason", "withdrawn", *WHY) == 0
    text = (city / PAGE).read_text("utf-8")
    assert "title: 关于甲的公告\n" in text
    assert '经核实："甲"有误' in text
    for gone in ("attachments", "own.docx", "summary", "正文说的是甲"):
        assert gone not in text
    assert "keywords: [甲]\n---\n" in text
    assert not (city / "content/portal/tzgg/files/own.docx").exists()
    assert "reason: " in register(city)


def test_a_page_moves(city: Path) -> None:
    assert run(PAGE, "--moved-to", "content/portal/zcwj/a.md") == 0
    assert (city / "content/portal/zcwj/a.md").read_text("utf-8") == TEXT
    assert (city / "content/portal/tzgg/files/own.docx").exists()
    assert "page: tzgg/a.md\n    to: zcwj/a.md" in register(city)


def test_a_page_that_has_moved_already_is_registered(city: Path) -> None:
    (city / PAGE).rename(city / "content/portal/tzgg/c.md")
    assert run(PAGE, "--moved-to", "content/portal/tzgg/c.md") == 0
    assert "to: tzgg/c.md" in register(city)


def test_entries_are_added_and_what_people_wrote_stays(city: Path) -> None:
    file = city / "withdrawals/portal.yml"
    file.parent.mkdir()
    file.write_text(
        "# 人写的\nmoves:\n  # 去年\n"
        "  - {page: tzgg/x.md, to: tzgg/b.md, date: 2025-01-01}\nwithdrawals: []\n",
        "utf-8",
    )
    assert run(PAGE, "--moved-to", "content/portal/tzgg/c.md") == 0
    text = register(city)
    assert text.startswith("# 人写的\nmoves:\n  # 去年\n")
    assert text.index("tzgg/x.md") < text.index("tzgg/a.md") < text.index("withdrawals")


def test_windows_line_ends_stay(city: Path) -> None:
    page, file = city / PAGE, city / "withdrawals/portal.yml"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    file.parent.mkdir()
    written = b"moves: # \xe5\x8e\xbb\r\n  [{page: tzgg/x.md, to: tzgg/b.md, date: 2025-01-01}]\r\n"
    file.write_bytes(written)
    assert run(PAGE, "--reason", "withdrawn", *WHY) == 0
    for path in (page, file):
        data = path.read_bytes()
        assert data.count(b"\n") == data.count(b"\r\n") > 0
    assert file.read_bytes().startswith(written)
    assert "reason: withdrawn\n" in register(city)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((PAGE,), "写明一个原因"),
        ((PAGE, "--reason", "error", "--moved-to", "portal/tzgg/c.md"), "写明一个原因"),
        ((PAGE, "--reason", "error"), "--explanation"),
        ((PAGE, "--reason", "superseded", *WHY), "没有写转到哪个页面"),
        ((PAGE, "--reason", "superseded", "--to", "portal/x.md", *WHY), "没有页面“x.md”"),
        ((PAGE, "--reason", "error", "--to", "portal/tzgg/b.md", *WHY), "只有被取代的"),
        ((PAGE, "--reason", "superseded", "--to", "fgj/index.md", *WHY), "同一个网站"),
        (("portal/tzgg/no.md", "--reason", "withdrawn", *WHY), "没有页面“tzgg/no.md”"),
        ((PAGE, "--moved-to", "portal/tzgg/b.md"), "已经有了"),
        (("portal/tzgg/files/own.docx", "--reason", "error", *WHY), "不是页面"),
        (("nowhere/a.md", "--reason", "error", *WHY), "不是页面"),
    ],
)
def test_what_cannot_be_changes_nothing(
    city: Path, arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in city.rglob("*") if path.is_file()}
    assert run(*arguments) == 2
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in city.rglob("*") if path.is_file()} == before
