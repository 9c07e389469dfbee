"""What Markdown and built HTML have in common for a rule: links, text, places."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.messages import Message, msg
from zhengwu.urls import Reference, read_reference
from zhengwu_lint.sources.plain import INVISIBLE

if TYPE_CHECKING:
    from zhengwu.pages.index import Page

_NOTHING_TO_SEE = re.compile(rf"[\s{INVISIBLE}]*")
_NOT_SHOWN = frozenset({"link", "meta", "base"})  # elements that no reader is meant to see


@dataclass(frozen=True, slots=True)
class Link:
    """A reference that a document carries.

    Attributes:
        target: as written, entities resolved.
        element: the element's name, lower case; `front-matter` for a field of it.
        attribute: the attribute's (or field's) name.
        loads: the browser fetches it by itself; otherwise it leads there when followed.
        text: what the reader sees of it: its text, the image's alternative text, or U+FFFC for an
            image without one.
        hidden: why the reader cannot see it; None if visible.
        line: 1-based.
        column: 1-based; 0 where only the line is known.
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

    @property
    def unseen(self) -> Message | None:
        """Why a reader cannot see that it leads to another host; None if seen, or if it stays."""
        if self.loads or self.element in _NOT_SHOWN or not self.reference.host:
            return None
        if self.hidden is None and self.element == "a" and _NOTHING_TO_SEE.fullmatch(self.text):
            return msg("链接里没有看得见的文字或图片")
        return self.hidden


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a block's text that is a link.

    Attributes:
        start: offset of its first character.
        end: offset behind its last one.
        target: where it leads, as written.
    """

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment; it is never published from Markdown.

    Attributes:
        text: what stands between `<!--` and `-->`.
        line: 1-based, of its beginning.
        column: 1-based; 0 where only the line is known.
    """

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """The text of one block of a document (a paragraph, a cell, a title), markup removed.

    Attributes:
        text: the text, line breaks included.
        element: the innermost block element's name; `front-matter` for a field of it.
        starts: offsets in `text` at which pieces with a known place begin, ascending from 0.
        places: (line, column) of those pieces, 1-based; column 0 where only the line is known.
        code: the text stands in a code block.
        hidden: why the reader cannot see it; None if visible.
        spans: the links in the text, in order.
    """

    text: str
    element: str
    starts: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    code: bool = False
    hidden: Message | None = None
    spans: tuple[Span, ...] = ()

    def target(self, offset: int) -> str:
        """Return where the link around the character at `offset` leads; "" outside of links."""
        return next((s.target for s in self.spans if s.start <= offset < s.end), "")

    def place(self, offset: int) -> tuple[int, int]:
        """Return the (line, column) in the file of the character at `offset` of `text`.

        The column is 0 where only the line is known.
        """
        i = max(bisect_right(self.starts, offset) - 1, 0)
        line, column = self.places[i]
        between = self.text[self.starts[i] : offset]
        newlines = between.count("\n")
        if not column:
            return line + newlines, 0
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
        comments: every comment, in document order.
    """

    file: str
    page: Page | None
    links: tuple[Link, ...]
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...]
