"""Register files on disk: read with their own line ends, written whole and only if they load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.model.base import validate
from zhengwu.problem import Problem
from zhengwu.register.yaml import read_yaml
from zhengwu.textfile import read_text
from zhengwu_ops.world.files import write_file

if TYPE_CHECKING:
    from pathlib import Path

    from zhengwu.model.base import Model


def read_file(path: Path, name: str) -> str:
    """Return the text of a file, its line ends as they are.

    Args:
        path: the file.
        name: as people know it.

    Raises:
        UserError: it is no text in UTF-8.
    """
    data = path.read_bytes()
    if isinstance(read := read_text(data), Problem):
        raise UserError(read.placed(name))
    return data.decode()


def require_loads(text: str, name: str, kind: type[Model]) -> None:
    """Make sure that a register file loads.

    Raises:
        UserError: it does not.
    """
    facts, mistakes = validate(kind, read_yaml(text, name), name)
    if facts is None:
        raise UserError(mistakes)


def write_register(path: Path, name: str, text: str, kind: type[Model]) -> None:
    """Write a register file in one step.

    Args:
        path: the file.
        name: as people know it.
        text: what it is to say.
        kind: the model that it must load as.

    Raises:
        UserError: it does not load, or cannot be written; the former file stays.
    """
    require_loads(text, name, kind)
    write_file(path, text, name)
