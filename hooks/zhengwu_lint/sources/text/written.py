"""Everything that is written on a page, seen or not: for what must stand nowhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from zhengwu_lint.sources.html.document import HtmlDocument
from zhengwu_lint.sources.markdown import MarkdownDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zhengwu_lint.sources.document import Block, Document

Place = tuple[int, int]


class Written(NamedTuple):
    """A text of a page.

    Attributes:
        text: the text.
        place: from an offset in it to (line, column).
        block: the block that it is; None for what is none.
        address: it is an address, or a piece of one.
    """

    text: str
    place: Callable[[int], Place]
    block: Block | None = None
    address: bool = False


def everything(document: Document) -> Iterator[Written]:
    """Yield every text of a page: blocks, addresses, comments, attributes, the file itself.

    The blocks come first: they alone know what names them, and markup inside a number does not
    break it there.
    """
    for block in document.blocks:
        yield Written(block.text, block.place, block)
    for link in document.links:
        place = partial(_fixed, link.line, link.column)
        yield Written(unquote(link.target), place, address=True)
    if isinstance(document, MarkdownDocument):
        yield Written(document.source.text, partial(_in_file, document.source.text))
    if isinstance(document, HtmlDocument):
        for comment in document.comments:
            yield Written(comment.text, partial(_fixed, comment.line, comment.column))
        for element in document.root.iter():
            for name, value in element.items() if isinstance(element.tag, str) else ():
                address = name.lower() in {"href", "src", "content", "srcset", "action"}
                yield Written(value, partial(_fixed, element.sourceline or 1, 0), address=address)


def _in_file(text: str, offset: int) -> Place:
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def _fixed(line: int, column: int, _offset: int) -> Place:
    return line, column
