"""Where in the source a piece of a rendered page stands.

markdown-it knows the lines of blocks only. Within a block the pieces come in order, so each is
looked for in the block's own text from where the last one ended.
"""

from __future__ import annotations

import re
import string
from html import unescape
from typing import TYPE_CHECKING

from zhengwu.dialect.destinations import AT, END, LENGTH
from zhengwu.dialect.tables import CELL

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.token import Token

    from zhengwu.dialect.parser import Parsed

Place = tuple[int, int]

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_ESCAPABLE = frozenset(string.punctuation)


class Places:
    """A cursor over the source that follows the renderer; lines and columns are 1-based."""

    def __init__(self, parsed: Parsed, first_line: int) -> None:
        """Start before the first block; `first_line` is the Markdown's first line in its file."""
        self._lines = parsed.text.split("\n")
        self._first = first_line
        self._blocks: list[int] = [0]
        self._content = ""
        self._start = 0
        self._at = 0
        self._columns: list[int] = []
        self._cut = 0
        self._bars = ""  # a cell's content, whose bars are written with a backslash

    def enter(self, token: Token) -> None:
        """Follow the renderer into a block token."""
        if token.type == "inline":
            self._enter_inline(token)
        elif token.nesting >= 0:
            line = token.map[0] if token.map else self._blocks[-1]
            self._blocks.append(line)

    def leave(self, token: Token) -> None:
        """Follow the renderer out of a block token."""
        if token.type != "inline" and token.nesting <= 0 and len(self._blocks) > 1:
            self._blocks.pop()

    @property
    def here(self) -> Place:
        """Where the cursor stands."""
        return self._place(self._at)

    @property
    def block_line(self) -> int:
        """The line on which the current block begins."""
        return self._first + self._blocks[-1]

    def block_lines(self, content: str, *, after: int) -> list[Place]:
        """Return where each line of a block's `content` begins.

        Args:
            content: the lines without what the blocks around it put before them.
            after: number of lines in the block before the content.
        """
        starts: list[Place] = []
        for number, line in enumerate(content.split("\n"), self._blocks[-1] + after):
            source = self._lines[number] if number < len(self._lines) else ""
            column = len(source) - len(line) if source.endswith(line) else source.find(line)
            starts.append((self._first + number, max(column, 0) + 1))
        return starts

    def text(self, piece: str, *, literal: bool = False) -> list[tuple[str, Place]]:
        """Find `piece` next, move behind it, and return its parts with their places.

        A part ends where the written text is another than the rendered one: at escapes, entities
        and, in code, line breaks.

        Args:
            piece: the rendered text.
            literal: it is code, where nothing is escaped.
        """
        for start in range(self._at, len(self._content)):
            if parts := self._align(piece, start, literal=literal):
                return [(text, self._place(offset)) for text, offset in parts]
        return [(piece, self._place(self._at))]

    def raw(self, piece: str) -> Callable[[int], Place]:
        """Find `piece` as it is written, move behind it, and return the place of each offset.

        What a plugin made (a task's box) is not written anywhere and stands where the text goes on.
        """
        found = self._content.find(piece, self._at)
        if found < 0:
            here = self._place(self._at)
            return lambda _: here
        self._at = found + len(piece)
        return lambda offset: self._place(found + offset)

    def _align(self, piece: str, start: int, *, literal: bool) -> list[tuple[str, int]]:
        """Return the parts of `piece` with their offsets if it is written at `start`, else none."""
        if self._content.startswith(piece, start):
            self._at = start + len(piece)
            return [(piece, start)]
        parts: list[tuple[str, int]] = []
        begin, at, done = start, start, 0
        taken = 0
        while taken < len(piece):
            length, written, behind = self._sign(piece, taken, at, literal=literal)
            if not length:
                return []
            if length == written and not behind:
                taken, at = taken + length, at + written
                continue
            if taken > done:
                parts.append((piece[done:taken], begin))
            parts.append((piece[taken : taken + length], at + behind))
            taken, at = taken + length, at + written
            done, begin = taken, at
        if done < len(piece):
            parts.append((piece[done:], begin))
        self._at = at
        return parts

    def _sign(self, piece: str, taken: int, at: int, *, literal: bool) -> tuple[int, int, int]:
        """Return how much of `piece` from `taken` is written at `at`; nothing if another text is.

        Returns:
            The length in `piece`, the length in the source, and how far behind `at` it begins.
        """
        content = self._content
        sign = piece[taken]
        if literal:
            if sign == " " and content[at : at + 1] == "\n":
                return 1, 1, 1
            if sign == "|" and content.startswith("\\|", at):  # in a table's cell
                return 1, 2, 1
        elif content[at : at + 1] == "\\" and content[at + 1 : at + 2] == sign in _ESCAPABLE:
            return 1, 2, 1
        elif match := _ENTITY.match(content, at):
            meant = unescape(match[0])
            if piece.startswith(meant, taken):
                return len(meant), len(match[0]), 0
        return (1, 1, 0) if content[at : at + 1] == sign else (0, 0, 0)

    def line_break(self) -> None:
        """Move behind the end of the current line."""
        newline = self._content.find("\n", self._at)
        if newline >= 0:
            self._at = newline + 1

    def link_start(self, token: Token) -> Place:
        """Move behind the bracket that opens a link, and return where it stands."""
        if AT in token.meta:
            start = self._written(token.meta[AT])
            self._at = start + 1
            return self._place(start)
        found = self._content.find("<", self._at)  # an address in angle brackets
        start = found if found >= 0 else self._at
        self._at = start + 1
        return self._place(start)

    def link_end(self, token: Token) -> None:
        """Move behind a link's end, its destination included."""
        if END in token.meta:
            self._at = self._written(token.meta[END])
            return
        found = self._content.find(">", self._at)
        self._at = found + 1 if found >= 0 else self._at

    def image(self, token: Token) -> Place:
        """Move behind an image, and return where it began."""
        if AT not in token.meta:
            return self._place(self._at)
        self._at = self._written(token.meta[END])
        return self._place(self._written(token.meta[AT]))

    def _written(self, offset: int) -> int:
        """Return where the sign at `offset` of an inline token's content is written."""
        return offset - self._cut + self._bars[:offset].count("|")

    def _enter_inline(self, token: Token) -> None:
        self._content = token.content
        self._at = 0
        self._cut = token.meta.get(LENGTH, len(token.content)) - len(token.content)
        self._start = token.map[0] if token.map else self._blocks[-1]
        if cell := token.meta.get(CELL):
            self._content, self._columns = cell.written, [cell.column]
            self._bars = token.content
            return
        self._bars = ""
        self._columns = []
        for number, line in enumerate(token.content.split("\n"), self._start):
            source = self._lines[number].rstrip() if number < len(self._lines) else ""
            column = len(source) - len(line) if source.endswith(line) else source.find(line)
            self._columns.append(max(column, 0))

    def _place(self, offset: int) -> Place:
        before = self._content[:offset]
        n = before.count("\n")
        in_line = offset - (before.rfind("\n") + 1)
        base = self._columns[n] if n < len(self._columns) else 0
        return self._first + self._start + n, base + in_line + 1
