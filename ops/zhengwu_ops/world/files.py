"""Files that must survive a crash or a full disk: whole as they were, or whole as they are meant.

Not for what a build or an upload makes in a folder of its own: such folders are replaced whole.
The publishing server's own program stands alone on its machine and has the like in itself.
"""

from __future__ import annotations

import os
import secrets
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.problem import Problem

if TYPE_CHECKING:
    from pathlib import Path


def write_file(path: Path, data: str | bytes, name: str = "", *, private: bool = False) -> None:
    """Replace or create a file in one step, on the disk when this returns.

    The folder is made if need be. A file that is replaced leaves its permissions to the new one. A
    symbolic link to a file is replaced, never followed; a device or a pipe is written to.

    Args:
        path: the file.
        data: what it is to hold; text is written as UTF-8, line ends as they are.
        name: as people know it; the path by default.
        private: if it is new, nobody else may read it.

    Raises:
        UserError: it cannot be written; what stood there still stands.
    """
    content = data.encode() if isinstance(data, str) else data
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(path, content, 0o600 if private else 0o666)
    except OSError as error:
        why = msg("写不进去：{why}", why=error.strerror or str(error))
        fix = msg("检查磁盘空间和文件夹的权限，再运行一次")
        raise UserError(Problem.at(name or path.as_posix(), 0, 0, why, fix)) from error


def _replace(path: Path, content: bytes, mode: int) -> None:
    # Nobody can have put a link under a name that nobody knows.
    new = path.with_name(f".{secrets.token_hex(8)}.new")
    try:
        with open(new, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.is_file() and not path.is_symlink():
            new.chmod(stat.S_IMODE(path.stat().st_mode))
        new.replace(path)
    except BaseException:  # a person's Ctrl-C too
        with suppress(OSError):
            new.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` survive a crash."""
    if sys.platform == "win32":  # folders cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
