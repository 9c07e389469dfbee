"""Custom properties of CSS: what `var(--name, fallback)` stands for."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# What of a value only the running browser knows.
UNKNOWN = ("var(", "env(", "attr(", "if(", "random(", "sibling-index(", "sibling-count(")
_MOST = 16  # values that one property may take here
_DEEPEST = 8


def custom_properties(
    above: Mapping[str, tuple[str, ...]], declared: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[str, ...]]:
    """Return the custom properties that hold inside an element; they are inherited."""
    own = {name: values for name, values in declared.items() if name.startswith("--")}
    return {**above, **own} if own else above


def substituted(values: Sequence[str], custom: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return `values` with every `var()` replaced by what it may stand for.

    What stays unknown stays as it is written.
    """
    found: dict[str, None] = {}
    for value in values:
        if "var(" in value:
            tokens = tinycss2.parse_component_value_list(value)
            found |= dict.fromkeys(_expanded(tokens, custom, 0))
        else:
            found[value] = None
    return tuple(found)[:_MOST]


def _expanded(
    tokens: Iterable[Any], custom: Mapping[str, tuple[str, ...]], depth: int
) -> list[str]:
    parts: list[list[str]] = []
    for token in tokens:
        if token.type != "function" or depth > _DEEPEST:
            parts.append([token.serialize()])
        elif token.lower_name == "var":
            parts.append(_variable(token, custom, depth + 1))
        else:
            inner = _expanded(token.arguments, custom, depth + 1)
            parts.append([f"{token.name}({text})" for text in inner])
    made = []
    for combination in product(*parts):
        made.append("".join(combination).strip())
        if len(made) == _MOST:
            break
    return made


def _variable(token: Any, custom: Mapping[str, tuple[str, ...]], depth: int) -> list[str]:  # noqa: ANN401 -- tinycss2 has no types
    name, _, fallback = tinycss2.serialize(token.arguments).partition(",")
    known = custom.get(name.strip(), ())
    values = [value for value in known if value]
    if "" in known or not known:
        values += [fallback.strip()] if fallback.strip() else []
    if not values:
        return [token.serialize()]
    made: list[str] = []
    for value in values:
        made += _expanded(tinycss2.parse_component_value_list(value), custom, depth)
    return made[:_MOST]
