"""Blocks of text while they are being collected, and what names them: the headers of a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhengwu_lint.sources.document import Block, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhengwu_lint.sources.html.hiding import Hiding

_CELLS = frozenset({"td", "th"})
_WIDEST = 100


@dataclass
class Building:
    """A block while its text is being collected.

    Attributes:
        element: the innermost block element's name.
        hidden: how it is kept from the reader.
        code: it stands in a code block.
        labels: the blocks that name its content.
        row: the table row that holds it.
    """

    element: str
    hidden: Hiding | None
    code: bool
    labels: tuple[Building, ...] = ()
    row: int = 0
    parts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    codes: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, place: tuple[int, int]) -> None:
        """Go on with `text`, which stands at `place`."""
        self.starts.append(self.length)
        self.places.append(place)
        self.parts.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        """What has been collected."""
        return "".join(self.parts)

    def finish(self) -> Block | None:
        """Return the block; None if there is nothing in it."""
        text = self.text
        if not text.strip():
            return None
        return Block(
            text,
            self.element,
            tuple(self.starts),
            tuple(self.places),
            self.code,
            self.hidden,
            tuple(self.spans),
            tuple(named for label in self.labels if (named := label.text.strip())),
            self.row,
            tuple(self.codes),
        )


@dataclass
class _Table:
    headers: dict[int, Building] = field(default_factory=dict)
    first: Building | None = None
    rows: int = 0
    row: int = 0
    column: int = 0
    reaching: dict[int, int] = field(default_factory=dict)  # rows that cells above still fill
    covered: frozenset[int] = frozenset()

    def begin_row(self, number: int) -> None:
        """Begin a row; what reaches into its first column names it like the row above."""
        self.covered = frozenset(c for c, rows in self.reaching.items() if rows > 0)
        self.reaching = {c: rows - 1 for c, rows in self.reaching.items() if rows > 1}
        self.rows += 1
        self.row, self.column = number, 0
        if 0 not in self.covered:
            self.first = None


class Naming:
    """Follows tables and lists of definitions, and tells what names a block."""

    def __init__(self) -> None:
        """Start outside of everything."""
        self._tables: list[_Table] = []
        self._term: Building | None = None
        self._rows = 0

    @property
    def row(self) -> int:
        """The number of the row around the current element; 0 outside of tables."""
        return self._tables[-1].row if self._tables else 0

    def start(self, tag: str) -> None:
        """Enter an element."""
        if tag == "table":
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self._rows += 1
            self._tables[-1].begin_row(self._rows)

    def end(self, tag: str) -> None:
        """Leave an element."""
        if tag == "table" and self._tables:
            self._tables.pop()
        elif tag == "dl":
            self._term = None

    def labels(self, tag: str, block: Building, attributes: Mapping[str, str]) -> None:
        """Note the new `block` of an element, and give it what names it."""
        if tag == "dt":
            self._term = block
        elif tag == "dd" and self._term:
            block.labels = (self._term,)
        elif tag in _CELLS and self._tables and self._tables[-1].rows:
            self._cell(self._tables[-1], block, attributes)

    def _cell(self, table: _Table, block: Building, attributes: Mapping[str, str]) -> None:
        width, height = _span(attributes, "colspan"), _span(attributes, "rowspan")
        while table.column in table.covered:
            table.column += 1
        if height > 1:
            columns = range(table.column, table.column + width)
            table.reaching |= dict.fromkeys(columns, height - 1)
        if table.rows == 1:
            for column in range(table.column, table.column + width):
                table.headers[column] = block
        else:
            header = table.headers.get(table.column)
            block.labels = tuple(label for label in (header, table.first) if label)
        if table.first is None:
            table.first = block
        table.column += max(width, 1)


def _span(attributes: Mapping[str, str], name: str) -> int:
    """Return how many columns or rows a cell fills."""
    written = attributes.get(name, "")
    return min(int(written), _WIDEST) if written.isascii() and written.isdigit() else 1
