"""Texts of a page that stand in no block of it, and words that are split over several blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu_lint.sources.document import Block
from zhengwu_lint.sources.html.document import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhengwu_lint.sources.document import Document

# What is read as a block, as an address or as a style already.
_READ = frozenset(
    {
        "alt", "title", "aria-label", "aria-description", "placeholder", "summary",
        "href", "src", "srcset", "style", "id",
    }
)  # fmt: skip
_WORDS = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff]{2}|[A-Za-z\u00c0-\u1eff]{4}[ +-][A-Za-z\u00c0-\u1eff]{3}"
)
_CONTENT = re.compile(r"""content\s*:\s*((?:"[^"]*"|'[^']*'|\s)+)""")
_SHORT = 8  # characters of a block that holds a piece of a word
_PIECES = frozenset({"li", "p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "div"})


def carried(document: Document) -> Iterator[Block]:
    """Yield as blocks what a built page carries beside its text: comments, attributes, styles."""
    if not isinstance(document, HtmlDocument):
        return
    for comment in document.comments:
        yield _block(comment.text, "comment", comment.line, comment.column)
    for element in document.root.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.items():
            if name.lower() not in _READ and _WORDS.search(value):
                yield _block(value, f"@{name}", element.sourceline or 1, 0)
        if element.tag == "style" and element.text and "content" in element.text:
            for match in _CONTENT.finditer(element.text):
                yield _block(match[1], "style", element.sourceline or 1, 0)


def runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the short blocks that follow each other: a word may be split over them."""
    found: list[Block] = []
    for block in blocks:
        if block.element in _PIECES and len(block.text.strip()) <= _SHORT:
            found.append(block)
            continue
        if len(found) > 1:
            yield found
        found = []
    if len(found) > 1:
        yield found


def joined(blocks: Iterable[Block], sign: str) -> str:
    """Return the texts of blocks as one."""
    return sign.join(block.text.strip() for block in blocks)


def _block(text: str, element: str, line: int, column: int) -> Block:
    return Block(text, element, (0,), ((line, column),))
