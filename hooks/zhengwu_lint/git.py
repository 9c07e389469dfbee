"""Git, asked so that neither replaced objects nor the user's own settings change the answer."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.messages import msg

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PLAIN = ("--no-replace-objects", "-c", "log.showSignature=false", "-c", "diff.renameLimit=0")


def git(
    root: Path, *arguments: str, stdin: bytes = b"", variables: Mapping[str, str] | None = None
) -> bytes:
    """Run git in `root` and return what it prints.

    Args:
        root: where.
        arguments: the command and what belongs to it.
        stdin: what it reads.
        variables: environment variables to set beside those there are.

    Raises:
        UserError: git is missing or refuses.
    """
    try:
        done = subprocess.run(  # noqa: S603 -- a fixed program, arguments in a list
            ["git", *_PLAIN, *arguments],  # noqa: S607 -- found by PATH on every system
            cwd=root,
            env={**os.environ, **(variables or {})},
            input=stdin,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise UserError(msg("没有找到 git；请先安装 git")) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        command = next(argument for argument in arguments if not argument.startswith("-"))
        raise UserError(msg("git {command} 没有成功：{said}", command=command, said=said))
    return done.stdout
