from __future__ import annotations

import pytest

from tests.cities import article
from tests.corpus import LAWS, needs_laws
from tests.hooks.rules.judging import judge_file, judge_stray, of_rule, places
from zhengwu.wording import packaged_wording
from zhengwu.wording_phrases import find_phrases, phrases

RULE = "wrong-wording"
PAGE = "content/portal/tzgg/a.md"
WORDS = "content/words.yml"
OWN = """words:
  - wrong: 中山市冈
    right: 中山市
    unless: 山冈
    reason: 本市名称错误
    source: 本市校对记录
"""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("中华人民共合国", id="country"),
        pytest.param("市攻府", id="government"),
        pytest.param("领导\n小姐", id="over-lines"),
        pytest.param("中华人民**共合**国", id="emphasis"),
        pytest.param("中国与香港", id="hong-kong"),
        pytest.param("美国、台湾、日本等多个国家", id="among-countries"),
        pytest.param("参展国家包括新加坡、香港", id="countries-listed"),
        pytest.param("内地与台湾", id="taiwan-and-mainland"),
        pytest.param("两岸三地青年", id="three-places"),
        pytest.param("| 国家 | 额 |\n|-|-|\n| 台湾 | 1 |", id="below-a-header"),
        pytest.param("党的二十大三中全会", id="phrase"),
        pytest.param("邓晓平同志诞辰", id="phrase-in-its-context"),
        pytest.param("推进依法制国", id="rule-of-law"),
    ],
)
def test_wrong_wording_is_found(text: str) -> None:
    assert len(of_rule(judge_stray(text), RULE)) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("起义军围攻府城", id="siege"),
        pytest.param("美国、台湾等国家和地区", id="and-regions"),
        pytest.param("内地与香港，大陆与台湾", id="right"),
        pytest.param("中国、中国香港、中国台北", id="sports"),
        pytest.param("香港中国银行，澳门与中国内地", id="names"),
        pytest.param("香港中文大学，中国和香港中文大学", id="university"),
        pytest.param("台湾国民党，港澳台等国家级", id="parts-of-words"),
        pytest.param("新加坡、香港等国家和地区", id="listed-right"),
        pytest.param("改革开发区管理体制", id="development-zone"),
        pytest.param("居民邓晓平反映", id="namesake"),
        pytest.param("把“领导小组”误写为“领导小姐”", id="mentioned"),
        pytest.param("支付市长质量奖奖金", id="across-words"),
        pytest.param("台湾居民来华南师范大学就读", id="name-of-a-university"),
        pytest.param("内地与台湾之间的双向直航", id="direct-flights"),
        pytest.param("| 国家和地区 | 额 |\n|-|-|\n| 台湾 | 1 |", id="below-the-right-header"),
    ],
)
def test_right_wording_passes(text: str) -> None:
    assert of_rule(judge_stray(text), RULE) == []


def test_every_entry_says_what_is_right_and_why() -> None:
    assert packaged_wording().entries
    assert all(
        entry.right and entry.reason and entry.source and entry.owner and entry.checked
        for entry in packaged_wording().entries
    )


def test_every_phrase_says_what_is_right_and_why_and_none_is_right() -> None:
    table = [phrase for of in phrases().values() for phrase in of]
    assert len(table) >= 300
    assert all(p.reason and p.source and p.owner and p.checked for p in table)
    assert len({p.wrong for p in table}) == len(table)
    assert [p.wrong for p in table if p.wrong in p.right or len(p.wrong) < 3] == []


@needs_laws
def test_no_phrase_stands_in_a_law() -> None:
    texts = ("".join(law.read_text("utf-8").split()) for law in LAWS.glob("*.md"))
    assert [phrase.wrong for text in texts for _, phrase in find_phrases(text)] == []


def test_a_city_adds_its_own() -> None:
    text = article("中山市冈召开会议。\n\n中山市冈是山冈。")
    assert of_rule(judge_file(PAGE, {PAGE: text}), RULE) == []
    (found,) = of_rule(judge_file(PAGE, {PAGE: text, WORDS: OWN}), RULE)
    assert (found.line, found.snippet) == (6, "中山市冈")
    assert "本市校对记录" in found.fix.text()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(OWN.replace("中山市冈", "中山("), 2, id="no-pattern"),
        pytest.param(OWN.replace("中山市冈", "甲*"), 2, id="fits-everything"),
        pytest.param(OWN.replace("中山市冈", "中山(?:市)?+冈"), 2, id="possessive"),
        pytest.param(OWN.replace("    source: 本市校对记录\n", ""), 2, id="no-source"),
        pytest.param("words: 甲\n", 1, id="no-list"),
    ],
)
def test_mistakes_of_the_citys_file_are_findings(text: str, line: int) -> None:
    findings = judge_file(WORDS, {WORDS: text})
    assert [(f.code, f.file, f.line) for f in findings] == [("invalid-register", WORDS, line)]


def test_a_good_file_is_clean_and_a_bad_one_leaves_the_packaged_table() -> None:
    assert judge_file(WORDS, {WORDS: OWN}) == []
    bad = {PAGE: article("领导小姐"), WORDS: "words: 甲\n"}
    assert places(judge_file(PAGE, bad), RULE) == [(6, 1)]
