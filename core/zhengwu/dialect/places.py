"""Where in the source a piece of a rendered page stands.

markdown-it knows the lines of blocks only. Within a block the pieces come in order, so each is
looked for in the block's own text from where the last one ended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

    from zhengwu.dialect.parser import Parsed


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
        self._used: dict[int, int] = {}

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

    def block_line(self, *, after: int) -> int:
        """Return the line `after` lines below the beginning of the current block."""
        return self._first + self._blocks[-1] + after

    def text(self, piece: str) -> tuple[int, int]:
        """Find `piece` next, move behind it, and return where it began."""
        found = self._content.find(piece, self._at)
        if found < 0:  # an entity or an escape inside: the rendered text is not the written one
            head = piece[: max(1, len(piece) // 4)]
            found = self._content.find(head, self._at)
            if found < 0:
                return self._place(self._at)
            self._at = found + len(head)
        else:
            self._at = found + len(piece)
        return self._place(found)

    def line_break(self) -> None:
        """Move behind the end of the current line."""
        newline = self._content.find("\n", self._at)
        if newline >= 0:
            self._at = newline + 1

    def link_start(self) -> tuple[int, int]:
        """Move behind the bracket that opens a link, and return where it stands."""
        found = min(
            (i for i in (self._content.find(c, self._at) for c in "[<") if i >= 0), default=-1
        )
        if found < 0:
            return self._place(self._at)
        self._at = found + 1
        return self._place(found)

    def link_end(self) -> None:
        """Move behind a link's end, its destination included."""
        closing = [i for i in (self._content.find(c, self._at) for c in "]>") if i >= 0]
        if not closing:
            return
        self._at = min(closing) + 1
        self._skip_destination()

    def image(self, alt: str) -> tuple[int, int]:
        """Move behind an image, and return where it began."""
        found = self._content.find("![", self._at)
        if found < 0:
            return self._place(self._at)
        self._at = found + 2 + len(alt)
        end = self._content.find("]", self._at)
        self._at = end + 1 if end >= 0 else self._at
        self._skip_destination()
        return self._place(found)

    def _skip_destination(self) -> None:
        opening = self._content[self._at : self._at + 1]
        closing = {"(": ")", "[": "]"}.get(opening)
        if closing is None:
            return
        depth = 0
        for i in range(self._at, len(self._content)):
            depth += (self._content[i] == opening) - (self._content[i] == closing)
            if depth == 0:
                self._at = i + 1
                return

    def _enter_inline(self, token: Token) -> None:
        self._content = token.content
        self._at = 0
        self._start = token.map[0] if token.map else self._blocks[-1]
        self._columns = []
        for i, line in enumerate(token.content.split("\n")):
            number = self._start + i
            source = self._lines[number] if number < len(self._lines) else ""
            column = source.find(line, self._used.get(number, 0)) if line else 0
            column = max(column, 0)
            self._columns.append(column)
            # The cells of a table row share a line: the next one stands further right.
            self._used[number] = column + len(line)

    def _place(self, offset: int) -> tuple[int, int]:
        before = self._content[:offset]
        n = before.count("\n")
        in_line = offset - (before.rfind("\n") + 1)
        base = self._columns[n] if n < len(self._columns) else 0
        return self._first + self._start + n, base + in_line + 1
