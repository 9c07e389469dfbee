"""The rules about a site's lifecycle, each at its place in `site.yml`; no matter lacks one."""

from __future__ import annotations

import copy
from typing import Any, get_args

import pytest

from tests.cities import DAY
from tests.core.lifecycle.registers import FILINGS, OPEN, Life, resume, retire, step, suspend
from zhengwu.lifecycle import Matter
from zhengwu.pages.schedule import end_of
from zhengwu.problem import Severity
from zhengwu_lint.rules import RULES
from zhengwu_lint.run import judge
from zhengwu_lint.subject import Subject
from zhengwu_lint.workspace import open_workspace

# What only history, or the register's own checks, can tell.
NO_RULE = {"erased-event", "filing-order"}
CHANGE = {"event": "change", "date": "2026-10-12", "was": {"domain": "old.zhongshan.example"}}
LAPSED = {**FILINGS, "mlps": {"date": "2025-03-11", "level": 3, "assessed": "2025-03-20"}}


def unpassed() -> dict[str, Any]:
    event = copy.deepcopy(OPEN)
    event["done"]["inspection"] = step("2025-04-07", passed=False)
    return event


def unannounced() -> dict[str, Any]:
    event = copy.deepcopy(OPEN)
    del event["done"]["portal_notice"]
    return event


TWICE = [OPEN, suspend("2026-03-02", "2026-03-05"), resume("2026-03-06")]
CASES = [
    pytest.param("missing-filing", Life([OPEN], {}), 5, "filings", id="missing-filing"),
    pytest.param("missing-lifecycle-step", Life([unpassed()]), 1, "inspection", id="step"),
    pytest.param(
        "missing-opening-announcement", Life([unannounced()]), 1, "inspection", id="announcement"
    ),
    pytest.param("overdue-assessment", Life([OPEN], LAPSED), 1, "assessed", id="assessment"),
    pytest.param(
        "overlong-suspension",
        Life([OPEN, suspend("2026-11-01", "2026-12-01")]),
        1,
        "until: '2026-12-01'",
        id="overlong",
    ),
    pytest.param(
        "repeated-suspension",
        Life([*TWICE, suspend("2026-12-01", "2026-12-05")]),
        1,
        "date: '2026-12-01'",
        id="repeated",
    ),
    pytest.param(
        "short-migration-notice",
        Life([OPEN, retire("2026-11-01", "2026-11-29")]),
        1,
        "until: '2026-11-29'",
        id="short",
    ),
    pytest.param(
        "unlawful-lifecycle", Life([OPEN, resume("2026-11-20")]), 1, "event: resume", id="unlawful"
    ),
    pytest.param("unreported-change", Life([OPEN, CHANGE]), 4, "event: change", id="unreported"),
]


def found(life: Life, rule: str) -> list[tuple[int, str]]:
    tree = life.tree
    path = f"content/{life.id}/site.yml"
    subject = open_workspace(tree, moment=end_of(DAY)).subject(path, tree.read(path))
    assert isinstance(subject, Subject)
    findings = list(judge(subject, RULES))
    assert {f.code for f in findings if f.severity is Severity.ERROR} <= {rule}
    return [(f.line, f.message.text()) for f in findings if f.code == rule]


@pytest.mark.parametrize(("rule", "life", "count", "at"), CASES)
def test_each_matter_at_its_place(rule: str, life: Life, count: int, at: str) -> None:
    findings = found(life, rule)
    assert len(findings) == count
    lines = life.tree.read(f"content/{life.id}/site.yml").decode().split("\n")
    near = "\n".join(lines[findings[0][0] - 2 : findings[0][0] + 1])
    assert at in near


@pytest.mark.parametrize("rule", sorted(set(get_args(Matter)) - NO_RULE))
def test_every_matter_has_a_rule_and_a_lawful_site_breaks_none(rule: str) -> None:
    assert rule in {known.id for known in RULES}
    assert rule in {case.values[0] for case in CASES}
    assert found(Life([OPEN]), rule) == []


def test_what_is_not_due_yet_is_no_finding() -> None:
    event = {"event": "suspend", "date": "2026-11-25", "until": "2026-11-30"}
    assert found(Life([OPEN, event]), "missing-lifecycle-step") == []
    event["date"] = "2026-11-24"
    assert len(found(Life([OPEN, event]), "missing-lifecycle-step")) == 6


def test_a_site_that_is_being_prepared_is_left_alone() -> None:
    assert found(Life([], {}), "missing-filing") == []
