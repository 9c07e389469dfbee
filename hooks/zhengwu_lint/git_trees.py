"""The trees that git keeps: the files of a commit, and the files of the index."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu_lint.git import AT_ONCE, Objects, Repository, blob_ids

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_REGULAR = ("100644", "100755")
_LINK = "120000"
_PAGE = ".md"


@dataclass(frozen=True)
class GitTree(ABC):
    """Files whose bytes git knows by their ids; links and submodules are no files.

    Attributes:
        repository: where they are; paths are told from its folder.
    """

    repository: Repository

    def read(self, path: str) -> bytes:
        """Return the bytes of a file; `FileNotFoundError` if there is none.

        Raises:
            UserError: git has lost them, or has others under their id.
        """
        blob = self.blob(path)
        if path.endswith(_PAGE) and path not in self._read:
            self._read_ahead(path)
        return self._read[path] if path in self._read else self._objects.read(blob)

    def files(self, folder: str = "") -> Iterator[str]:
        """Yield the paths of all files below `folder`, sorted."""
        yield from _below(folder, self._paths)

    def links(self) -> Iterator[str]:
        """Yield the paths of all symbolic links, sorted."""
        yield from sorted(path for path, (mode, _) in self._entries.items() if mode == _LINK)

    def exists(self, path: str) -> bool:
        """Whether there is a file at `path`."""
        return path in self._blobs

    def blob(self, path: str) -> str:
        """Return git's id of a file's bytes; `FileNotFoundError` if there is none."""
        if path not in self._blobs:
            raise FileNotFoundError(path)
        return self._blobs[path]

    def link(self, path: str) -> bytes | None:
        """Return where a symbolic link leads; None if there is none at `path`."""
        mode, blob = self._entries.get(path, ("", ""))
        return self._objects.read(blob) if mode == _LINK else None

    def _read_ahead(self, path: str) -> None:
        """Read a page and those after it: a site is read page by page, and often twice."""
        first = bisect_left(self._pages, path)
        wanted = self._pages[first : first + AT_ONCE]
        try:
            found = list(self._objects.read_all([self._blobs[page] for page in wanted]))
        except UserError:  # of another page, perhaps
            return
        self._read.update(zip(wanted, found, strict=True))

    @cached_property
    def _read(self) -> dict[str, bytes]:
        """Pages by path; attachments are too large to be kept."""
        return {}

    @cached_property
    def _pages(self) -> list[str]:
        return [path for path in self._paths if path.endswith(_PAGE)]

    @cached_property
    def _objects(self) -> Objects:
        return Objects(self.repository)

    @cached_property
    def _paths(self) -> list[str]:
        return sorted(self._blobs)

    @cached_property
    def _blobs(self) -> dict[str, str]:
        return {path: blob for path, (mode, blob) in self._entries.items() if mode in _REGULAR}

    @cached_property
    def _entries(self) -> dict[str, tuple[str, str]]:
        """Mode and id by path."""
        return {path: (mode, blob) for mode, blob, path in self._listed()}

    @abstractmethod
    def _listed(self) -> Iterator[tuple[str, str, str]]:
        """Yield mode, id and path of every entry."""

    @abstractmethod
    def __reduce__(self) -> tuple[object, ...]:
        """Leave behind what was read: another process reads for itself."""


@dataclass(frozen=True)
class CommitTree(GitTree):
    """The files of a commit, below the folder in which the repository was opened.

    Attributes:
        commit: its full id.
    """

    commit: str

    @classmethod
    def at(cls, folder: Path, revision: str) -> CommitTree:
        """Return the files of the commit that `revision` names, below `folder`.

        Raises:
            UserError: no repository, or no such commit.
        """
        repository = Repository.open(folder)
        return cls(repository, repository.commit(revision))

    def _listed(self) -> Iterator[tuple[str, str, str]]:
        for facts, path in _rows(self.repository.git("ls-tree", "-r", "-z", self.commit)):
            mode, _kind, blob = facts.split(" ")
            yield mode, blob, path

    def __reduce__(self) -> tuple[object, ...]:
        """Leave behind what was read."""
        return CommitTree, (self.repository, self.commit)


@dataclass(frozen=True)
class IndexTree(GitTree):
    """The files of the index: what is staged for the next commit."""

    def _listed(self) -> Iterator[tuple[str, str, str]]:
        for facts, path in _rows(self.repository.git("ls-files", "--stage", "-z")):
            mode, blob, _stage = facts.split(" ")
            yield mode, blob, path

    def __reduce__(self) -> tuple[object, ...]:
        """Leave behind what was read."""
        return IndexTree, (self.repository,)


def is_written(file: Path, tree: GitTree, path: str) -> bool:
    """Whether a file on the disk is what `tree` has at `path`, line ends of Windows aside.

    Bytes are compared: what git ignores, or was told to overlook, differs as well.
    """
    try:
        if file.is_symlink():
            return tree.link(path) == os.fsencode(file.readlink())
        data = file.read_bytes()
    except OSError:
        return False
    return tree.exists(path) and tree.blob(path) in blob_ids(data, tree.blob(path))


def _rows(listed: bytes) -> Iterator[tuple[str, str]]:
    """Yield what git says of each path, and the path."""
    for row in listed.decode("utf-8", "surrogateescape").split("\0"):
        if row:
            facts, _, path = row.partition("\t")
            yield facts, path


def _below(folder: str, paths: list[str]) -> Iterator[str]:
    """Yield those of the sorted `paths` that stand below `folder`."""
    prefix = f"{folder}/" if folder else ""
    for path in paths[bisect_left(paths, prefix) :]:
        if not path.startswith(prefix):
            return
        yield path
