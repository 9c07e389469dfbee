"""Which files of a baseline are no longer what it speaks of: deleted, or made anew since."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu_lint.baseline import read_baseline
from zhengwu_lint.git import git
from zhengwu_lint.workspace import HTML

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengwu.tree import Tree

_AT_ONCE = 500


def deleted(tree: Tree, root: Path, files: Iterable[str]) -> frozenset[str]:
    """Return those of `files` that are gone.

    Built pages are not among them: that a site was not built here does not mend it.

    Args:
        tree: what is judged.
        root: where its files stand on the disk.
        files: as the baseline names them.
    """
    return frozenset(
        file
        for file in files
        if not file.lower().endswith(HTML)
        and not _holds(tree, file)
        and not (root / file).exists()
        and not Path(file).exists()
    )


def _holds(tree: Tree, file: str) -> bool:
    try:
        tree.read(file)
    except (OSError, ValueError):
        return False
    return True


def recreated(root: Path, baseline: Path, files: Iterable[str]) -> frozenset[str]:
    """Return those of `files` that were deleted, and made anew, while the baseline named them.

    What git does not know cannot be told: without a repository, or with a baseline that was never
    committed, there are none.

    Args:
        root: the folder below which the files are named.
        baseline: the baseline's file.
        files: as the baseline names them.
    """
    known = sorted(file for file in set(files) if (root / file).is_file())
    own = Path(os.path.relpath(baseline, root)).as_posix()
    try:
        there = {
            path.decode("utf-8", "surrogateescape")
            for some in _some(known)
            for path in git(root, "ls-tree", "-z", "--name-only", "HEAD", "--", *some).split(b"\0")
        }
        deletions = dict(_deletions(root, known))
        return frozenset(
            file
            for file in known
            if (file not in there and _names(root, "HEAD", own, file))
            or (file in deletions and _named_since(root, deletions[file], own, file))
        )
    except UserError:  # no repository, or no commit yet
        return frozenset()


def _some(files: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(files), _AT_ONCE):
        yield files[start : start + _AT_ONCE]


def _deletions(root: Path, files: list[str]) -> Iterator[tuple[str, str]]:
    """Yield files with the commit that last deleted each."""
    for some in _some(files):
        seen: set[str] = set()
        asked = ("--relative", "--no-renames", "--diff-filter=D", "--name-only", "-z", "-m")
        commit = ""
        said = git(root, "log", "--format=%x01%H", *asked, "HEAD", "--", *some)
        for part in said.replace(b"\n", b"\0").split(b"\0"):
            if part.startswith(b"\1"):
                commit = part[1:].decode("ascii")
            elif (file := part.decode("utf-8", "surrogateescape")) and file not in seen:
                seen.add(file)
                yield file, commit


def _named_since(root: Path, commit: str, own: str, file: str) -> bool:
    """Whether the baseline has named a file all the time since `commit`."""
    changes = git(root, "log", "--format=%H", f"{commit}..HEAD", "--", own).decode("ascii").split()
    return all(_names(root, each, own, file) for each in (commit, *changes))


def _names(root: Path, commit: str, own: str, file: str) -> bool:
    """Whether the baseline of a commit names a file."""
    try:
        text = git(root, "show", f"{commit}:./{own}").decode("utf-8", "replace")
        return any(entry.file == file for entry in read_baseline(text, own))
    except UserError:  # it was not there, or no baseline
        return False
