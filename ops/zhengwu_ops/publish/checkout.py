"""The working tree as git sees it, and the files of a commit."""

from __future__ import annotations

import io
import tarfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu_lint.git import git

if TYPE_CHECKING:
    from pathlib import Path


OWN = ".zhengwu/"  # the operations log and other things that are never committed


@dataclass(frozen=True, slots=True)
class Checkout:
    """What git says of a working tree.

    Attributes:
        root: a folder in it.
        commit: the id of the commit that is checked out.
        edited: files that differ from it, or may differ unseen.
        shallow: the history has been cut off.
    """

    root: Path
    commit: str
    edited: tuple[str, ...]
    shallow: bool


def look(root: Path) -> Checkout:
    """Return what git says of the working tree around `root`.

    Raises:
        UserError: `root` is in no repository, or the repository has no commit.
    """
    try:
        commit = git(root, "rev-parse", "--verify", "HEAD").decode("ascii").strip()
    except UserError as error:
        raise UserError(
            msg("这里没有 git 提交，发布不了：{folder}", folder=root.name),
            msg("在克隆下来的仓库里运行"),
        ) from error
    status = git(root, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames")
    edited = [entry[3:] for entry in _entries(status)]
    # `H` is an ordinary file; small letters and `S` are files that git was told not to look at.
    listed = _entries(git(root, "ls-files", "-v", "-z", "--full-name"))
    edited += [entry[2:] for entry in listed if not entry.startswith("H ")]
    edited = [path for path in edited if not path.startswith(OWN)]
    shallow = git(root, "rev-parse", "--is-shallow-repository").decode("ascii").strip() == "true"
    return Checkout(root, commit, tuple(dict.fromkeys(edited)), shallow)


def _entries(output: bytes) -> list[str]:
    return [entry for entry in output.decode("utf-8", "replace").split("\0") if entry]


def export(checkout: Checkout, folder: Path) -> None:
    """Write the commit's files below the checkout's root into `folder`.

    What is built is what was committed: neither ignored files nor links come along.
    """
    plain = ("-c", "core.autocrlf=false")
    data = git(checkout.root, *plain, "archive", "--format=tar", checkout.commit)
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            content = archive.extractfile(member) if member.isfile() else None
            if content is None or path.is_absolute() or ".." in path.parts:
                continue
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.read())


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
