"""SARIF 2.1.0: the report that code-scanning services read.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from zhengwu import __version__
from zhengwu.clauses import cite
from zhengwu.messages import translate
from zhengwu.rulebook import current_rulebook
from zhengwu_lint.manual import manual
from zhengwu_lint.report.fingerprint import with_fingerprints
from zhengwu_lint.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhengwu.problem import Problem
    from zhengwu_lint.outcome import Report
    from zhengwu_lint.rule import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write_sarif(report: Report, language: str) -> str:
    """Return `report` as a SARIF log with one run."""
    used = {finding.code for finding in report.findings}
    rules = [rule for rule in RULES if rule.id in used]
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "zhengwu",
                        "version": __version__,
                        "rules": [_descriptor(rule, report.clauses, language) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "properties": {
                    "rulebook": report.rulebook or current_rulebook().id,
                    "checked": report.checked,
                },
                "invocations": [
                    {
                        "executionSuccessful": not report.unchecked,
                        "toolExecutionNotifications": [
                            {
                                "level": "warning",
                                "message": {"text": entry.why.text(language)},
                                "locations": [{"physicalLocation": _file(entry.file)}],
                            }
                            for entry in report.unchecked
                        ],
                    }
                ],
                "results": [
                    _result(finding, fingerprint, numbers[finding.code], language)
                    for finding, fingerprint in with_fingerprints(report.findings)
                ],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _descriptor(rule: Rule, titles: Mapping[str, str], language: str) -> dict[str, Any]:
    page = manual(rule)
    sections = page.markdown(language)
    return {
        "id": rule.id,
        "shortDescription": {"text": translate(page.summary, language)},
        "help": {"text": sections["Fix"] or sections["Why"]},
        "defaultConfiguration": {"level": str(rule.severity)},
        "properties": {"basis": list(cite(rule.basis, titles)), "waivable": rule.waivable},
    }


def _result(finding: Problem, fingerprint: str, number: int, language: str) -> dict[str, Any]:
    fix = finding.fix.text(language)
    message = finding.message.text(language)
    location: dict[str, Any] = _file(finding.file)
    if finding.line:
        location["region"] = {"startLine": finding.line}
        if finding.column:
            location["region"]["startColumn"] = finding.column
    return {
        "ruleId": finding.code,
        "ruleIndex": number,
        "level": str(finding.severity),
        "message": {"text": f"{message} {fix}".strip()},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"zhengwu/v1": fingerprint},
    }


def _file(name: str) -> dict[str, Any]:
    return {"artifactLocation": {"uri": quote(name, safe="/:")}}
