"""CommonMark's own examples: every difference is listed in the handbook, with its reason."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from zhengwu.dialect import PublishedLink, parse, render

EXAMPLES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "commonmark/spec-0.31.2.json").read_text("utf-8")
)["examples"]
HANDBOOK = Path(__file__).parents[2] / "docs/handbook/editors/commonmark.md"
_ROW = re.compile(r"^\|(?P<reason>[^|]+)\|(?P<numbers>[\d、 ]+)\|$", re.MULTILINE)


def listed() -> dict[int, str]:
    """Return the reason of every example that the handbook lists as different."""
    found: dict[int, str] = {}
    for row in _ROW.finditer(HANDBOOK.read_text("utf-8")):
        for number in map(int, re.findall(r"\d+", row["numbers"])):
            assert number not in found, f"example {number} is listed twice"
            found[number] = row["reason"].strip()
    return found


def comparable(html: str) -> str:
    """Return HTML without what the handbook says of all pages: anchors, and code that scrolls."""
    html = html.replace('<pre tabindex="0">', "<pre>")
    html = re.sub(r'(<h[1-6]) id="[^"]*"', r"\1", html)
    html = re.sub(r"<img([^>]*?) ?/?>", r"<img\1>", html)
    return re.sub(r">\n+<", "><", html).strip()


def differs(example: dict[str, Any]) -> bool:
    published = render(parse(example["markdown"]), PublishedLink).html
    return comparable(published) != comparable(example["html"])


def test_all_examples_are_there() -> None:
    assert [example["number"] for example in EXAMPLES] == list(range(1, 653))


def test_every_difference_is_listed() -> None:
    differing = {example["number"] for example in EXAMPLES if differs(example)}
    assert differing == set(listed())


@pytest.mark.parametrize("number", [350, 352, 354, 378, 412])
def test_emphasis_of_latin_text_is_as_it_was(number: int) -> None:
    assert not differs(EXAMPLES[number - 1])
