"""Whatever an editor writes is shown to the reader, or a finding names its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cities import article
from tests.corpus import LAWS, needs_laws
from tests.hooks.reading.forms import FORMS, LAST, Words, page
from tests.hooks.reading.oracle import complaints, expected, read
from tests.hooks.rules.judging import BODY_LINE, judge_article
from zhengwu.dialect import PublishedLink, parse, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Page as Tab

    from zhengwu.problem import Problem

_BATCH = 250


class Findings:
    """The findings of a page, sought only if somebody asks."""

    def __init__(self, body: str) -> None:
        self._body = body

    def __iter__(self) -> Iterator[Problem]:
        return iter(judge_article(self._body))


def wrong(tab: Tab, bodies: Sequence[str]) -> dict[str, list[str]]:
    """Return what is wrong with each page, by its Markdown."""
    found: dict[str, list[str]] = {}
    for start in range(0, len(bodies), _BATCH):
        batch = bodies[start : start + _BATCH]
        shown = read(tab, [render(parse(body), PublishedLink).html for body in batch])
        for body, texts in zip(batch, shown, strict=True):
            told = list(complaints(expected(body), texts, Findings(body), BODY_LINE))
            if told:
                found[body] = told
    return found


@pytest.mark.parametrize("name", sorted(FORMS | LAST))
def test_a_form_by_itself(tab: Tab, name: str) -> None:
    body = (FORMS | LAST)[name](Words())
    assert wrong(tab, [body]) == {}
    assert article(body).split("\n")[BODY_LINE - 1] == body.split("\n")[0]


def test_pages_of_mixed_forms(tab: Tab) -> None:
    assert wrong(tab, [page(number) for number in range(250)]) == {}


@pytest.mark.long
@pytest.mark.parametrize("part", range(20))
def test_twenty_thousand_pages_of_mixed_forms(tab: Tab, part: int) -> None:
    start = 1000 + part * 1000
    assert wrong(tab, [page(number) for number in range(start, start + 1000)]) == {}


@needs_laws
@pytest.mark.long
def test_real_texts(tab: Tab) -> None:
    assert wrong(tab, [law.read_text("utf-8") for law in sorted(LAWS.glob("*.md"))]) == {}
