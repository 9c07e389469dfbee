"""Colours as style sheets write them."""

from __future__ import annotations

import colorsys
import re
from typing import NamedTuple

_HEX = re.compile(r"#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^)]*)\)")
_SHORT = (3, 4)
_OPAQUE = 255


class Colour(NamedTuple):
    """A colour: red, green, blue from 0 to 255, and how much of it covers, from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    @property
    def luminance(self) -> float:
        """Relative luminance (WCAG 2.1)."""
        red, green, blue = (_linear(channel / _OPAQUE) for channel in self[:3])
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(self, other: Colour) -> float:
        """Return the contrast ratio (WCAG 2.1), from 1 to 21."""
        light, dark = sorted((self.luminance, other.luminance), reverse=True)
        return (light + 0.05) / (dark + 0.05)


WHITE = Colour(255, 255, 255)


def read_colour(text: str) -> Colour | None:
    """Return the colour that `text` names; None if it names none."""
    text = text.strip().lower()
    if text == "transparent":
        return Colour(0, 0, 0, 0)
    if match := _HEX.fullmatch(text):
        digits = match[1]
        if len(digits) in _SHORT:
            digits = "".join(digit * 2 for digit in digits)
        red, green, blue, alpha = (int(f"{digits}ff"[i : i + 2], 16) for i in (0, 2, 4, 6))
        return Colour(red, green, blue, alpha / _OPAQUE)
    if match := _FUNCTION.fullmatch(text):
        return _function(match[1], re.split(r"[\s,/]+", match[2].strip()))
    return _named(text) if text.isalpha() else None


def _function(name: str, parts: list[str]) -> Colour | None:
    try:
        alpha = _share(parts[3], 1) if len(parts) > 3 else 1.0  # noqa: PLR2004 -- the fourth is alpha
        if name == "rgb":
            red, green, blue = (_share(part, _OPAQUE) for part in parts[:3])
            return Colour(red, green, blue, alpha)
        hue = float(parts[0].removesuffix("deg")) / 360
        red, green, blue = colorsys.hls_to_rgb(hue, _share(parts[2], 1), _share(parts[1], 1))
        return Colour(red * _OPAQUE, green * _OPAQUE, blue * _OPAQUE, alpha)
    except (ValueError, IndexError):
        return None


def _named(name: str) -> Colour | None:
    from PIL import ImageColor  # noqa: PLC0415 -- few pages name a colour

    if name not in ImageColor.colormap:
        return None
    red, green, blue = ImageColor.getrgb(name)[:3]
    return Colour(red, green, blue)


def _share(text: str, whole: float) -> float:
    return float(text[:-1]) / 100 * whole if text.endswith("%") else float(text)


def _linear(share: float) -> float:
    share = min(max(share, 0.0), 1.0)
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 -- sRGB's formula
