"""Every report format against its published shape, with findings that try to break it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from zhengwu.messages import msg
from zhengwu.problem import WARNING, Problem
from zhengwu_lint.outcome import Report, Unchecked
from zhengwu_lint.report import FORMATS
from zhengwu_lint.report.fingerprint import with_fingerprints

SCHEMAS = Path(__file__).parent / "schemas"
BASIS = ("measures-25",)
LINK = Problem(
    12,
    5,
    msg("链接指向 {host}", host="x<&>\"'%,:\n\x07"),
    msg("删去"),
    "https://x.example/",
    "content/portal/新闻/a b.md",
    code="external-link",
    basis=BASIS,
)
COMMAS = replace(LINK, line=0, column=0, code="doubled-punctuation", severity=WARNING, snippet=",,")
REPORT = Report(7, (LINK, COMMAS), (Unchecked("content/portal/b.md", msg("登记文件有错")),))
EMPTY = Report(3)

# GitLab, "Code Quality report format"; reviewdog, "Reviewdog Diagnostic Format".
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^[^/.]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
RDJSON = {
    "type": "object",
    "required": ["source", "diagnostics"],
    "properties": {
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location", "severity", "code"],
                "properties": {
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "location": {
                        "type": "object",
                        "required": ["path"],
                        "properties": {"range": {"type": "object", "required": ["start"]}},
                    },
                },
            },
        }
    },
}


@pytest.mark.parametrize("report", [REPORT, EMPTY], ids=["findings", "clean"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_sarif_fits_its_schema(report: Report, language: str) -> None:
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    log = json.loads(FORMATS["sarif"](report, language))
    jsonschema.validate(log, schema)
    (run,) = log["runs"]
    assert len(run["results"]) == len(report.findings)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


@pytest.mark.parametrize("report", [REPORT, EMPTY], ids=["findings", "clean"])
@pytest.mark.parametrize(("name", "schema"), [("gitlab", GITLAB), ("rdjson", RDJSON)])
def test_json_reports_fit_their_shapes(report: Report, name: str, schema: object) -> None:
    data = json.loads(FORMATS[name](report, "zh"))
    jsonschema.validate(data, schema)
    assert len(data if name == "gitlab" else data["diagnostics"]) == len(report.findings)


def test_junit_counts_what_it_holds() -> None:
    root = ET.fromstring(FORMATS["junit"](REPORT, "zh"))
    (suite,) = root
    cases = suite.findall("testcase")
    assert suite.get("tests") == str(len(cases)) == "3"
    assert suite.get("failures") == str(len(suite.findall(".//failure"))) == "2"
    assert suite.get("errors") == str(len(suite.findall(".//error"))) == "1"
    assert "12:5" in str(cases[0].get("name"))


def test_a_clean_junit_report_has_a_case_that_passed() -> None:
    (suite,) = ET.fromstring(FORMATS["junit"](EMPTY, "zh"))
    assert [list(case) for case in suite] == [[]]


def test_github_writes_one_command_a_finding_whatever_it_holds() -> None:
    lines = FORMATS["github"](REPORT, "zh").splitlines()
    assert len(lines) == 3
    pattern = re.compile(r"::(error|warning) file=[^,:]+(,[a-z]+=[^,:]+)*::.+")
    assert all(pattern.fullmatch(line) for line in lines)
    assert "%0A" in lines[0]
    assert ",line=12,col=5," in lines[0]
    assert "line=" not in lines[1]


def test_fingerprints_survive_moving_lines_and_tell_equal_findings_apart() -> None:
    moved = replace(LINK, line=99, column=1)
    (_, before), (_, twin) = with_fingerprints([LINK, replace(LINK, line=40)])
    ((_, after),) = with_fingerprints([moved])
    assert before == after
    assert before != twin


def test_a_clean_run_writes_nothing_for_github() -> None:
    assert FORMATS["github"](EMPTY, "zh") == ""
