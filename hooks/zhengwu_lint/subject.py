"""What the engine is given to judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhengwu_lint.context import Context
    from zhengwu_lint.find import Origin
    from zhengwu_lint.sources import Source
    from zhengwu_lint.waive import Suppressions


@dataclass(frozen=True, slots=True)
class Subject:
    """A source with what its rules may ask for.

    Attributes:
        source: what is judged.
        context: what the rules may ask for.
        origin: knows the files that editors write; None where there are none.
    """

    source: Source | Suppressions
    context: Context
    origin: Origin | None = None
