"""What the parser took leniently, or could not take at all: noted with its line for the lint."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import MutableMapping

_KEY: Final = "zw_remarks"


class Kind(StrEnum):
    """What was noticed."""

    SURPLUS_CELL = "surplus-cell"
    CROOKED_MERGE = "crooked-merge"
    FOOTNOTE = "footnote"
    WIDE_FOOTNOTE = "wide-footnote"
    DEFINITION = "definition"
    UNCLOSED_FENCE = "unclosed-fence"
    LOST_STAR = "lost-star"
    UNMARKED_LIST = "unmarked-list"
    BARE_VIDEO = "bare-video"


class Remark(NamedTuple):
    """Something that the parser noticed.

    Attributes:
        kind: what.
        line: in the Markdown, 0-based.
        text: the piece that is meant.
        last: the last line that it concerns, 0-based.
    """

    kind: Kind
    line: int
    text: str = ""
    last: int = -1


def remark(env: MutableMapping[str, Any], found: Remark) -> None:
    """Note `found` in the parser's `env`, once."""
    remarks: dict[Remark, None] = env.setdefault(_KEY, {})
    remarks[found] = None


def remarked(env: MutableMapping[str, Any]) -> tuple[Remark, ...]:
    """Return what was noted, in the order of the lines."""
    found: dict[Remark, None] = env.get(_KEY, {})
    return tuple(sorted(found, key=lambda one: (one.line, one.kind, one.text)))
