"""The dated rulebook: what holds on a day, and what a city may lay over it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.cities import MemoryTree
from zhengwu.rulebook import (
    current_rulebook,
    first_day,
    packaged_sets,
    read_city_sets,
    rulebook_on,
)
from zhengwu.tree import FolderTree

DAY = dt.date(2026, 11, 24)
OWN = """\
id: zhongshan-2020
name: 本市办法
effective_from: 2020-06-11
source: 办法
indicators:
  late-correction-reply:
    values: {workdays: 1}
    source: 办法 第二十六条
    verified: true
"""


def city(text: str, name: str = "rulebook/2020.yml") -> MemoryTree:
    return MemoryTree({name: text.encode()})


def test_every_entry_states_its_source() -> None:
    for facts in packaged_sets():
        assert facts.source
        assert facts.indicators
        for entry in facts.indicators.values():
            assert entry.source
            assert entry.name
            assert entry.part


def test_the_latest_set_is_that_of_2019() -> None:
    assert current_rulebook().id == "gbmh-2019-19"
    assert rulebook_on(DAY).id == "gbmh-2019-19"


def test_a_day_is_judged_by_what_held_then() -> None:
    before, after = rulebook_on(dt.date(2019, 3, 31)), rulebook_on(dt.date(2019, 4, 1))
    assert before.id == "gbf-2017-47"
    assert before.get("stale-home-page") is None
    home = after.get("stale-home-page")
    assert home is not None
    assert str(home.term("age")) == "2周"
    assert home.part == "veto"
    assert home.verified
    # What an earlier set says goes on holding.
    assert after.footer == before.footer != ()
    assert after.labels == before.labels
    assert after.get("heavy-page") == before.get("heavy-page") is not None


def test_an_entry_may_begin_on_a_day_of_its_own() -> None:
    spring, summer = rulebook_on(dt.date(2019, 5, 14)), rulebook_on(dt.date(2019, 5, 15))
    old, new = spring.get("late-publication"), summer.get("late-publication")
    assert old is not None
    assert new is not None
    assert old.effective_from == dt.date(2008, 5, 1)
    assert new.effective_from == dt.date(2019, 5, 15)
    assert old.number("workdays") == new.number("workdays") == 20


def test_before_the_first_set_that_one_is_used() -> None:
    assert rulebook_on(dt.date(2001, 1, 1)) == rulebook_on(first_day())


def test_a_number_is_no_term_and_a_term_no_number() -> None:
    rulebook = current_rulebook()
    home, many = rulebook.get("stale-home-page"), rulebook.get("many-stale-columns")
    assert home is not None
    assert many is not None
    with pytest.raises(TypeError):
        home.number("age")
    with pytest.raises(TypeError):
        many.term("columns")


def test_a_city_lays_its_own_over_the_national_ones() -> None:
    sets = read_city_sets(city(OWN))
    assert sets.mistakes == ()
    before = rulebook_on(dt.date(2020, 6, 10), sets.sets)
    after = rulebook_on(DAY, sets.sets)
    assert before.id == "gbmh-2019-19"
    assert after.id == "gbmh-2019-19+zhongshan-2020"
    assert after.effective_from == dt.date(2020, 6, 11)
    reply = after.get("late-correction-reply")
    assert reply is not None
    assert (reply.number("workdays"), reply.rulebook) == (1, "zhongshan-2020")
    assert reply.name == "“我为政府网站找错”答复时限"  # what is not said stays
    national = before.get("late-correction-reply")
    assert national is not None
    assert national.number("workdays") == 3


def test_a_city_changes_one_value_and_leaves_the_others() -> None:
    text = OWN.replace("late-correction-reply", "stale-column").replace("workdays: 1", "news: 7天")
    column = rulebook_on(DAY, read_city_sets(city(text)).sets).get("stale-column")
    assert column is not None
    assert str(column.term("news")) == "7天"
    assert str(column.term("notices")) == "6个月"
    assert column.points == 5


def test_a_city_may_drop_an_indicator() -> None:
    text = OWN.replace("values: {workdays: 1}", "applies: false")
    assert rulebook_on(DAY, read_city_sets(city(text)).sets).get("late-correction-reply") is None


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("late-correction-reply", "late-corection-reply", 6, "没有“late-corection-reply”这项指标"),
        ("workdays: 1", "days: 1", 7, "没有“days”这个数值"),
        ("workdays: 1", "workdays: 1天", 7, "写法与全国指标不同"),
        ("workdays: 1", "workdays: 一天", 7, "不是数值"),
        ("2020-06-11", "去年", 3, "不是日期"),
        ("    source: 办法 第二十六条\n", "", 7, "缺少"),
        ("name: 本市办法", "nam: 本市办法", 2, "不认识“nam”"),
        ("indicators:", "indicators: [", 6, "没有成对"),
    ],
)
def test_a_mistake_is_told_at_its_line(old: str, new: str, line: int, said: str) -> None:
    sets = read_city_sets(city(OWN.replace(old, new, 1)))
    assert sets.sets == ()
    assert sets.broken == ("rulebook/2020.yml",)
    assert any(said in m.message.text() for m in sets.mistakes), sets.mistakes
    assert any(abs(m.line - line) <= 1 for m in sets.mistakes), sets.mistakes


def test_an_unreadable_file_is_a_mistake() -> None:
    tree = MemoryTree({"rulebook/a.yml": "名称: 甲".encode("gb18030")})
    (mistake,) = read_city_sets(tree).mistakes
    assert "国标编码" in mistake.message.text()


def test_the_citys_own_set_is_well_formed() -> None:
    sets = read_city_sets(FolderTree(Path(__file__).parents[2]))
    assert sets.mistakes == ()
    assert [facts.id for facts in sets.sets] == ["zhongshan-2020"]
