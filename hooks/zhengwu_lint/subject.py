"""What the passes are given of one source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu_lint.waive import nothing

if TYPE_CHECKING:
    from zhengwu_lint.context import Context
    from zhengwu_lint.locate import WrittenFiles
    from zhengwu_lint.sources import Source
    from zhengwu_lint.suppressions import Suppressions
    from zhengwu_lint.waive import Allowed


@dataclass(frozen=True, slots=True)
class Subject:
    """A source with what its rules may ask for.

    Attributes:
        source: what is judged.
        context: what the rules may ask for.
        written: what editors wrote of a built page; None for what they write themselves.
        allowed: the suppressions in a file.
    """

    source: Source | Suppressions
    context: Context
    written: WrittenFiles | None = None
    allowed: Allowed = nothing
