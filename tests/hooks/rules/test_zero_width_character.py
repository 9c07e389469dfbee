from __future__ import annotations

import pytest

from tests.hooks.rules.judging import BODY_LINE, judge_article, judge_stray, of_rule, places

RULE = "zero-width-character"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("有关事\u200b项", id="zero-width-space"),
        pytest.param("有关事&#8203;项", id="entity"),
        pytest.param("有关\u2060事项", id="word-joiner"),
        pytest.param("有关\ufeff事项", id="byte-order-mark"),
        pytest.param("有关\u00ad事项", id="soft-hyphen"),
        pytest.param("有关\u202e事项", id="override"),
        pytest.param("有关\U000e0041事项", id="tag"),
        pytest.param("有关\u3164事项", id="filler"),
        pytest.param("有关\x08事项", id="control"),
        pytest.param("有关\ue000事项", id="private-use"),
        pytest.param("有关事\u200d项", id="joiner-between-han"),
        pytest.param("政\ufe0f府", id="variation-of-a-letter"),
        pytest.param('[政策](a.md "有关\u200b事项")', id="title"),
    ],
)
def test_unseen_characters_are_found(text: str) -> None:
    assert len(of_rule(judge_stray(text), RULE)) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("全家👨‍👩‍👧和🏳️‍🌈", id="family-and-flag"),
        pytest.param("❤️和1️⃣，☎️", id="forms"),
        pytest.param("🏴\U000e0067\U000e0062\U000e007f", id="tags-of-a-flag"),
        pytest.param("inter\u00adnational", id="soft-hyphen-in-a-word"),
        pytest.param("می\u200cخواهم", id="persian"),
        pytest.param("ᠮᠣᠩᠭᠣᠯ\u180b", id="mongolian"),
        pytest.param("数据[^1]\n\n[^1]: 统计局", id="footnote"),
    ],
)
def test_where_they_belong_they_pass(text: str) -> None:
    assert of_rule(judge_stray(text), RULE) == []


def test_one_finding_a_block_at_the_first() -> None:
    assert places(judge_article("甲乙\u200b丙\u200b丁"), RULE) == [(BODY_LINE, 3)]
