"""What Markdown and built HTML have in common for a rule: links, text, places."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.urls import Reference, read_reference
from zhengwu_lint.sources.text.folding import without_invisible

if TYPE_CHECKING:
    from zhengwu.messages import Message
    from zhengwu.pages.index import Page
    from zhengwu_lint.sources.html.hiding import Hiding

COMMENT = "comment"  # the element of a block that is a comment
OBJECT = "\ufffc"  # what stands in a text for a picture without words
# General categories of what a reader takes for a link's text; a comma or a bar is none.
_SEEN_CATEGORIES = ("L", "N", "So", "Sm", "Sc", "Co")
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
        hidden: how it is kept from the reader; None if visible.
        line: 1-based.
        column: 1-based; 0 where only the line is known.
    """

    target: str
    element: str
    attribute: str
    loads: bool
    text: str
    hidden: Hiding | None
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
        if self.hidden:
            return self.hidden.reason
        if self.element == "a" and not _is_seen(self.text):
            return msg("链接里没有看得见的文字或图片")
        return None


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
        closed: it ends where its writer said; what follows an open one is gone.
    """

    text: str
    line: int
    column: int
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """The text of one block of a document (a paragraph, a cell, a title), markup removed.

    Attributes:
        text: the text, line breaks included.
        element: the innermost block element's name; `front-matter` for a field of it.
        starts: offsets in `text` at which pieces with a known place begin, ascending from 0.
        places: (line, column) of those pieces, 1-based; column 0 where only the line is known.
        code: the text stands in a code block.
        hidden: how it is kept from the reader; None if visible.
        spans: the links in the text, in order.
        labels: what names its content: the headers of a cell's column and row, the term of a
            definition, the key in the front matter.
        codes: (begin, end) offsets of pieces of code in the text.
        row: number of the table row that holds it, unique in the document; 0 outside of tables.
    """

    text: str
    element: str
    starts: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    code: bool = False
    hidden: Hiding | None = None
    spans: tuple[Span, ...] = ()
    labels: tuple[str, ...] = ()
    row: int = 0
    codes: tuple[tuple[int, int], ...] = ()

    def in_code(self, offset: int) -> bool:
        """Whether the character at `offset` stands in code."""
        return self.code or any(begin <= offset < end for begin, end in self.codes)

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
class DocumentHeading:
    """A heading: its level from 1 to 6, its line (0 where it is not known), its text."""

    level: int
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture on a page.

    Attributes:
        source: where it is, as written.
        text: its alternative text; None if it has none at all.
        line: 1-based; 0 where it is not known.
        column: 1-based; 0 where only the line is known.
    """

    source: str
    text: str | None
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A link to follow, by the name that is read out.

    Attributes:
        name: what is read out.
        target: where it leads, as written.
        line: 1-based; 0 where it is not known.
        column: 1-based; 0 where only the line is known.
    """

    name: str
    target: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """A page, as source or as built; rules about both read nothing that only one of them has.

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

    @property
    def built(self) -> bool:
        """Whether it is a built page: it repeats its title and its menu, and columns are lost."""
        return False

    @property
    def stray(self) -> bool:
        """Whether it stands outside the city's content and is judged as if it were in a site."""
        return False

    @property
    def headings(self) -> tuple[DocumentHeading, ...]:
        """Every heading, in document order."""
        return ()

    @property
    def images(self) -> tuple[Image, ...]:
        """Every picture, in document order."""
        return ()

    @property
    def named_links(self) -> tuple[NamedLink, ...]:
        """Every link to follow, in document order."""
        return ()

    @property
    def prose(self) -> tuple[Block, ...]:
        """Everything that is published as text: the blocks, and comments where they are kept."""
        return self.blocks

    @property
    def element_names(self) -> tuple[tuple[str, int], ...]:
        """The classes and ids of elements, each with its line."""
        return ()


def _is_seen(text: str) -> bool:
    """Whether a reader sees that a link with this text is there."""
    return any(
        not (c.isascii() and not c.isalnum())
        and unicodedata.category(c).startswith(_SEEN_CATEGORIES)
        for c in without_invisible(text)
    )
