"""The adversarial suite: one test a case, judged in the city that its README describes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.cities import CITY, DAY, article, city_tree
from zhengwu_lint.find import judge
from zhengwu_lint.rule import Severity
from zhengwu_lint.rules import RULES
from zhengwu_lint.subject import Subject
from zhengwu_lint.workspace import Workspace

if TYPE_CHECKING:
    from zhengwu_lint.finding import Finding

SUITE = Path(__file__).resolve().parents[1] / "adversary"
PARTS = ("first", "second")
PAGE = "content/portal/tzgg/case.md"
LISTED = {
    "*.gov.cn": True,
    "bszs.conac.cn": True,
    "dcs.conac.cn": True,
    "media.zhongshan.example": False,
}
SOURCES = ("新华社", "中国政府网")
# A case names pages, images and files that need not exist.
DANGLING = frozenset(rule.id for rule in RULES if rule.dangling)
# What a part of a built page cannot have.
WHOLE = frozenset({"missing-identifier", "missing-page-label", "missing-source"})

_EXPECT = re.compile(r"<!-- expect: (?P<what>[a-z| ,-]+) -->\r?\n")


class Case(NamedTuple):
    """A case: its file, whether it is hostile, what is expected, and the text to judge."""

    file: Path
    hostile: bool
    expected: str
    text: str


def read_case(file: Path) -> Case:
    text = file.read_bytes().decode()
    match = _EXPECT.match(text)
    assert match, f"{file}: the first line does not say what is expected"
    return Case(file, "hostile" in file.parts, match["what"].strip(), text[match.end() :])


def cases() -> list[object]:
    return [
        pytest.param(file, id=file.relative_to(SUITE).as_posix())
        for part in PARTS
        for file in sorted((SUITE / part).rglob("*.*"))
    ]


def findings_of(case: Case) -> list[Finding]:
    hosts = [
        {
            "host": host,
            "owner": "演示单位",
            "purpose": "演示",
            "expires": "2027-12-31",
            "government": government,
        }
        for host, government in LISTED.items()
    ]
    changes = {**CITY, "hosts": hosts, "sources": [{"name": name} for name in SOURCES]}
    ignored = DANGLING
    if case.file.suffix == ".md":
        whole = case.text.startswith("---")
        text = case.text if whole else article(case.text)
        workspace = Workspace(city_tree({PAGE: text}, city=changes), day=DAY)
        subject = workspace.subject(PAGE, text.encode())
    else:
        workspace = Workspace(city_tree(city=changes), day=DAY)
        subject = workspace.subject(case.file.name, case.text.encode(), inside=False)
        ignored |= WHOLE
    assert isinstance(subject, Subject), subject
    return [finding for finding in judge(subject, RULES) if finding.rule not in ignored]


@pytest.mark.parametrize("file", cases())
def test_case(file: Path) -> None:
    case = read_case(file)
    found = findings_of(case)
    told = [(f.line, f.column, f.rule, f.message.text()) for f in found]
    if case.hostile:
        reported = {finding.rule for finding in found}
        for needed in case.expected.split(","):
            either = {name.strip() for name in needed.split("|")}
            assert either & reported, f"none of {sorted(either)} among {told}"
    elif case.expected == "clean strict":
        assert told == []
    else:
        assert case.expected == "clean"
        errors = [t for t, f in zip(told, found, strict=True) if f.severity is Severity.ERROR]
        assert errors == []
