from __future__ import annotations

import pytest

from tests.hooks.rules.judging import judge_stray, of_rule

HIDDEN, EXTERNAL = "hidden-link", "external-link"


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        pytest.param("[甲](https://shop.com/)", "a.md", EXTERNAL, id="seen-and-off-the-list"),
        pytest.param(
            '<p><a href="https://shop.com/" hidden>甲</a></p>', "a.html", HIDDEN, id="hidden"
        ),
        pytest.param('<p><a href="https://shop.com/"></a>甲</p>', "a.html", HIDDEN, id="empty"),
        pytest.param(
            '<p><a href="https://shop.com/">\u200b</a>甲</p>', "a.html", HIDDEN, id="zero-width"
        ),
        pytest.param("甲<!-- https://shop.com/ -->", "a.md", HIDDEN, id="comment"),
    ],
)
def test_a_link_is_reported_by_one_rule(text: str, name: str, rule: str) -> None:
    assert [finding.rule for finding in judge_stray(text, name)] == [rule]


@pytest.mark.parametrize(
    "html",
    [
        pytest.param('<a href="https://www.gov.cn/"><img src="a.png" alt=""></a>', id="picture"),
        pytest.param('<a href="https://www.gov.cn/"><svg></svg></a>', id="drawing"),
        pytest.param('<link rel="canonical" href="https://www.gov.cn/">', id="not-for-readers"),
        pytest.param('<a href="a.html"></a>', id="own-site"),
    ],
)
def test_what_is_seen_or_stays_is_not_hidden(html: str) -> None:
    assert of_rule(judge_stray(f"<p>甲{html}</p>", "a.html"), HIDDEN) == []


def test_a_comment_has_its_place() -> None:
    findings = judge_stray("第一行\n\n第二 <!-- 注\nhttps://shop.com/ -->")
    assert [(f.rule, f.line) for f in findings] == [(HIDDEN, 4)]
