"""Reports that forges show beside the changed lines: GitLab, GitHub, and reviewdog for others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from zhengwu.problem import Severity
from zhengwu_lint.report.fingerprint import with_fingerprints

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhengwu.problem import Problem
    from zhengwu_lint.outcome import Report

_GITLAB: Mapping[Severity, str] = {Severity.ERROR: "critical", Severity.WARNING: "minor"}


def write_gitlab(report: Report, language: str) -> str:
    """Return `report` as GitLab's Code Quality report: a JSON list.

    Source: GitLab, Code Quality report format (description, check_name, fingerprint, severity,
    location.path, location.lines.begin).
    """
    rows = [
        {
            "description": _sentence(finding, language),
            "check_name": finding.code,
            "fingerprint": fingerprint,
            "severity": _GITLAB[finding.severity],
            "location": {"path": finding.file, "lines": {"begin": finding.line or 1}},
        }
        for finding, fingerprint in with_fingerprints(report.findings)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def write_github(report: Report, language: str) -> str:
    """Return `report` as workflow commands of GitHub Actions, a line a finding.

    Source: GitHub, Workflow commands (`::error file=…,line=…,col=…,title=…::message`).
    """
    lines = [_github(finding, language) for finding in report.findings]
    lines += [
        f"::warning file={_property(entry.file)}::{_data(entry.why.text(language))}"
        for entry in report.unchecked
    ]
    return "".join(f"{line}\n" for line in lines)


def _github(finding: Problem, language: str) -> str:
    properties = {"file": finding.file, "line": finding.line, "col": finding.column}
    known = [f"{name}={_property(str(value))}" for name, value in properties.items() if value]
    known.append(f"title={_property(finding.code)}")
    return f"::{finding.severity} {','.join(known)}::{_data(_sentence(finding, language))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def write_rdjson(report: Report, language: str) -> str:
    """Return `report` in the Reviewdog Diagnostic Format (`rdjson`): one JSON object."""
    data = {
        "source": {"name": "zhengwu"},
        "diagnostics": [_diagnostic(finding, language) for finding in report.findings],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _diagnostic(finding: Problem, language: str) -> dict[str, Any]:
    location: dict[str, Any] = {"path": finding.file}
    if finding.line:
        start = {"line": finding.line}
        if finding.column:
            start["column"] = finding.column
        location["range"] = {"start": start}
    return {
        "message": _sentence(finding, language),
        "location": location,
        "severity": str(finding.severity).upper(),
        "code": {"value": finding.code},
    }


def _sentence(finding: Problem, language: str) -> str:
    parts = (finding.message.text(language), finding.fix.text(language))
    return " ".join(part for part in parts if part)
