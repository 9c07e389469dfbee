"""Tables: those of GitHub, and what editors make of them.

Beyond GitHub's, full-width bars and dashes, a rule line of another width than the header, several
header rows, blank lines between rows, cells beyond the header, a caption on the line above
(表1　各镇街情况), and merged cells: `^^` goes with the cell above, `<<` with the one on the left.
An empty cell in the corner makes the first column a column of headers. A line without a bar ends
the table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zhengwu.dialect.merged import merged
from zhengwu.dialect.remarks import Kind, Remark, remark
from zhengwu.dialect.rows import (
    Cell,
    Row,
    alignments,
    begins_with_bar,
    cells,
    has_bar,
    is_rule,
    is_wide,
)

if TYPE_CHECKING:
    from markdown_it.rules_block.state_block import StateBlock

CELL: Final = "zw_cell"

_CAPTION: Final = re.compile(
    r"(?:附?表\s?(?:\d+(?:[-—.]\d+)*|[一二三四五六七八九十]{1,3})?(?:[:：\s]|$)|Table\s?\d*[.:])\s*[^\s|｜]"
)
_MOST_HEADERS: Final = 5
_MOST_FILLED: Final = 0x10000  # empty cells that a short text may be blown up to


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is written.

    Attributes:
        caption: the line above it that names it; None without one.
        headers: the rows above the rule line.
        alignments: by column, "" for none.
        rows: the rows below it.
        end: the line behind the table.
    """

    caption: Cell | None
    headers: list[Row]
    alignments: list[str]
    rows: list[Row]
    end: int


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's signature
    """Read the table that begins on line `start`; a rule of markdown-it."""
    found = _read(state, start, end)
    if found is None:
        return False
    width = max(len(row.cells) for row in (*found.headers, *found.rows))
    filled = sum(width - len(row.cells) for row in found.rows)
    if filled > _MOST_FILLED:
        return False
    if silent:
        return True
    _Writer(state, found, width).write(start)
    state.line = found.end
    return True


def _read(state: StateBlock, start: int, end: int) -> Table | None:
    caption: Cell | None = None
    first = start
    line = _line(state, start, end)
    if line is not None and not has_bar(line) and _CAPTION.match(line.strip()):
        caption = Cell(line.strip(), _indent(state, start))
        first += 1
    rule = _rule_line(state, first, end)
    if rule is None:
        return None
    lines = [n for n in range(first, rule) if not state.isEmpty(n)]
    headers = [_row(state, n) for n in lines]
    aligned = alignments(_text(state, rule))
    written = _text(state, rule)
    if not has_bar(written) and len(headers[0].cells) != len(aligned):
        return None
    rows, behind = _body(state, rule + 1, end, wide=is_wide(_text(state, first)))
    return Table(caption, headers, aligned, rows, behind)


def _rule_line(state: StateBlock, first: int, end: int) -> int | None:
    """Return the line that parts the headers, which begin on line `first`, from the rows."""
    text = _line(state, first, end)
    if text is None or not has_bar(text) or is_rule(text):
        return None
    framed = begins_with_bar(text)
    headers = 1
    for n in range(first + 1, min(first + 2 * _MOST_HEADERS, end)):
        if state.sCount[n] < state.blkIndent:
            return None
        if state.isEmpty(n):
            if not framed or state.isEmpty(n - 1) or headers > 1:
                return None
            continue
        text = _text(state, n)
        if is_rule(text):
            return n
        if not framed or not begins_with_bar(text) or state.isEmpty(n - 1):
            return None
        headers += 1
        if headers > _MOST_HEADERS:
            return None
    return None


def _body(state: StateBlock, start: int, end: int, *, wide: bool) -> tuple[list[Row], int]:
    """Return the rows from line `start` on, and the line behind the last of them."""
    rows: list[Row] = []
    behind = n = start
    enders = state.md.block.ruler.getRules("blockquote")
    while n < end and (state.sCount[n] >= state.blkIndent or state.isEmpty(n)):
        if state.isEmpty(n):
            after = _line(state, n + 1, end)
            if after is None or not begins_with_bar(after) or _begins_table(state, n + 1, end):
                break
            n += 1
            continue
        text = _text(state, n)
        if not ("|" in text or (wide and "｜" in text)) or _begins_table(state, n, end):
            break
        if not begins_with_bar(text) and any(
            ends(state, n, end, True)  # noqa: FBT003 -- markdown-it's signature
            for ends in enders
        ):
            break
        rows.append(_row(state, n))
        n += 1
        behind = n
    return rows, behind


def _begins_table(state: StateBlock, n: int, end: int) -> bool:
    after = _line(state, n + 1, end)
    return after is not None and has_bar(after) and is_rule(after)


def _row(state: StateBlock, n: int) -> Row:
    return Row(n, cells(_text(state, n), _indent(state, n)))


def _line(state: StateBlock, n: int, end: int) -> str | None:
    """Return the text of line `n`; None if it is no part of the block."""
    if n >= end or state.isEmpty(n) or state.sCount[n] < state.blkIndent:
        return None
    return _text(state, n)


def _text(state: StateBlock, n: int) -> str:
    return state.src[state.bMarks[n] + state.tShift[n] : state.eMarks[n]]


def _indent(state: StateBlock, n: int) -> int:
    """Return the column in which the text of line `n` begins, 0-based, in characters."""
    at = state.bMarks[n] + state.tShift[n]
    return at - (state.src.rfind("\n", 0, at) + 1)


class _Writer:
    """Writes the tokens of one table."""

    def __init__(self, state: StateBlock, found: Table, width: int) -> None:
        self.state = state
        self.found = found
        self.width = width
        self.headed = max(len(row.cells) for row in found.headers)
        corner = found.headers[0].cells
        self.names_rows = width > 1 and bool(corner) and not corner[0].written

    def write(self, start: int) -> None:
        state, found = self.state, self.found
        parent, state.parentType = state.parentType, "table"
        state.push("table_open", "table", 1).map = [start, found.end]
        if found.caption:
            self._element("caption", start, found.caption)
        self._section("thead", found.headers)
        if found.rows:
            self._section("tbody", found.rows)
        state.push("table_close", "table", -1)
        state.parentType = parent

    def _section(self, name: str, rows: list[Row]) -> None:
        state = self.state
        state.push(f"{name}_open", name, 1).map = [rows[0].line, rows[-1].line + 1]
        spans = self._spans(rows)
        for r, row in enumerate(rows):
            state.push("tr_open", "tr", 1).map = [row.line, row.line + 1]
            for c in range(self.width):
                if (span := spans.get((r, c))) is None:
                    continue
                cell = row.cells[c] if c < len(row.cells) else Cell("", 0)
                self._cell(name, row.line, c, cell, span)
            if name == "tbody" and len(row.cells) > self.headed:
                surplus = row.cells[self.headed].written
                remark(state.env, Remark(Kind.SURPLUS_CELL, row.line, surplus))
            state.push("tr_close", "tr", -1)
        state.push(f"{name}_close", name, -1)

    def _cell(self, section: str, line: int, c: int, cell: Cell, span: tuple[int, int]) -> None:
        names = section == "tbody" and c == 0 and self.names_rows
        attributes: dict[str, str | int | float] = {}
        if c < len(self.found.alignments) and (aligned := self.found.alignments[c]):
            attributes["class"] = f"zw-{aligned}"
        rows, columns = span
        if names:
            attributes["scope"] = "rowgroup" if rows > 1 else "row"
        elif section == "thead" and columns > 1:
            attributes["scope"] = "colgroup"
        if rows > 1:
            attributes["rowspan"] = str(rows)
        if columns > 1:
            attributes["colspan"] = str(columns)
        self._element("th" if names or section == "thead" else "td", line, cell, attributes)

    def _element(
        self,
        tag: str,
        line: int,
        cell: Cell,
        attributes: dict[str, str | int | float] | None = None,
    ) -> None:
        state = self.state
        opening = state.push(f"{tag}_open", tag, 1)
        opening.attrs = attributes or {}
        opening.map = [line, line + 1]
        inline = state.push("inline", "", 0)
        inline.map = [line, line + 1]
        inline.content = cell.content if tag != "caption" else cell.written
        inline.children = []
        inline.meta = {CELL: cell}
        state.push(f"{tag}_close", tag, -1)

    def _spans(self, rows: list[Row]) -> dict[tuple[int, int], tuple[int, int]]:
        texts = [[cell.written for cell in row.cells] for row in rows]
        spans, crooked = merged(texts, self.width)
        for r in crooked:
            remark(self.state.env, Remark(Kind.CROOKED_MERGE, rows[r].line))
        return spans
