"""`docs/indicators.md` accounts for every requirement and every rule."""

from __future__ import annotations

import re
from pathlib import Path

from zhengwu.rulebook import current_rulebook
from zhengwu_lint.rules import RULES
from zhengwu_ops.cli import COMMANDS

DOCUMENT = Path(__file__).parents[2] / "docs/indicators.md"
ROWS = 66
_ROW = re.compile(r"\| (?P<number>\d+) \| (?P<what>[^|]+) \| (?P<who>[^|]+) \| (?P<note>[^|]*) ?\|")
_NAME = re.compile(r"`([^`]+)`")
NOT_BY_RULE = ("还不能", "不能由机器查")


def rows() -> list[re.Match[str]]:
    lines = DOCUMENT.read_text("utf-8").splitlines()
    return [match for line in lines if (match := _ROW.fullmatch(line))]


def test_every_requirement_has_a_row() -> None:
    assert [int(row["number"]) for row in rows()] == list(range(1, ROWS + 1))


def test_every_row_names_who_checks_or_says_why_not() -> None:
    for row in rows():
        named = _NAME.findall(row["who"])
        if row["who"].strip() in NOT_BY_RULE:
            assert row["note"].strip(), row[0]
        else:
            assert named, row[0]


def test_what_is_named_exists() -> None:
    known = {rule.id for rule in RULES}
    for row in rows():
        for name in _NAME.findall(row["who"]):
            if name.startswith("zhengwu "):
                assert name.split()[1] in COMMANDS, row[0]
            else:
                assert name in known, row[0]


def test_every_rule_is_named() -> None:
    named = set(_NAME.findall(DOCUMENT.read_text("utf-8")))
    assert {rule.id for rule in RULES} - named == set()


def test_every_indicator_with_a_rule_of_its_name_is_asked_for() -> None:
    """A threshold that no rule reads would promise what nobody checks."""
    waiting = {"late-correction-reply", "stale-account", "unanswered-message", "unreachable-site"}
    known = {rule.id for rule in RULES}
    assert set(current_rulebook().indicators) - known == waiting
