"""The working tree as git sees it, and the files of a commit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu_lint.git import Repository, git
from zhengwu_lint.git_trees import CommitTree, is_written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


OWN = ".zhengwu/"  # the operations log and other things that are never committed


@dataclass(frozen=True, slots=True)
class Checkout:
    """What git says of a working tree.

    Attributes:
        root: a folder in it.
        commit: the id of the commit that is checked out.
        edited: files that differ from it.
    """

    root: Path
    commit: str
    edited: tuple[str, ...]


def look(root: Path) -> Checkout:
    """Return what git says of the working tree around `root`.

    Raises:
        UserError: `root` is in no repository, or the repository has no commit or not its whole
            history: neither seals nor former registers could be verified.
    """
    try:
        repository = Repository.open(root)
        commit = repository.commit("HEAD")
    except UserError as error:
        raise UserError(
            msg("这里没有 git 提交，发布不了：{folder}", folder=root.name),
            msg("在克隆下来的仓库里运行"),
        ) from error
    repository.require_history()
    edited = (path for path in _edited(repository.top, commit) if not path.startswith(OWN))
    return Checkout(root, commit, tuple(dict.fromkeys(edited)))


def _edited(top: Path, commit: str) -> Iterator[str]:
    """Yield what was staged, what was never added, and the files with other bytes."""
    tree = CommitTree.at(top, commit)
    staged = ("diff-index", "--cached", "--name-only", "--no-renames", "-z", commit)
    for arguments in (staged, ("ls-files", "--others", "--exclude-standard", "-z")):
        listed = tree.repository.git(*arguments).decode("utf-8", "surrogateescape")
        yield from (path for path in listed.split("\0") if path)
    for path in (*tree.files(), *tree.links()):
        if not is_written(top / path, tree, path):
            yield path


def export(checkout: Checkout, folder: Path) -> None:
    """Write the commit's files below the checkout's root into `folder`.

    What is built is what was committed: neither ignored files nor links come along.

    Raises:
        UserError: the name of a file leads out of the folder.
    """
    tree = CommitTree.at(checkout.root, checkout.commit)
    for name in tree.files():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise UserError(
                msg("提交里有不能用的文件名：{path}", path=name), msg("把它改名，再提交")
            )
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(tree.read(name))


def descends(checkout: Checkout, commit: str) -> bool | None:
    """Whether the checkout contains `commit`; None if git does not know that commit."""
    try:
        git(checkout.root, "cat-file", "-e", f"{commit}^{{commit}}")
    except UserError:
        return None
    try:
        git(checkout.root, "merge-base", "--is-ancestor", commit, checkout.commit)
    except UserError:
        return False
    return True
