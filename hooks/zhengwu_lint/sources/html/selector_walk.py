"""How far selectors may walk over a page: counted, so that none wears the lint out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from cssselect2 import ElementWrapper

if TYPE_CHECKING:
    from collections.abc import Iterator

# Elements that selectors may walk over on one page: `a ~ a ~ a …` would take for ever.
_STEPS = 1_000_000
_STEPS_OF_ELEMENT = 300


class TooLongError(Exception):
    """The selectors of a page walk too long over it."""


class _Walk:
    """How many elements the selectors of a page may still walk over; any number while it is made.

    What is counted is the same on every machine.
    """

    def __init__(self) -> None:
        self.left: float = math.inf

    def allow(self, elements: int) -> None:
        """Set how far selectors may walk over a page of so many elements."""
        self.left = _STEPS + _STEPS_OF_ELEMENT * elements

    def step(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise TooLongError


class WalkedElement(ElementWrapper):  # type: ignore[misc]  # cssselect2 has no types
    """An element whose relatives are counted when selectors walk over them, one by one."""

    def __init__(self, element: Any, parent: Any, *others: Any, **named: Any) -> None:  # noqa: ANN401 -- as the library has it
        """Wrap an element, and count it."""
        super().__init__(element, parent, *others, **named)
        self.walk: _Walk = parent.walk if parent is not None else _Walk()
        self.walk.step()

    @property
    def ancestors(self) -> Iterator[WalkedElement]:
        """The elements around it, the nearest first."""
        return self._along("parent")

    @property
    def previous_siblings(self) -> Iterator[WalkedElement]:
        """The elements before it, the nearest first."""
        return self._along("previous")

    def _along(self, side: str) -> Iterator[WalkedElement]:
        element = getattr(self, side)
        while element is not None:
            self.walk.step()
            yield element
            element = getattr(element, side)
