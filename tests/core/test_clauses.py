"""Clauses by id: every one that is named has a title, and no city is shown another's articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cities import CITY, city_tree
from zhengwu.clauses import citation, cite, known_clauses, source_of, titles_of, with_clauses
from zhengwu.lifecycle.checklists import CHECKLISTS
from zhengwu.messages import msg
from zhengwu.register.load import load_register
from zhengwu_lint.rules import RULES

if TYPE_CHECKING:
    from zhengwu.model.city import City

OTHER = {"region": "990100"}


def city_of(**fields: object) -> City:
    city = load_register(city_tree(city={**CITY, **fields})).city
    assert city is not None
    return city


def test_every_clause_that_is_named_has_a_title() -> None:
    named = {clause for rule in RULES for clause in rule.basis}
    named |= {clause for items in CHECKLISTS.values() for item in items for clause in item.basis}
    assert named <= set(known_clauses())
    assert all(rule.basis for rule in RULES)


def test_a_city_is_shown_its_own_articles() -> None:
    assert cite(("measures-17", "openness-24"), titles_of(city_of())) == (
        "办法 第十七条",
        "政府信息公开条例 第二十四条",
    )


def test_another_city_is_not_shown_these() -> None:
    other = city_of(**OTHER)
    assert cite(("measures-17", "openness-24"), titles_of(other)) == (
        "政府信息公开条例 第二十四条",
    )
    assert with_clauses(msg("没有登记"), ("measures-6",), other).text() == "没有登记"
    assert not any("办法" in title for title in titles_of(other).values())


def test_another_city_names_its_own() -> None:
    other = city_of(**OTHER, clauses={"measures-17": "暂行规定 第九条"})
    assert cite(("measures-17",), titles_of(other)) == ("暂行规定 第九条",)
    assert source_of("measures-17", other) == "暂行规定 第九条"


def test_an_unknown_clause_is_told() -> None:
    tree = city_tree(city={**CITY, "clauses": {"measure-17": "暂行规定 第九条"}})
    (problem,) = load_register(tree).mistakes
    assert problem.message.text() == "没有条款“measure-17”"
    assert problem.fix.text() == "是不是想写“measures-17”？"
    last = tree.read("content/city.yml").decode().splitlines()[problem.line - 1]
    assert last.strip().startswith("measure-17:")


@pytest.mark.parametrize(
    ("basis", "told"),
    [
        (("measures-6",), "办法 第六条"),
        (("measures-6", "measures-29"), "办法 第六条、第二十九条"),
        (("measures-6", "openness-24"), "办法 第六条、政府信息公开条例 第二十四条"),
        ((), ""),
    ],
)
def test_clauses_in_a_sentence(basis: tuple[str, ...], told: str) -> None:
    assert citation(basis, city_of()) == told


def test_a_source_by_its_full_name() -> None:
    assert source_of("measures-32", city_of()) == "政府网站及政务新媒体管理办法第三十二条"
    assert source_of("gb-9704", city_of()) == "党政机关公文格式"
    assert source_of("measures-32", city_of(**OTHER)) == ""
