"""Where files are read from: the working folder here, the git index or a commit elsewhere."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from zhengwu.errors import Mistake, UserError
from zhengwu.messages import msg

if TYPE_CHECKING:
    from collections.abc import Iterator

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
            raise UserError(
                Mistake(path, 0, 0, msg("没有权限打开这个文件"), msg("改好文件的权限，再运行一次"))
            ) from error

    def files(self, folder: str = "") -> Iterator[str]:
        """Yield the paths of all regular files below `folder`, sorted."""
        top = self.root / folder
        found: list[str] = []
        for here, folders, names in os.walk(top):
            folders[:] = [f for f in folders if f not in IGNORED_FOLDERS]
            base = Path(here).relative_to(self.root).as_posix()
            prefix = "" if base == "." else f"{base}/"
            found += (
                f"{prefix}{name}"
                for name in names
                if not os.path.islink(os.path.join(here, name))  # noqa: PTH114, PTH118 -- one call a file of a city
            )
        yield from sorted(found)

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
