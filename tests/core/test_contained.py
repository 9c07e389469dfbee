"""Raw HTML for the lint: whatever a piece leaves open does not swallow what follows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from zhengwu.dialect import PublishedLink, annotate, parse, render

TARGET = "https://www.shop-demo.com/"
ELEMENTS = (
    *("a", "body", "button", "div", "form", "frameset", "head", "html", "iframe", "listing"),
    *("marquee", "math", "nobr", "noembed", "noframes", "object", "option", "plaintext"),
    *("script", "select", "style", "svg", "table", "textarea", "title", "u", "xmp"),
)
OPENINGS = (
    "<{0}>",
    "<{0} title='x'>",
    "<{0}/>",
    "<{0}/ title=x>",
    '<{0} title="',
    "<{0} title='x",
    "<{0} title",
    "<{0}",
    "</{0}",
    "<{0}><{0}>",
)
OTHER_OPENINGS = (
    "<!--><textarea>",
    "<!---><textarea>",
    "<!-- --!><textarea>",
    "<!--",
    "<!-- x --!>",
    "<!-->",
    "<!DOCTYPE",
    "<![CDATA[",
    "<?php",
    "<",
    "</",
    "<!",
)
AROUND = (
    "文 {0} [甲]({1})\n",
    "- {0}\n- [甲]({1})\n",
    "> {0}\n\n[甲]({1})\n",
    "{0}\n\n[甲]({1})\n",
)


def live(markdown: str) -> list[str]:
    """Return the destinations of the links that are published."""
    published = render(parse(markdown), PublishedLink).html
    return [
        str(a) for a in html.fragment_fromstring(published, create_parent="div").xpath("//a/@href")
    ]


def seen(markdown: str) -> set[str]:
    """Return the destinations of the links that the lint sees."""
    annotated = annotate(parse(markdown), 1)
    root = html.fragment_fromstring(annotated, create_parent="div")
    return {str(a) for a in root.xpath("//a[@data-zw-place]/@href")}


@pytest.mark.parametrize(
    "around", AROUND, ids=["in a line", "in a list", "in a quote", "as a block"]
)
@pytest.mark.parametrize("element", ELEMENTS)
def test_an_open_element_swallows_no_link(element: str, around: str) -> None:
    texts = [around.format(opening.format(element), TARGET) for opening in OPENINGS]
    assert [text for text in texts if not set(live(text)) <= seen(text)] == []


@pytest.mark.parametrize(
    "around", AROUND, ids=["in a line", "in a list", "in a quote", "as a block"]
)
@pytest.mark.parametrize("opening", OTHER_OPENINGS)
def test_nothing_else_that_is_open_swallows_a_link(opening: str, around: str) -> None:
    markdown = around.format(opening, TARGET)
    assert set(live(markdown)) <= seen(markdown)


def test_some_of_these_links_are_live() -> None:
    """Where an opening stands in a line, the link behind it is published."""
    assert live(AROUND[0].format("<textarea>", TARGET)) == [TARGET]
    assert live(AROUND[1].format("<!--", TARGET)) == [TARGET]


PIECES = (
    *("<u>", "</u>", "<title>", "<style ", 'a="', "'", "/", ">", "<!--", "-->", "<?", "<xmp"),
    *("\n", "\n\n", "- ", "> ", f"[甲]({TARGET})", f"<{TARGET}>", " ", "文", "`", "|"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_every_published_link_is_seen(pieces: list[str]) -> None:
    markdown = "".join(pieces)
    assert set(live(markdown)) <= seen(markdown)


@pytest.mark.parametrize(
    ("raw", "attribute"),
    [
        (f'<a href="{TARGET}" style="display:none">甲</a>', "href"),
        (f"<a href={TARGET}>甲</a>", "href"),
        (f"<A\nHREF='{TARGET}'>甲</A>", "href"),
        (f"<img\nsrc={TARGET}>", "src"),
        (f"<script src={TARGET}>", "src"),
    ],
)
def test_a_refused_tag_is_still_seen_as_markup(raw: str, attribute: str) -> None:
    annotated = annotate(parse(f"文 {raw}\n"), 1)
    root = html.fragment_fromstring(annotated, create_parent="div")
    assert root.xpath(f"//*[@data-zw-place]/@{attribute}") == [TARGET]
