"""Whether the place of a store is this user's alone, and the secret by which it is known."""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from zhengwu.errors import UserError
from zhengwu.messages import Message, msg
from zhengwu_lint.git import git

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_OWN_FOLDER = 0o700
_OWN_FILE = 0o600
_BYTES = 32
_MACHINE = Path("/etc/machine-id")


def prepare(root: Path, folder: Path) -> Message | None:
    """Make `folder` below `root` if it is missing; return why nothing may be kept in it.

    None where it is this user's own, closed to others, no link, and not git's.
    """
    for path in (*list(folder.relative_to(root).parents)[-2::-1], folder.relative_to(root)):
        here, name = root / path, path.as_posix()
        try:
            here.mkdir(mode=_OWN_FOLDER, exist_ok=True)
        except OSError as error:
            return msg("{file} 建不起来：{why}", file=name, why=error.strerror or str(error))
        if here.is_symlink():
            return _link(name)
    # Whoever may write above it can put another folder there, but none that is this user's own.
    if why := _not_own(folder, folder.relative_to(root).as_posix()) or _tracked(root, folder):
        return why
    with suppress(OSError):  # `git add -A` is not to take it along
        (folder / ".gitignore").write_text("*\n", "utf-8")
    return None


def closed_file(file: Path) -> Message | None:
    """Return why the file of a store, or one beside it, may not be used; None if it may."""
    for path in (file, *(file.with_name(f"{file.name}{end}") for end in ("-wal", "-shm"))):
        if (path.exists() or path.is_symlink()) and (why := _not_own(path, path.name)):
            return why
    if not file.exists():
        try:  # closed to others from its first moment
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWN_FILE))
        except FileExistsError:
            return None  # another process was quicker
        except OSError as error:
            return msg("{file} 建不起来：{why}", file=file.name, why=error.strerror or str(error))
    return None


def _not_own(path: Path, name: str) -> Message | None:
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        return _link(name)
    if hasattr(os, "geteuid"):
        if found.st_uid != os.geteuid():
            return msg("{file} 是别的用户的", file=name)
        if found.st_mode & _OTHERS_WRITE:
            return msg("{file} 别的用户也能写；运行 chmod go-w {file}", file=name)
    return None


def _link(name: str) -> Message:
    return msg("{file} 是符号链接", file=name)


def _tracked(root: Path, folder: Path) -> Message | None:
    name = folder.relative_to(root).as_posix()
    try:
        listed = git(root, "ls-files", "-z", "--", name)
    except UserError:  # no repository, or no git: nothing is tracked
        return None
    return (
        msg("{file} 被提交到 git 了；运行 git rm -r --cached {file}", file=name) if listed else None
    )


def file_identity(file: Path) -> str:
    """Return what tells a file from every copy of it: machine, user, number on the disk."""
    found = file.stat()
    user = os.geteuid() if hasattr(os, "geteuid") else ""
    # A device's number may be another one after each start.
    return f"{_machine()} {user} {found.st_ino} {file.resolve()}"


def _machine() -> str:
    try:
        return _MACHINE.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def secret() -> tuple[bytes | None, Message | None]:
    """Return the user's secret on this machine, or why there is none.

    It is made when it is first asked for, and stands outside every repository.
    """
    base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    folder = Path(base) / "zhengwu"
    file = folder / "store-secret"
    try:
        folder.mkdir(mode=_OWN_FOLDER, parents=True, exist_ok=True)
        if not file.exists():
            _begin_secret(folder, file)
        if why := _not_own(folder, folder.as_posix()) or _not_own(file, file.as_posix()):
            return None, why
        found = file.read_bytes()
    except (OSError, RuntimeError) as error:
        why_not = getattr(error, "strerror", None) or str(error)
        return None, msg("{file} 建不起来：{why}", file=file.as_posix(), why=why_not)
    if len(found) != _BYTES:
        return None, msg("{file} 坏了；删去它", file=file.as_posix())
    return found, None


def _begin_secret(folder: Path, file: Path) -> None:
    """Write a new secret, whole or not at all; the first of several processes wins."""
    handle, name = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(secrets.token_bytes(_BYTES))
        try:
            os.link(name, file)
        except FileExistsError:
            return
    finally:
        Path(name).unlink()
