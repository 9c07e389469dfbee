"""The commit that is published, file by file, and what of the working tree is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hooks.committing import Repository, outer_environment
from tests.hooks.ondisk import write
from zhengwu.errors import UserError
from zhengwu_ops.publish.checkout import descends, export, look

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "content/portal/tzgg/a.md"
OTHER = "content/portal/tzgg/b.md"


@pytest.fixture
def working(tmp_path: Path) -> Repository:
    (tmp_path / "repository").mkdir()
    made = Repository(tmp_path / "repository", outer_environment(tmp_path))
    made.git("init", "--quiet")
    made.add(
        {PAGE: "甲 $Format:%H$\n", OTHER: "乙\n", "mkdocs.yml": "", ".gitignore": "/public/\n"}
    )
    made.git("commit", "--quiet", "-m", "first")
    return made


def exported(working: Repository, folder: Path, below: str = ".") -> dict[str, str]:
    """Return what comes of an export, by path."""
    export(look(working.folder / below), folder)
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


def test_the_files_of_the_commit_come_along(working: Repository, tmp_path: Path) -> None:
    write(working.folder, {PAGE: "changed since", "public/x.html": "", "c.md": ""})
    (working.folder / "link.md").symlink_to(PAGE)
    working.git("add", "link.md")
    working.git("commit", "--quiet", "-m", "second")
    found = exported(working, tmp_path / "out")
    assert set(found) == {PAGE, OTHER, "mkdocs.yml", ".gitignore"}
    assert found[PAGE] == "甲 $Format:%H$\n"


def test_a_folder_further_down_is_exported_from_there(working: Repository, tmp_path: Path) -> None:
    found = exported(working, tmp_path / "out", "content")
    assert set(found) == {PAGE.removeprefix("content/"), OTHER.removeprefix("content/")}


@pytest.mark.parametrize("where", [".gitattributes", ".git/info/attributes"])
def test_attributes_neither_drop_nor_change_a_file(
    where: str, working: Repository, tmp_path: Path
) -> None:
    said = f"{OTHER} export-ignore\n{PAGE} export-subst eol=crlf\n"
    write(working.folder, {where: said})
    working.git("add", "--all")
    working.git("commit", "--quiet", "--allow-empty", "-m", "second")
    found = exported(working, tmp_path / "out")
    assert (found[PAGE], found[OTHER]) == ("甲 $Format:%H$\n", "乙\n")


def test_a_replaced_file_is_not_published(working: Repository, tmp_path: Path) -> None:
    write(working.folder, {"other": "伪造\n"})
    forged = working.git("hash-object", "-w", "other")
    working.git("replace", working.git("rev-parse", f"HEAD:{PAGE}"), forged)
    assert exported(working, tmp_path / "out")[PAGE] == "甲 $Format:%H$\n"


def test_a_name_that_leads_out_is_refused(working: Repository, tmp_path: Path) -> None:
    blob = working.git("rev-parse", f"HEAD:{PAGE}")
    tree = working.run("sh", "-c", f"printf '100644 blob {blob}\\tx.md' | git mktree").stdout
    inner = bytes.fromhex(tree.strip())
    (tmp_path / "tree").write_bytes(b"40000 ..\0" + inner)
    outer = working.git("hash-object", "-t", "tree", "-w", "--literally", str(tmp_path / "tree"))
    working.git("update-ref", "HEAD", working.git("commit-tree", outer, "-m", "x"))
    with pytest.raises(UserError, match="不能用的文件名"):
        exported(working, tmp_path / "out" / "tree")
    assert not (tmp_path / "out" / "x.md").exists()


def edited(working: Repository) -> set[str]:
    return set(look(working.folder).edited)


def test_nothing_is_edited_after_a_commit(working: Repository) -> None:
    assert edited(working) == set()
    write(working.folder, {"public/x.html": "ignored", ".zhengwu/operations.log": "own"})
    data = (working.folder / PAGE).read_bytes()
    (working.folder / PAGE).write_bytes(data.replace(b"\n", b"\r\n"))  # as git writes on Windows
    assert edited(working) == set()


@pytest.mark.parametrize("flag", [None, "--assume-unchanged", "--skip-worktree"])
def test_a_changed_file_is_edited_whatever_git_was_told(
    flag: str | None, working: Repository
) -> None:
    if flag:
        working.git("update-index", flag, PAGE)
    write(working.folder, {PAGE: "changed"})
    assert edited(working) == {PAGE}


def test_what_is_added_staged_deleted_or_made_a_link_is_edited(working: Repository) -> None:
    working.add({"staged.md": ""})
    write(working.folder, {"content/new.md": ""})
    (working.folder / PAGE).unlink()
    (working.folder / OTHER).unlink()
    (working.folder / OTHER).symlink_to("/nowhere")
    assert edited(working) == {"staged.md", "content/new.md", PAGE, OTHER}


def test_a_filter_does_not_hide_a_change(working: Repository) -> None:
    working.git("config", "filter.fake.clean", "printf '乙\\n'")
    write(working.folder, {".git/info/attributes": "*.md filter=fake\n", OTHER: "changed"})
    assert edited(working) == {OTHER}


def test_whether_a_commit_is_contained(working: Repository) -> None:
    first = working.head
    working.git("commit", "--quiet", "--allow-empty", "-m", "second")
    second = working.head
    working.git("checkout", "--quiet", "--orphan", "other")
    working.git("commit", "--quiet", "-m", "other")
    assert descends(look(working.folder), second) is False
    working.git("replace", "--graft", "HEAD", second)
    assert descends(look(working.folder), second) is False
    working.git("checkout", "--quiet", second)
    assert descends(look(working.folder), first) is True
    assert descends(look(working.folder), "0" * 40) is None
