"""Style sheets written to wear the lint out: every one is read, in little time, or refused."""

from __future__ import annotations

import pytest

from zhengwu.problem import Problem
from zhengwu_lint.sources.html.document import HtmlDocument, parse_html

_ROWS = 60
_LINK = "<a href='https://a.example/'>甲</a>"


def _read(css: str, body: str) -> HtmlDocument | Problem:
    head = f"<title>题</title><style>{css}</style>"
    return parse_html(f"<!doctype html><html lang=zh>{head}<body>{body}</body></html>", "a.html")


@pytest.mark.parametrize(
    "selector",
    [
        ".q ~ " + "div ~ " * 20 + "div a",
        ".q " + "section " * 12 + "a",
        f":is(.q ~ {'div ~ ' * 12} div) a",
    ],
    ids=["siblings", "ancestors", "siblings-in-is"],
)
def test_a_selector_that_walks_for_ever_counts_as_matching(selector: str) -> None:
    rows = f"<div>{_LINK}</div>" * _ROWS
    deep = "<section>" * _ROWS + _LINK + "</section>" * _ROWS
    found = _read(f"{selector}{{display:none}}", rows + deep)
    assert isinstance(found, HtmlDocument)
    assert any(link.hidden for link in found.links)


def test_a_selector_over_siblings_reaches_the_last_of_thousands() -> None:
    rows = "<i></i>" + "<b></b>" * 3000 + f"<p>{_LINK}</p>"
    found = _read("i ~ p {display:none}", rows)
    assert isinstance(found, HtmlDocument)
    assert [bool(link.hidden) for link in found.links] == [True]


@pytest.mark.parametrize(
    "css",
    [
        "a{width:" + "calc(" * 3000 + "1px" + ")" * 3000 + "}",
        "a" + "(" * 5000 + "{color:red}",
        "@media " + "(" * 3000 + "x" + ")" * 3000 + "{a{display:none}}",
        "a{b:" + "{" * 20000,
    ],
    ids=["calc", "selector", "media", "blocks"],
)
def test_brackets_too_deep_to_read_are_said(css: str) -> None:
    assert isinstance(_read(css, _LINK), Problem)


@pytest.mark.parametrize("name", ["k7", "K7", "✨"])
def test_thousands_of_animations_are_found_by_name(name: str) -> None:
    frames = "".join(f"@keyframes k{i}{{from{{color:red}}}}" for i in range(3000) if i != 7)
    css = f"{frames}@keyframes {name}{{from{{opacity:0}}}} a{{animation:1s {name}}}"
    found = _read(css, _LINK * 100)
    assert isinstance(found, HtmlDocument)
    assert all(link.hidden for link in found.links)
