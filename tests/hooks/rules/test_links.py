from __future__ import annotations

import pytest

from tests.hooks.rules.judging import judge_stray, of_rule
from zhengwu.dialect import Link, parse, render

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
        pytest.param("甲[。](https://shop.com/)", "a.md", HIDDEN, id="full-stop"),
        pytest.param("甲[ | ](https://shop.com/)", "a.md", HIDDEN, id="bar"),
        pytest.param("[甲](http://a:b:c/)", "a.md", EXTERNAL, id="no-address"),
        pytest.param("[甲](http://％４１.com/)", "a.md", EXTERNAL, id="twice-encoded"),
    ],
)
def test_a_link_is_reported_by_one_rule(text: str, name: str, rule: str) -> None:
    found = {finding.rule for finding in judge_stray(text, name)}
    assert found & {HIDDEN, EXTERNAL, "foreign-host-in-text", "broken-link"} == {rule}


def test_what_is_published_is_what_was_judged() -> None:
    text = "[政策](https://www.ⓖⓞⓥ.cn/)"
    assert of_rule(judge_stray(text), EXTERNAL) == []
    assert 'href="https://www.gov.cn/"' in render(parse(text), Link).html


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
