"""The report that programs read: one JSON object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from zhengwu import __version__
from zhengwu.clauses import cite
from zhengwu.rulebook import current_rulebook

if TYPE_CHECKING:
    from zhengwu_lint.outcome import Report


def write_json(report: Report, language: str) -> str:
    """Return `report` as one JSON object."""
    data = {
        "tool": __version__,
        "rulebook": report.rulebook or current_rulebook().id,
        "checked": report.checked,
        "unchecked": [
            {"file": entry.file, "why": entry.why.text(language)} for entry in report.unchecked
        ],
        "findings": [
            {
                "file": finding.file,
                "line": finding.line,
                "column": finding.column,
                "rule": finding.code,
                "severity": str(finding.severity),
                "message": finding.message.text(language),
                "fix": finding.fix.text(language),
                "basis": list(cite(finding.basis, report.clauses)),
            }
            for finding in report.findings
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
