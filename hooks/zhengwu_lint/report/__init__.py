"""Reports as text for people and as JSON for programs."""

from zhengwu_lint.report.json import write_json
from zhengwu_lint.report.text import write_text

FORMATS = {"text": write_text, "json": write_json}

__all__ = ["FORMATS", "write_json", "write_text"]
