"""`zhengwu explain` in English: a rule's manual page, its headings and its prose."""

from __future__ import annotations

import re

import pytest

from zhengwu_lint.manual import HEADINGS
from zhengwu_ops.cli import main

HAN = re.compile(r"[\u4e00-\u9fff]")
FENCE = re.compile(r"```.*?```", re.DOTALL)


@pytest.fixture
def page(capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["--lang", "en", "explain", "external-link"]) == 0
    return capsys.readouterr().out


def test_the_headings_are_english(page: str) -> None:
    headings = ["Why", "Fails", "Passes", "Fix", "Not seen"]
    assert [line for line in page.splitlines() if line in headings] == headings
    assert not {heading.text() for heading in HEADINGS.values()} & set(page.splitlines())


def test_the_prose_is_english(page: str) -> None:
    summary, _, rest = page.partition("\n\n")
    assert summary == "external-link: A link to a host that is not on the list."
    # The line below the summary names the clauses, as they are cited; examples are content.
    prose = FENCE.sub("", rest.partition("\n\n")[2])
    assert "Article 17 of the Measures" in prose
    assert not HAN.search(prose)
