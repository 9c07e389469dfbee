"""Lengths as style sheets and attributes write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import tinycss2

from zhengwu.packaged import read_data

if TYPE_CHECKING:
    from collections.abc import Callable

_LENGTH = re.compile(r"\s*(?P<number>[+-]?\d*\.?\d+)\s*(?P<unit>[a-z]+|%)?\s*", re.IGNORECASE)
_EM = 16.0
# Pixels of a screen of 1280 by 720, of which a hundredth is what vw and vh mean.
_UNITS = {
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 37.8,
    "mm": 3.78,
    "q": 0.945,
    "ch": 8.0,
    "ex": 8.0,
    "vw": 12.8,
    "vh": 7.2,
    "vmin": 7.2,
    "vmax": 12.8,
    "vi": 12.8,
    "vb": 7.2,
    "svw": 12.8,
    "svh": 7.2,
    "lvw": 12.8,
    "lvh": 7.2,
    "dvw": 12.8,
    "dvh": 7.2,
    "cqw": 12.8,
    "cqh": 7.2,
    "cqi": 12.8,
    "cqb": 7.2,
    "lh": 24.0,
    "rlh": 24.0,
    "cap": 11.0,
    "ic": 16.0,
    "rch": 8.0,
    "rex": 8.0,
    "ric": 16.0,
    "rcap": 11.0,
}
_SUMS = frozenset({"calc", "min", "max", "clamp", "abs", "round", "-webkit-calc", "-moz-calc"})
_DEEPEST = 12
_WHOLE = 1280.0
_ALL_OF_IT = 100.0


def pixels(text: str, *, em: float = _EM, whole: float = _WHOLE) -> float | None:
    """Return a length in pixels; None for what is none.

    Args:
        text: such as `12px`, `.5em`, `-9999px`; a bare number is pixels.
        em: what one `em` is.
        whole: what `100%` are.
    """
    match = _LENGTH.fullmatch(text)
    if not match:
        return calculated(text, em=em, whole=whole) if "(" in text else None
    number, unit = float(match["number"]), (match["unit"] or "px").lower()
    if unit == "%":
        return number / _ALL_OF_IT * whole
    if unit in {"em", "rem"}:
        return number * (em if unit == "em" else _EM)
    return number * _UNITS[unit] if unit in _UNITS else None


def calculated(text: str, *, em: float = _EM, whole: float = _WHOLE) -> float | None:
    """Return what `calc()`, `min()`, `max()` or `clamp()` comes to, in pixels or as a number.

    Args:
        text: the value; a bare number counts as itself.
        em: what one `em` is.
        whole: what `100%` are.

    Returns:
        None for what is no such sum, or holds what is not known here.
    """
    token = tinycss2.parse_one_component_value(text)
    if token.type != "function" or token.lower_name not in _SUMS:
        return None
    return _value(token, lambda written: pixels(written, em=em, whole=whole), 0)


def _value(token: Any, length: Callable[[str], float | None], depth: int) -> float | None:  # noqa: ANN401 -- tinycss2 has no types
    if token.type in {"number", "dimension", "percentage"}:
        return length(token.serialize())
    if depth > _DEEPEST:
        return None
    if token.type == "() block":
        return _sum(token.content, length, depth + 1)
    if token.type != "function" or token.lower_name not in _SUMS:
        return None
    values = [_sum(part, length, depth + 1) for part in _split(token.arguments)]
    known = [value for value in values if value is not None]
    return _chosen(token.lower_name, known) if known and len(known) == len(values) else None


def _chosen(function: str, values: list[float]) -> float:
    if function == "max":
        return max(values)
    if function == "min":
        return min(values)
    if function == "clamp" and len(values) == 3:  # noqa: PLR2004 -- least, wanted, most
        return max(values[0], min(values[1], values[2]))
    return abs(values[0]) if function == "abs" else values[0]


def _split(tokens: Any) -> list[list[Any]]:  # noqa: ANN401 -- as above
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        elif token.type not in {"whitespace", "comment"}:
            parts[-1].append(token)
    return parts


def _sum(tokens: list[Any], length: Callable[[str], float | None], depth: int) -> float | None:
    """Reckon a sum of products, from left to right as in school."""
    meant = [token for token in tokens if token.type not in {"whitespace", "comment"}]
    total, product, sign, operator = 0.0, None, 1.0, ""
    for token in meant:
        if token.type == "literal" and token.value in {"+", "-", "*", "/"}:
            if token.value in {"+", "-"}:
                total += sign * (product or 0.0)
                product, sign = None, 1.0 if token.value == "+" else -1.0
            operator = token.value
            continue
        value = _value(token, length, depth)
        if value is None:
            return None
        if product is None:
            product = value
        elif operator == "*":
            product *= value
        elif operator == "/" and value:
            product /= value
        else:
            return None
    return None if product is None else total + sign * product


def is_tiny(text: str) -> bool:
    """Whether a box of that length holds nothing that can be seen."""
    found = pixels(text)
    return found is not None and found <= float(read_data("hiding.yml")["thresholds"]["size_px"])


def is_away(text: str, *, beyond: bool = False) -> bool:
    """Whether a box shifted by that length lies off the screen.

    Args:
        text: the length.
        beyond: to the right counts too, where nothing scrolls to it.
    """
    limits = read_data("hiding.yml")["thresholds"]
    match = _LENGTH.fullmatch(text)
    if match and match["unit"] == "%":  # half of the width is how boxes are centred
        return float(match["number"]) <= -_ALL_OF_IT
    found = pixels(text)
    if found is None:
        return False
    return found <= -float(limits["away_px"]) or (beyond and found >= float(limits["beyond_px"]))
