"""A finding's place as people write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhengwu.problem import Problem


def place(finding: Problem) -> str:
    """Return `file`, `file:line` or `file:line:column`, as far as it is known."""
    return ":".join([finding.file, *(str(n) for n in (finding.line, finding.column) if n)])
