"""What hides in drawings and pictures: attributes that stand for styles, and text without paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu_lint.sources.html.lengths import is_tiny

if TYPE_CHECKING:
    from collections.abc import Mapping

# Elements on which presentation attributes count (SVG 2, 6.6), as far as text stands in them.
DRAWN = frozenset({"svg", "g", "text", "tspan", "textpath", "switch", "use", "foreignobject"})
_PRESENTED = (
    "color", "display", "fill", "fill-opacity", "filter", "font-size", "mask", "opacity", "stroke",
    "transform", "visibility",
)  # fmt: skip
_NO_PAINT = frozenset({"none", "transparent"})


def with_presentation(
    element: str, attributes: Mapping[str, str], declared: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[str, ...]]:
    """Return what is declared for an element with what its attributes say, which is weaker."""
    if element not in DRAWN:
        return declared
    found = {name: (attributes[name].strip().lower(),) for name in _PRESENTED if name in attributes}
    return {**found, **declared} if found else declared


def is_unpainted(element: str, declared: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether letters are drawn with neither fill nor line."""
    if element not in DRAWN:
        return False
    unfilled = any(value in _NO_PAINT for value in declared.get("fill", ()))
    return unfilled and all(value in _NO_PAINT for value in declared.get("stroke", ()))


def is_shown(element: str, attributes: Mapping[str, str]) -> bool:
    """Whether a picture has something to show, and room for it."""
    if element == "img" and not any(map(attributes.get, ("src", "srcset", "data-src"))):
        return False
    return not any(is_tiny(attributes.get(side, "")) for side in ("width", "height"))
