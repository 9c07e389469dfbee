"""What Markdown and built HTML have in common for a rule: links, text, places."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.urls import Reference, read_reference

if TYPE_CHECKING:
    from zhengwu.messages import Message
    from zhengwu.pages.index import Page


@dataclass(frozen=True, slots=True)
class Link:
    """A reference that a document carries.

    Attributes:
        target: as written, entities resolved.
        element: the element's name, lower case; `front-matter` for a field of it.
        attribute: the attribute's (or field's) name.
        loads: the browser fetches it by itself; otherwise it leads there when followed.
        text: what the reader sees of it: its text, or the image's alternative text.
        hidden: why the reader cannot see it; None if visible.
        line: 1-based.
        column: 1-based; 1 where only the line is known.
    """

    target: str
    element: str
    attribute: str
    loads: bool
    text: str
    hidden: Message | None
    line: int
    column: int

    @property
    def reference(self) -> Reference:
        """The target as a browser reads it."""
        return read_reference(self.target)


@dataclass(frozen=True, slots=True)
class Block:
    """The text of one block of a document (a paragraph, a cell, a title), markup removed.

    Attributes:
        text: the text, line breaks included.
        element: the innermost block element's name; `front-matter` for a field of it.
        starts: offsets in `text` at which pieces with a known place begin, ascending from 0.
        places: (line, column) of those pieces, 1-based.
        code: the text stands in a code block.
        hidden: why the reader cannot see it; None if visible.
    """

    text: str
    element: str
    starts: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    code: bool = False
    hidden: Message | None = None

    def place(self, offset: int) -> tuple[int, int]:
        """Return the (line, column) in the file of the character at `offset` of `text`."""
        i = max(bisect_right(self.starts, offset) - 1, 0)
        line, column = self.places[i]
        between = self.text[self.starts[i] : offset]
        newlines = between.count("\n")
        if newlines:
            return line + newlines, len(between) - between.rfind("\n")
        return line, column + len(between)


@dataclass(frozen=True, slots=True)
class Document:
    """A page, as source or as built.

    Attributes:
        file: its name, as people know it.
        page: the page of the index that it is or was built from; None if it is none.
        links: every reference, in document order.
        blocks: every block of text, in document order.
    """

    file: str
    page: Page | None
    links: tuple[Link, ...]
    blocks: tuple[Block, ...]
