"""The oracle catches a renderer that loses something: each fault is planted and must be found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.hooks.reading.forms import page
from tests.hooks.reading.oracle import complaints, expected, read
from tests.hooks.reading.test_pages import Findings
from tests.hooks.rules.judging import BODY_LINE
from zhengwu.dialect import PublishedLink, parse, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page as Tab

PAGES = 60


def _swap_rows(html: str) -> str:
    return re.sub(r"(<tr>.*?</tr>)\n(<tr>.*?</tr>)", r"\2\n\1", html, flags=re.DOTALL)


def _swallow_tail(html: str) -> str:
    return html[: html.rfind("<p>")] if html.count("<p>") > 1 else html


# What a renderer might do wrong, as a change of what a right one writes.
FAULTS: dict[str, Callable[[str], str]] = {
    "drop the last cell of a row": lambda h: re.sub(r"<td[^>]*>[^<]*</td>\n</tr>", "</tr>", h),
    "swallow the tail": _swallow_tail,
    "drop emphasis": lambda h: re.sub(r"<strong>.*?</strong>", "", h, flags=re.DOTALL),
    "swap rows": _swap_rows,
    "count a list anew": lambda h: re.sub(r' (?:value|start)="\d+"', "", h),
    "drop footnotes": lambda h: re.sub(r"<section.*?</section>", "", h, flags=re.DOTALL),
    "hide a paragraph": lambda h: h.replace("<p>", '<p style="display: none">', 1),
    "drop a link's text": lambda h: re.sub(r"(<a [^>]*>)[^<]*</a>", r"\1</a>", h),
    "drop what follows a break": lambda h: re.sub(r"<br />\n[^<]+", "<br />", h),
    "make markup of text": lambda h: re.sub(
        r"&lt;([^&]*)&gt;([^<&]*)", r"<template>\2</template>", h
    ),
    "cut long text": lambda h: re.sub(r"(>[^<]{12})[^<]+", r"\1", h),
    "drop code": lambda h: re.sub(r"<code>.*?</code>", "", h, flags=re.DOTALL),
    "drop pictures": lambda h: re.sub(r"<(?:img|video)[^>]*>", "", h),
}


def caught(tab: Tab, fault: Callable[[str], str]) -> bool:
    bodies = [page(number) for number in range(PAGES)]
    faulty = [fault(render(parse(body), PublishedLink).html) for body in bodies]
    return any(
        any(complaints(expected(body), shown, Findings(body), BODY_LINE))
        for body, shown in zip(bodies, read(tab, faulty), strict=True)
    )


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_caught(tab: Tab, name: str) -> None:
    assert caught(tab, FAULTS[name])


def test_comments_that_come_out_are_caught(tab: Tab) -> None:
    bodies = [page(number) for number in range(PAGES)]
    shown = [
        [f"{text} {' '.join(run for _, run in expected(body).kept_back)}", notes]
        for body, (text, notes) in zip(
            bodies,
            read(tab, [render(parse(body), PublishedLink).html for body in bodies]),
            strict=True,
        )
    ]
    assert any(
        any(complaints(expected(body), texts, Findings(body), BODY_LINE))
        for body, texts in zip(bodies, shown, strict=True)
    )


def test_without_a_fault_nothing_is_caught(tab: Tab) -> None:
    assert not caught(tab, lambda html: html)
