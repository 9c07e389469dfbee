"""Merged cells: `^^` goes with the cell above, `<<` with the one on the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Place = tuple[int, int]  # row and column, 0-based
Span = tuple[int, int]  # number of rows and of columns

ABOVE, LEFT = "^^", "<<"


def merged(texts: Sequence[Sequence[str]], width: int) -> tuple[dict[Place, Span], list[int]]:
    """Return what each cell spans; a cell that is merged away has no span.

    Args:
        texts: the cells' texts by row; a row may be shorter than the table.
        width: number of columns.

    Returns:
        The spans, and the last row of every merge that is no rectangle: its cells stay by
        themselves and show their signs.
    """
    members: dict[Place, list[Place]] = {}
    for place, at in _origins(texts, width).items():
        members.setdefault(at, []).append(place)
    spans: dict[Place, Span] = {}
    crooked: list[int] = []
    for (r, c), places in members.items():
        last = max(place[0] for place in places)
        tall, broad = last - r + 1, max(place[1] for place in places) - c + 1
        if tall * broad == len(places):
            spans[r, c] = tall, broad
        else:
            spans |= dict.fromkeys(places, (1, 1))
            crooked.append(last)
    return spans, crooked


def _origins(texts: Sequence[Sequence[str]], width: int) -> dict[Place, Place]:
    """Return the cell with which each cell goes: mostly itself."""
    origins: dict[Place, Place] = {}
    for r, row in enumerate(texts):
        for c in range(width):
            sign = row[c] if c < len(row) else ""
            if sign == ABOVE and r:
                origins[r, c] = origins[r - 1, c]
            elif sign == LEFT and c:
                origins[r, c] = origins[r, c - 1]
            else:
                origins[r, c] = r, c
    return origins
