from __future__ import annotations

import pkgutil
from typing import TYPE_CHECKING

import pytest

from tests.cities import city_tree
from tests.hooks.rules.judging import judge_example, judge_file, of_rule
from zhengwu.problem import Severity
from zhengwu_lint import rules
from zhengwu_lint.manual import HEADINGS, manual
from zhengwu_lint.rules import RULES

if TYPE_CHECKING:
    from zhengwu_lint.manual import Example
    from zhengwu_lint.rule import Rule

# What a picture or a `site.yml` of its own would show is told in words.
TOLD = "text"
# What the pages of the examples do not carry or lead to: they show one thing each.
OF_WHOLE_PAGES = frozenset(
    {
        "broken-link",
        "missing-identifier",
        "missing-interaction-entrance",
        "missing-service-entrance",
    }
)


def examples() -> list[object]:
    found = []
    for rule in RULES:
        for number, example in enumerate(manual(rule).examples, start=1):
            if example.language != TOLD:
                what = "fails" if example.fails else "passes"
                found.append(pytest.param(rule, example, id=f"{rule.id}-{what}-{number}"))
    return found


def test_rules_are_the_folder() -> None:
    folder = {m.name for m in pkgutil.iter_modules(rules.__path__) if not m.ispkg}
    assert {rule.module.rpartition(".")[2] for rule in RULES} == folder


def test_rules_are_in_order() -> None:
    assert [rule.id for rule in RULES] == sorted(rule.id for rule in RULES)


def test_a_module_is_called_like_its_rule() -> None:
    for rule in RULES:
        assert rule.module.rpartition(".")[2].replace("_", "-") == rule.id


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_heading_is_there(rule: Rule) -> None:
    page = manual(rule)
    assert page.summary.endswith("。")
    assert list(page.sections) == list(HEADINGS)
    assert all(page.sections.values())
    assert {example.fails for example in page.examples} == {True, False}


@pytest.mark.parametrize(("rule", "example"), examples())
def test_examples_of_the_manual(rule: Rule, example: Example) -> None:
    findings = judge_example(example.language, example.code)
    if example.fails:
        assert of_rule(findings, rule.id), "the rule does not object to its own example"
    else:
        assert not of_rule(findings, rule.id)
        errors = [f for f in findings if f.severity is Severity.ERROR]
        assert [f for f in errors if f.code not in OF_WHOLE_PAGES] == []


@pytest.mark.parametrize("path", sorted(city_tree().contents))
def test_the_demonstration_city_is_clean(path: str) -> None:
    assert judge_file(path) == []
