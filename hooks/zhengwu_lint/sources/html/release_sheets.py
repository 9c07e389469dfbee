"""Style sheets that a page loads from its own release, reduced to what can hide or recolour.

The theme is for every window and for readers who choose large type or other colours; what holds
only for some of them is left out here. What is left is read once and shared by all pages.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import tinycss2

from zhengwu_lint.sources.html.css import Declaration, declarations, is_seen_medium
from zhengwu_lint.sources.html.hiding_properties import HIDING
from zhengwu_lint.sources.html.lengths import is_tiny
from zhengwu_lint.sources.html.variables import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Kept whatever their value is, since one of them overrides another.
_KEPT = frozenset(
    {
        "display", "visibility", "opacity", "color", "-webkit-text-fill-color", "background",
        "background-color", "background-image", "font", "font-size", "clip", "clip-path",
    }
)  # fmt: skip
_BOXES = frozenset({"width", "height", "max-width", "max-height", "line-height"})
_CUTTING = frozenset({"overflow", "overflow-x", "overflow-y", "contain"})
_PLAIN = frozenset({"", "all", "screen", "only screen"})


@lru_cache(maxsize=128)
def reduced(css: str) -> str:
    """Return the rules of a sheet that hold in every window, with what can hide or recolour."""
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "\n".join(_rules(nodes))


def _rules(nodes: Iterable[Any]) -> Iterator[str]:
    for node in nodes:
        if node.type == "qualified-rule":
            kept = [one for one in declarations(node.content) if _counts(one)]
            if kept:
                yield f"{tinycss2.serialize(node.prelude)}{{{';'.join(map(_written, kept))}}}"
        elif node.type == "at-rule" and node.content is not None:
            prelude = tinycss2.serialize(node.prelude).strip()
            name = node.lower_at_keyword
            if name == "layer" or (name == "media" and prelude.lower() in _PLAIN):
                inner = tinycss2.parse_rule_list(
                    node.content, skip_comments=True, skip_whitespace=True
                )
                text = "\n".join(_rules(inner))
                yield f"@layer {prelude}{{{text}}}" if name == "layer" else text


def is_for_everybody(media: str) -> bool:
    """Whether a sheet with that `media` attribute holds for a screen, whatever its size."""
    return is_seen_medium(media) and media.strip().lower() in _PLAIN


def _written(one: Declaration) -> str:
    return f"{one.name}:{one.value}{' !important' if one.important else ''}"


def _counts(one: Declaration) -> bool:
    name, value = one.name, one.value
    if name.startswith("--") or name in _KEPT or any(sign in value for sign in UNKNOWN[1:]):
        return True
    if name == "position":
        return value in {"absolute", "fixed", "sticky"}
    if name == "z-index":
        return value.startswith("-")
    if name in _CUTTING:
        return value not in {"visible", "none"}
    if name in _BOXES:
        return is_tiny(value)
    hides = HIDING.get(name)
    return hides is not None and ("var(" in value or hides(value))
