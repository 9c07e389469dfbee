"""Words that are split over several short blocks: items of a list, headings, paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhengwu_lint.sources.document import Block

_SHORT = 8  # characters of a block that holds a piece of a word
_PIECES = frozenset({"li", "p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "div"})


def runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the short blocks that follow each other: a word may be split over them."""
    found: list[Block] = []
    for block in blocks:
        if block.element in _PIECES and len(block.text.strip()) <= _SHORT:
            found.append(block)
            continue
        if len(found) > 1:
            yield found
        found = []
    if len(found) > 1:
        yield found


def joined(blocks: Iterable[Block], sign: str) -> str:
    """Return the texts of blocks as one."""
    return sign.join(block.text.strip() for block in blocks)
