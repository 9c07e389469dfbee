"""Numbers of list items as they are written: 1. 3. 5. is no 1. 2. 3."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token


@dataclass
class _List:
    first: int
    items: list[tuple[Token, int]] = field(default_factory=list)


def keep_numbers(state: StateCore) -> None:
    """Give every item whose written number is not the next one its number.

    A list in which every item has the same number is one whose writer left the counting to us.
    """
    open_lists: list[_List | None] = []
    for token in state.tokens:
        match token.type:
            case "ordered_list_open":
                open_lists.append(_List(int(token.attrGet("start") or 1)))
            case "bullet_list_open":
                open_lists.append(None)
            case "ordered_list_close" | "bullet_list_close":
                if (done := open_lists.pop()) is not None:
                    _number(done)
            case "list_item_open" if open_lists and (current := open_lists[-1]) is not None:
                if token.info.isdigit():
                    current.items.append((token, int(token.info)))


def _number(done: _List) -> None:
    numbers = [number for _, number in done.items]
    if len(set(numbers)) == 1:
        return
    due = numbers[0]
    for token, number in done.items:
        if number != due:
            token.attrSet("value", str(number))
        due = number + 1
