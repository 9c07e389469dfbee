"""A file that could not be read as text: a source like others, so that it becomes a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhengwu.textfile import Unreadable


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A file without a readable text."""

    file: str
    reason: Unreadable
