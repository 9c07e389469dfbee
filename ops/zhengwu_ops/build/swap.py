"""Where a build works, and how `public/` gets its new folders: whole, or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.problem import Problem
from zhengwu_lint.select.paths import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform != "win32":
    import fcntl

SCRATCH = ".zhengwu-build-"
_OLD = "old"


@contextmanager
def workplace(root: Path) -> Iterator[Path]:
    """Give a build a fresh folder inside `root`, on the same disk as `public/`; remove it after.

    What a build that was killed left behind is cleared away first; a site that it had just taken
    out of `public/` is put back.

    Raises:
        UserError: another build is running in `root`, or the disk does not do its part.
    """
    public = root / PUBLIC
    if public.is_symlink() or (public.exists() and not public.is_dir()):
        what = msg("{public} 应当是文件夹", public=PUBLIC)
        raise UserError(Problem.at(PUBLIC, 0, 0, what, msg("移走或删去它，再运行一次")))
    try:
        with (
            _alone(root),
            tempfile.TemporaryDirectory(
                prefix=SCRATCH, dir=root, ignore_cleanup_errors=True
            ) as scratch,
        ):
            yield Path(scratch)
    except OSError as error:
        why = error.strerror or str(error)
        file = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str) else root
        place = file.relative_to(root) if file.is_relative_to(root) else file
        raise UserError(
            Problem.at(
                place.as_posix(),
                0,
                0,
                msg("读不出或写不进去：{why}", why=why),
                msg("检查磁盘空间和文件夹的权限，再运行一次；{public}/ 没有改动", public=PUBLIC),
            )
        ) from error


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Keep other builds out of `root`, then clear away what they left."""
    if sys.platform == "win32":  # nothing is locked there, and nothing cleared away
        yield
        return
    folder = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UserError(
                msg("另一个 zhengwu build 正在这个文件夹里运行：等它结束，再运行一次")
            ) from error
        _clear(root)
        yield
    finally:
        os.close(folder)


def _clear(root: Path) -> None:
    for left in sorted(root.glob(f"{SCRATCH}*")):
        for former in sorted((left / _OLD).glob("*")):
            place = root / PUBLIC / former.name
            if not place.exists():
                former.rename(place)
        shutil.rmtree(left, ignore_errors=True)


def exchange(new: Path, public: Path, sites: tuple[str, ...]) -> None:
    """Put the folders of `sites` in `new` in the place of those in `public`.

    On failure every folder goes back to where it was.
    """
    public.mkdir(exist_ok=True)
    old = new.parent / _OLD
    old.mkdir()
    moved: list[tuple[Path, Path]] = []
    try:
        for site in sites:
            if os.path.lexists(public / site):
                _move(public / site, old / site, moved)
            _move(new / site, public / site, moved)
    except BaseException:  # a person's Ctrl-C too
        for source, target in reversed(moved):
            with suppress(OSError):
                target.rename(source)
        raise


def _move(source: Path, target: Path, moved: list[tuple[Path, Path]]) -> None:
    source.rename(target)
    moved.append((source, target))
