"""Colours as style sheets write them, as sRGB.

The notations are read by `tinycss2`; what its conversions leave out is computed here by the
formulas of CSS Color 4 (section 10, sample code for colour conversions).
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import tinycss2
from tinycss2 import color5

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPAQUE = 255
# What the system's own colours are where nobody has changed them (CSS Color 4, 6.2).
_SYSTEM = {
    "canvas": (255, 255, 255),
    "canvastext": (0, 0, 0),
    "linktext": (0, 0, 238),
    "visitedtext": (85, 26, 139),
    "buttonface": (239, 239, 239),
    "buttontext": (0, 0, 0),
    "field": (255, 255, 255),
    "fieldtext": (0, 0, 0),
    "highlight": (181, 213, 255),
    "highlighttext": (0, 0, 0),
    "mark": (255, 255, 0),
    "marktext": (0, 0, 0),
    "graytext": (109, 109, 109),
}
_OKLAB_TO_LMS = (
    (1.0, 0.3963377773761749, 0.2158037573099136),
    (1.0, -0.1055613458156586, -0.0638541728258133),
    (1.0, -0.0894841775298119, -1.2914855480194092),
)
_LMS_TO_RGB = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
_D50_TO_RGB = (  # XYZ under D50 to linear sRGB, chromatic adaptation included
    (3.1341359569, -1.6173863321, -0.4906619460),
    (-0.9787955543, 1.9162543773, 0.0334427339),
    (0.0719553872, -0.2289768981, 1.4053860368),
)
_D65_TO_RGB = (
    (3.2409699419, -1.5373831776, -0.4986107603),
    (-0.9692436363, 1.8759675015, 0.0415550574),
    (0.0556300797, -0.2039769589, 1.0569715142),
)
_WHITE_D50 = (0.9642956764, 1.0, 0.8251046025)
_EPSILON, _KAPPA = 216 / 24389, 24389 / 27


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

    def over(self, ground: Colour) -> Colour:
        """Return what a reader sees of it on an opaque `ground`."""
        mixed = (a * self.alpha + b * (1 - self.alpha) for a, b in zip(self, ground, strict=True))
        return Colour(*list(mixed)[:3])


WHITE = Colour(255, 255, 255)


@lru_cache(maxsize=4096)
def read_colour(text: str) -> Colour | None:
    """Return the colour that `text` names; None if it names none, or none that can be known."""
    text = text.strip().lower()
    if not text:
        return None
    if text in _SYSTEM:
        return Colour(*_SYSTEM[text])
    if text.startswith("color-mix("):
        return _mixed(text)
    found = color5.parse_color(text if not _is_bare_hex(text) else f"#{text}")
    return _srgb(found) if getattr(found, "coordinates", None) else None


def _is_bare_hex(text: str) -> bool:
    """Whether an old attribute (`bgcolor`) leaves out the sign before the digits."""
    return len(text) in {3, 6} and all(letter in "0123456789abcdef" for letter in text)


def _srgb(colour: Any) -> Colour | None:  # noqa: ANN401 -- tinycss2 has no types
    values = [0.0 if value is None else float(value) for value in colour.coordinates]
    alpha = 1.0 if colour.alpha is None else float(colour.alpha)
    space = colour.space
    try:
        if space in {"lab", "lch", "oklab", "oklch"}:
            if space.endswith("ch"):
                lightness, chroma, hue = values
                turn = math.radians(hue)
                values = [lightness, chroma * math.cos(turn), chroma * math.sin(turn)]
            linear = _from_oklab(values) if space.startswith("ok") else _from_lab(values)
        elif space == "srgb-linear":
            linear = values
        elif space in {"xyz", "xyz-d65"}:
            linear = _times(_D65_TO_RGB, values)
        elif space == "xyz-d50":
            linear = _times(_D50_TO_RGB, values)
        elif space in {"display-p3", "a98-rgb", "prophoto-rgb", "rec2020"}:
            # Wider spaces share their white, their black and their greys with sRGB.
            red, green, blue = (_bounded(value) * _OPAQUE for value in values)
            return Colour(red, green, blue, alpha)
        else:
            red, green, blue = colour.to("srgb").coordinates
            return Colour(red * _OPAQUE, green * _OPAQUE, blue * _OPAQUE, alpha)
    except (NotImplementedError, OverflowError, TypeError, ValueError):
        return None
    red, green, blue = (_gamma(value) * _OPAQUE for value in linear)
    return Colour(red, green, blue, alpha)


def _from_oklab(values: Sequence[float]) -> list[float]:
    lightness, a, b = values
    lightness = lightness / 100 if lightness > 1 else lightness
    return _times(_LMS_TO_RGB, [cone**3 for cone in _times(_OKLAB_TO_LMS, (lightness, a, b))])


def _from_lab(values: Sequence[float]) -> list[float]:
    lightness, a, b = values
    middle = (lightness + 16) / 116
    first, last = a / 500 + middle, middle - b / 200
    x = first**3 if first**3 > _EPSILON else (116 * first - 16) / _KAPPA
    y = middle**3 if lightness > _KAPPA * _EPSILON else lightness / _KAPPA
    z = last**3 if last**3 > _EPSILON else (116 * last - 16) / _KAPPA
    return _times(_D50_TO_RGB, [v * w for v, w in zip((x, y, z), _WHITE_D50, strict=True)])


def _times(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    return [sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix]


def _mixed(text: str) -> Colour | None:
    """Return what `color-mix(in SPACE, A p%, B q%)` mixes, reckoned in sRGB."""
    function = tinycss2.parse_one_component_value(text)
    parts: list[list[Any]] = [[]]
    colours: list[Colour | None] = []
    shares: list[float | None] = []
    for token in getattr(function, "arguments", ()):
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    for part in parts[1:]:
        share = next((float(token.value) for token in part if token.type == "percentage"), None)
        rest = [token for token in part if token.type != "percentage"]
        colours.append(read_colour(tinycss2.serialize(rest)))
        shares.append(share)
    if len(colours) != 2 or None in colours:  # noqa: PLR2004 -- two are mixed
        return None
    one, two = colours
    left, right = shares
    if left is None:
        left = 50.0 if right is None else 100 - right
    right = 100 - left if right is None else right
    if one is None or two is None or left + right <= 0:
        return None
    share = left / (left + right)
    return Colour(*(a * share + b * (1 - share) for a, b in zip(one, two, strict=True)))


def _linear(share: float) -> float:
    share = _bounded(share)
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 -- sRGB's formula


def _gamma(share: float) -> float:
    share = _bounded(share)
    return share * 12.92 if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055  # noqa: PLR2004 -- sRGB's formula


def _bounded(share: float) -> float:
    return min(max(share, 0.0), 1.0)
