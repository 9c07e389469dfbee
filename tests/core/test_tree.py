"""Files below a folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from zhengwu.errors import UserError
from zhengwu.tree import FolderTree

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "top"
    for name in ("b.md", "a/c.md", "a/b/d.md", ".git/config", "a/node_modules/x.md"):
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(name, "utf-8")
    (tmp_path / "secret.md").write_text("secret", "utf-8")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "key.md").write_text("secret", "utf-8")
    return top


def test_files_come_sorted_without_what_belongs_to_programs(folder: Path) -> None:
    assert list(FolderTree(folder).files()) == ["a/b/d.md", "a/c.md", "b.md"]
    assert list(FolderTree(folder).files("a")) == ["a/b/d.md", "a/c.md"]
    assert list(FolderTree(folder).files("missing")) == []


def test_a_file_is_read_by_its_path(folder: Path) -> None:
    tree = FolderTree(folder)
    assert tree.read("a/c.md") == b"a/c.md"
    assert tree.exists("a/c.md")


@pytest.mark.parametrize("path", ["missing.md", "a", "b.md/x"])
def test_what_is_no_file_is_not_found(path: str, folder: Path) -> None:
    tree = FolderTree(folder)
    assert not tree.exists(path)
    with pytest.raises(FileNotFoundError):
        tree.read(path)


@pytest.mark.parametrize(
    ("link", "target", "path"),
    [
        ("link.md", "../secret.md", "link.md"),
        ("inside.md", "b.md", "inside.md"),
        ("linked", "../secrets", "linked/key.md"),
        ("a/linked", "../../secrets", "a/linked/key.md"),
    ],
    ids=["to a file outside", "to a file inside", "to a folder", "to a folder further down"],
)
def test_a_symbolic_link_is_no_file(link: str, target: str, path: str, folder: Path) -> None:
    (folder / link).symlink_to(target)
    tree = FolderTree(folder)
    assert path not in list(tree.files())
    assert not tree.exists(path)
    with pytest.raises(FileNotFoundError):
        tree.read(path)


@pytest.mark.parametrize("path", ["../secret.md", "a/../../secret.md"])
def test_no_path_leaves_the_folder(path: str, folder: Path) -> None:
    tree = FolderTree(folder)
    assert not tree.exists(path)
    with pytest.raises(FileNotFoundError):
        tree.read(path)


def test_the_folder_itself_may_be_reached_through_a_link(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "short").symlink_to(folder)
    assert FolderTree(tmp_path / "short").read("b.md") == b"b.md"


def test_a_file_without_permission_is_a_users_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(path)

    monkeypatch.setattr(type(folder), "read_bytes", refuse)
    with pytest.raises(UserError, match=r"b\.md: 没有权限打开这个文件"):
        FolderTree(folder).read("b.md")


def test_what_is_neither_file_nor_folder_is_told_apart(folder: Path) -> None:
    os.mkfifo(folder / "a/pipe.md")
    (folder / "linked").symlink_to("../secrets")
    tree = FolderTree(folder)
    assert list(tree.files()) == ["a/b/d.md", "a/c.md", "b.md"]
    assert list(tree.others()) == ["a/pipe.md", "linked"]
