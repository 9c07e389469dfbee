"""Reports: for people, for programs, and for the services that show findings in a change."""

from zhengwu_lint.report.forges import write_github, write_gitlab, write_rdjson
from zhengwu_lint.report.json import write_json
from zhengwu_lint.report.junit import write_junit
from zhengwu_lint.report.sarif import write_sarif
from zhengwu_lint.report.text import write_text

FORMATS = {
    "text": write_text,
    "json": write_json,
    "sarif": write_sarif,
    "junit": write_junit,
    "gitlab": write_gitlab,
    "github": write_github,
    "rdjson": write_rdjson,
}

__all__ = ["FORMATS", "write_json", "write_text"]
