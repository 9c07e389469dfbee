"""A file that could not be read as text: a source like others, so that it becomes a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.problem import Problem

if TYPE_CHECKING:
    from zhengwu.problem import Problem


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A file without a readable text."""

    file: str
    reason: Problem
