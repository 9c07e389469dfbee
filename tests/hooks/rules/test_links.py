from __future__ import annotations

import pytest

from tests.hooks.rules.judging import judge_stray, of_rule
from zhengwu.dialect import PublishedLink, parse, render

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
    found = {finding.code for finding in judge_stray(text, name)}
    assert found & {HIDDEN, EXTERNAL, "foreign-host-in-text", "broken-link"} == {rule}


@pytest.mark.parametrize(
    ("address", "found"),
    [
        pytest.param("https://www.gov.cn/jump?url=https%3A%2F%2Fshop.com%2F", True, id="encoded"),
        pytest.param("https://www.gov.cn/jump?url=https%253A%252F%252Fshop.com", True, id="twice"),
        pytest.param("https://www.gov.cn/jump?to=//shop.com/a", True, id="no-scheme"),
        pytest.param("https://www.gov.cn/r/#https://shop.com", True, id="fragment"),
        pytest.param("https://www.gov.cn/jump?url=https%3A%2F%2Fwww.gd.gov.cn", False, id="listed"),
        pytest.param("https://www.gov.cn/a?b=c//d&e=1", False, id="no-address"),
    ],
)
def test_an_address_that_carries_another(address: str, found: bool) -> None:  # noqa: FBT001 -- a case
    assert bool(of_rule(judge_stray(f"[甲]({address})"), EXTERNAL)) is found


@pytest.mark.parametrize(
    "html",
    [
        pytest.param('<a/title="甲"/href="//shop.com/"/>甲</a>', id="slashes"),
        pytest.param(
            "<div><template shadowrootmode=open><a href=//shop.com>甲</a></template></div>",
            id="shadow",
        ),
        pytest.param("<a href=//shop.com/>甲</a>", id="slash-of-the-value"),
        pytest.param("<svg><a href='//shop.com'><text>甲</text></a></svg>", id="drawing"),
    ],
)
def test_how_browsers_read_tags(html: str) -> None:
    assert len(of_rule(judge_stray(f"<p>通知</p>{html}", "a.html"), EXTERNAL)) == 1


def test_what_is_published_is_what_was_judged() -> None:
    text = "[政策](https://www.ⓖⓞⓥ.cn/)"
    assert of_rule(judge_stray(text), EXTERNAL) == []
    assert 'href="https://www.gov.cn/"' in render(parse(text), PublishedLink).html


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
    assert [(f.code, f.line) for f in findings] == [(HIDDEN, 4)]
