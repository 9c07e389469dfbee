"""A finding's place as people write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhengwu_lint.finding import Finding


def place(finding: Finding) -> str:
    """Return `file`, `file:line` or `file:line:column`, as far as it is known."""
    return ":".join([finding.file, *(str(n) for n in (finding.line, finding.column) if n)])
