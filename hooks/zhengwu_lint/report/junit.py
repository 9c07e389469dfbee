"""JUnit XML: the report that test dashboards read; a case a finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from zhengwu_lint.report.place import place

if TYPE_CHECKING:
    from zhengwu_lint.outcome import Report

# What XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(report: Report, language: str) -> str:
    """Return `report` as one test suite; a run without findings is one case that passed."""
    cases = len(report.findings) + len(report.unchecked) or 1
    suite = ET.Element(
        "testsuite",
        {
            "name": "zhengwu lint",
            "tests": str(cases),
            "failures": str(len(report.findings)),
            "errors": str(len(report.unchecked)),
            "skipped": "0",
            "time": "0",
        },
    )
    for finding in report.findings:
        case = _case(suite, finding.file, f"{place(finding)} {finding.code}")
        message = finding.message.text(language)
        failure = ET.SubElement(
            case, "failure", {"type": str(finding.severity), "message": _clean(message)}
        )
        failure.text = _clean("\n".join(filter(None, (message, finding.fix.text(language)))))
    for entry in report.unchecked:
        case = _case(suite, entry.file, entry.file)
        why = _clean(entry.why.text(language))
        ET.SubElement(case, "error", {"type": "unchecked", "message": why}).text = why
    if not report.findings and not report.unchecked:
        _case(suite, "zhengwu", f"{report.checked}")
    suites = ET.Element("testsuites")
    suites.append(suite)
    ET.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(suites, encoding="unicode")}\n'


def _case(suite: ET.Element, file: str, name: str) -> ET.Element:
    attributes = {"classname": _clean(file), "name": _clean(name), "time": "0"}
    return ET.SubElement(suite, "testcase", attributes)


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
