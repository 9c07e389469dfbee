"""Where files are read from: the working folder here, the git index or a commit elsewhere."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhengwu.messages import Message

IGNORED_FOLDERS = frozenset({".git", ".venv", "__pycache__", "node_modules"})


class Tree(Protocol):
    """A set of files under relative paths with `/`, read-only."""

    def read(self, path: str) -> bytes:
        """Return the bytes of a file; `FileNotFoundError` if there is none."""
        ...

    def files(self, folder: str = "") -> Iterator[str]:
        """Yield the paths of all files below `folder` ("" for all), sorted."""
        ...

    def exists(self, path: str) -> bool:
        """Whether a file stands at `path`."""
        ...


@dataclass(frozen=True, slots=True)
class FolderTree:
    """The files below a folder of the disk. Symbolic links are not followed: they are no files."""

    root: Path

    def read(self, path: str) -> bytes:
        """Return the bytes of a file; `FileNotFoundError` if there is none.

        Raises:
            UserError: the file may not be opened.
        """
        if not self.exists(path):
            raise FileNotFoundError(path)
        try:
            return (self.root / path).read_bytes()
        except PermissionError as error:
            raise UserError(_closed(path, msg("没有权限打开这个文件"))) from error
        except OSError as error:
            why = msg("读不出来：{why}", why=error.strerror or str(error))
            fix = msg("检查磁盘和网络盘，再运行一次")
            raise UserError(Problem.at(path, 0, 0, why, fix)) from error

    def files(self, folder: str = "") -> Iterator[str]:
        """Yield the paths of all regular files below `folder`, sorted."""
        yield from sorted(path for path, regular in self._entries(folder) if regular)

    def others(self, folder: str = "") -> Iterator[str]:
        """Yield the paths of what is neither file nor folder: links, pipes and the like, sorted."""
        yield from sorted(path for path, regular in self._entries(folder) if not regular)

    def _entries(self, folder: str) -> Iterator[tuple[str, bool]]:
        """Yield everything but folders, and whether it is a regular file."""
        waiting = [folder]
        while waiting:
            here = waiting.pop()
            try:
                entries = list(os.scandir(self.root / here))
            except (FileNotFoundError, NotADirectoryError):
                continue
            except PermissionError as error:
                raise UserError(_closed(here, msg("没有权限打开这个文件夹"))) from error
            for entry in entries:
                path = f"{here}/{entry.name}" if here else entry.name
                if not entry.is_dir(follow_symlinks=False):
                    yield path, entry.is_file(follow_symlinks=False)
                elif entry.name not in IGNORED_FOLDERS:
                    waiting.append(path)

    def exists(self, path: str) -> bool:
        """Whether a regular file stands at `path`, no link on the way."""
        parts = path.split("/")
        if ".." in parts:
            return False
        full = str(self.root)
        for part in parts:
            full = os.path.join(full, part)  # noqa: PTH118 -- several calls a file of a city
            if os.path.islink(full):  # noqa: PTH114 -- as above
                return False
        return os.path.isfile(full)  # noqa: PTH113 -- as above


def _closed(path: str, what: Message) -> Problem:
    return Problem.at(path or ".", 0, 0, what, msg("改好权限，再运行一次"))
