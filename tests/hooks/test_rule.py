"""What `@rule` refuses, and what the rules say of themselves."""

from __future__ import annotations

import ast
import inspect
import sys
from typing import TYPE_CHECKING, Any

import pytest

from zhengwu.problem import DUE, WARNING
from zhengwu.rulebook import current_rulebook
from zhengwu_lint.rule import rule
from zhengwu_lint.rules import RULES
from zhengwu_lint.sources import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.problem import Problem

GIVEN: dict[str, Any] = {"reads": Document, "basis": ("measures-25",), "severity": WARNING}


def nothing(document: Document) -> Iterator[Problem]:
    yield from ()


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"triggers": ()}, id="no trigger: it would never run"),
        pytest.param({"triggers": ("",)}, id="an empty trigger"),
        pytest.param({"triggers": ("１３８",)}, id="a trigger that no folded text holds"),
        pytest.param({"severity": DUE}, id="neither an error nor a warning"),
    ],
)
def test_what_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="a-rule"):
        rule("a-rule", **{**GIVEN, **wrong})


def test_a_rule_asks_only_for_what_there_is() -> None:
    def check(document: Document, weather: str) -> Iterator[Problem]:
        yield from ()

    with pytest.raises(TypeError, match="weather"):
        rule("a-rule", **GIVEN)(check)


def test_what_is_data() -> None:
    made = rule("a-rule", **GIVEN, triggers=("http", "//"), indicator="stale-column")(nothing)
    found = made.rule  # type: ignore[attr-defined]
    assert (found.triggers, found.indicator) == (("http", "//"), "stale-column")


def test_a_rule_names_the_indicator_that_it_reads() -> None:
    known = current_rulebook().indicators
    for found in RULES:
        read = {
            node.args[0].value
            for node in ast.walk(ast.parse(inspect.getsource(sys.modules[found.module])))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and (node.func.value.id, node.func.attr) == ("rulebook", "get")
            and isinstance(node.args[0], ast.Constant)
        }
        assert found.indicator in ({found.id} & set(known) or read or {""}), found.id
    assert {found.indicator for found in RULES} - {""} <= set(known)
