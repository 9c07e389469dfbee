"""Where tags end: as browsers read them, in steps that grow no faster than the text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from zhengwu.dialect.contained import contained
from zhengwu.dialect.tag_ends import TagEnds
from zhengwu_lint.sources.html.tags import page_tags, without_false_ends

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

# Markup that never closes what it opens: units that are repeated, and what follows them.
HOSTILE = {
    "names": ("<a", ""),
    "attributes": ("<a x ", ""),
    "attributes that end in a lone sign": ("<a x ", "/=>"),
    "quotes": ('<a b="', ""),
    "quotes in names": ('<x" b="', " "),
    "two kinds of quotes": ("<a b='\"' c=\"'\" <", ""),
    "unquoted values": ("<a/x=", ""),
    "blanks before a value": ("<a x" + " " * 50, ""),
    "elements that swallow": ("<title>", ""),
    "ends that stay open": ("<title></title", ""),
    "end tags": ("</a", ""),
    "declarations": ("<!x", ""),
    "comments": ("<!--x", ""),
    "page tags": ("<body ", ""),
    "whole page tags": ("<body x>\n", ""),
    "false ends": ("<a />", ""),
    "signs before a slash": ("=", "/>"),
    "signs": ("<", ""),
}
READERS: dict[str, Callable[[str], object]] = {
    "contained": lambda html: contained(html, lambda at: f" at={at}"),
    "without_false_ends": without_false_ends,
    "page_tags": lambda html: list(page_tags(html)),
}


def lines_run(reader: Callable[[str], object], html: str) -> int:
    """Count the lines of Python that `reader` runs for `html`."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        reader(html)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_twice_the_markup_takes_twice_the_steps(hostile: str, reader: str) -> None:
    unit, last = HOSTILE[hostile]
    short, long = (lines_run(READERS[reader], unit * n + last) for n in (300, 600))
    assert long <= 2 * short + 50


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_megabyte_ends(hostile: str, reader: str) -> None:
    # What looks through the text again for each of its tags would need an hour here.
    unit, last = HOSTILE[hostile]
    READERS[reader](unit * (1_000_000 // len(unit)) + last)


@pytest.mark.parametrize(
    ("tag", "rest"),
    [
        ("<a>", "x>"),
        ("<a b>", ""),
        ("<a b='>'>", ">"),
        ('<a b=">" c>', "'>"),
        ("<a b= '>'>", ">"),
        ("<a b=c'd>", "'>"),
        ("<a b'c>", "'>"),  # a quote in a name quotes nothing
        ("<a b=c/>", ">"),
        ("<a/b/>", ">"),
        ("<a b\n=\n'>'\n>", ">"),
        ("<a b='>'c>", ">"),
    ],
)
def test_a_tag_ends_where_it_ends_for_a_browser(tag: str, rest: str) -> None:
    assert TagEnds(tag + rest).of_attributes(2) == len(tag)


@pytest.mark.parametrize("tag", ["<a", "<a b", "<a b=", "<a b='>", '<a b=">', "<a =b>", "<a b=>"])
def test_a_tag_that_stays_open_or_has_a_value_without_a_name_has_no_end(tag: str) -> None:
    assert TagEnds(tag).of_attributes(2) is None


def test_what_one_tag_met_is_not_met_wrongly_by_the_next() -> None:
    # The first tag swallows the quote of the second; for the second it opens a value.
    html = "<a b='<a c=' d>"
    ends = TagEnds(html)
    assert ends.of_attributes(2) == len(html)
    open_first = "<a b=\"<a c='x' d>"
    ends = TagEnds(open_first)
    assert ends.of_attributes(2) is None
    assert ends.of_attributes(open_first.index("<a c") + 2) == len(open_first)


# With possessive quantifiers, Python 3.11.2 found tags here that stay open, and lost one.
@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<a'<title x=\"/>/<!--<a", "&lt;a'&lt;title x=\"/>/<!--<a-->"),
        ("=x<<a/<a<!--=\">'", "=x&lt;&lt;a/<a<!--=\" at=6>'"),
        ('>=" ="</titlex<body =">=--><a\'', '>=" ="</titlex<body =">=-->&lt;a\''),
    ],
)
def test_markup_that_debians_python_misread(html: str, read: str) -> None:
    assert READERS["contained"](html) == read
    assert list(page_tags(html)) == []
