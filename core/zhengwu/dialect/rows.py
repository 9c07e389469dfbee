"""Lines of a table: cut at their bars, ASCII or full-width."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_DASHES: Final = "—－–─━-"  # the last one last: it stands in classes of signs
_RULE: Final = re.compile(rf"[:：]?[{_DASHES}]+[:：]?")
_RULE_LINE: Final = re.compile(rf"[|｜:：\s{_DASHES}]+")


class Cell(NamedTuple):
    """A cell as it is written.

    Attributes:
        written: its text, escaped bars included.
        column: where that begins in its line, 0-based.
    """

    written: str
    column: int

    @property
    def content(self) -> str:
        """The text without the backslashes before bars."""
        return self.written.replace("\\|", "|")


class Row(NamedTuple):
    """A row: its line of the page, 0-based, and its cells."""

    line: int
    cells: list[Cell]


def is_rule(text: str) -> bool:
    """Whether a line parts the headers of a table from its rows."""
    if not _RULE_LINE.fullmatch(text) or text.lstrip()[:1] not in f"|｜:：{_DASHES}":
        return False
    written = [cell.written for cell in cells(text, 0)]
    if text.lstrip()[:2] == "- ":  # a list, not a rule
        return False
    return any(written) and all(not cell or _RULE.fullmatch(cell) for cell in written)


def alignments(text: str) -> list[str]:
    """Return how a rule line aligns its columns; "" for not at all."""
    found = []
    for cell in cells(text, 0):
        left, right = cell.written[:1] in {":", "："}, cell.written[-1:] in {":", "："}
        both = left and right
        found.append("center" if both else "left" if left else "right" if right else "")
    return found


def cells(text: str, column: int) -> list[Cell]:
    """Cut a line, which begins in `column`, at its bars."""
    bars = "|｜" if is_wide(text) else "|"
    found: list[Cell] = []
    begin, escaped = 0, False
    for i in range(len(text) + 1):
        sign = text[i : i + 1]
        if i == len(text) or (sign in bars and not escaped):
            piece = text[begin:i]
            lead = len(piece) - len(piece.lstrip()) if piece.strip() else 0
            found.append(Cell(piece.strip(), column + begin + lead))
            begin = i + 1
        escaped = sign == "\\" and not escaped
    if not found[0].written:
        found.pop(0)
    if len(found) > 1 and not found[-1].written:
        found.pop()
    return found


def is_wide(text: str) -> bool:
    """Whether the full-width bars of a line are bars."""
    return "｜" in text and (text.lstrip().startswith("｜") or "|" not in text)


def has_bar(text: str) -> bool:
    """Whether a line may be a row."""
    return "|" in text or "｜" in text


def begins_with_bar(text: str) -> bool:
    """Whether a line is framed as a row."""
    return text.lstrip()[:1] in {"|", "｜"}
