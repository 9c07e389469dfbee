"""Lengths as style sheets and attributes write them."""

from __future__ import annotations

import re

from zhengwu.packaged import read_data

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
}
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
        return None
    number, unit = float(match["number"]), (match["unit"] or "px").lower()
    if unit == "%":
        return number / _ALL_OF_IT * whole
    if unit in {"em", "rem"}:
        return number * (em if unit == "em" else _EM)
    return number * _UNITS[unit] if unit in _UNITS else None


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
