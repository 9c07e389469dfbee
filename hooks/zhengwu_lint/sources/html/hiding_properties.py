"""Which values of a CSS property keep content from the reader.

The table is held against Chromium by `tests/hooks/test_hiding_browser.py`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.packaged import read_data
from zhengwu_lint.sources.html.colour import Colour, read_colour
from zhengwu_lint.sources.html.lengths import calculated, is_away, is_tiny, pixels
from zhengwu_lint.sources.html.variables import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable

_FUNCTION = re.compile(r"(?P<name>[a-z0-9-]+)\((?P<arguments>[^()]*(?:\([^()]*\)[^()]*)*)\)")
_NUMBER = re.compile(r"-?\d*\.?\d+")
GRADIENT = re.compile(r"gradient\((?P<stops>(?:[^()]|\([^()]*\))*)\)")
_ANGLE = re.compile(r"(-?\d*\.?\d+)(deg|grad|rad|turn)")
_FULL_TURN = {"deg": 360.0, "grad": 400.0, "rad": 6.283185307, "turn": 1.0}
_EDGE_DEGREES = 1.5
_BLURRED_PX = 8.0
_NARROWED_PX = 8.0
_MEASURED = frozenset(
    {
        "opacity", "font-size", "width", "height", "max-width", "max-height", "left", "right",
        "top", "bottom", "text-indent", "margin-left", "margin-top", "letter-spacing", "zoom",
    }
)  # fmt: skip
_SUM = re.compile(r"(?:calc|min|max|clamp|abs|round)\(")
_REFUSED_SUM = re.compile(
    r"(?<![\w-])(?:a?(?:sin|cos|tan)|atan2|pow|sqrt|hypot|log|exp|mod|rem|sign|progress|anchor|"
    r"anchor-size|calc-size)\("
)
WINDOW_PX = 720.0  # the height of the window by which is judged


def first_colour(value: str) -> Colour | None:
    """Return the first colour in a value; None if there is none, or a picture covers it."""
    if not value or "url(" in value or "gradient" in value:
        return None
    if found := read_colour(value):
        return found
    return next((c for c in map(read_colour, re.split(r"\s+(?![^(]*\))", value)) if c), None)


def _transparent(value: str) -> bool:
    share = _share(value)
    return share is not None and share <= float(read_data("hiding.yml")["thresholds"]["opacity"])


def _share(value: str) -> float | None:
    """Return a number or percentage as a share of one."""
    if "(" in value:
        return calculated(value, whole=1.0)
    match = _NUMBER.match(value)
    return float(match[0]) / (100 if value.endswith("%") else 1) if match else None


def _filtered_away(value: str) -> bool:
    for match in _FUNCTION.finditer(value):
        amount = match["arguments"].rpartition("=")[2]
        if match["name"] in {"opacity", "alpha", "contrast"} and _transparent(amount):
            return True
        if match["name"] == "blur" and (pixels(amount) or 0) >= _BLURRED_PX:
            return True
    return False


def _transformed_away(value: str) -> bool:
    smallest = float(read_data("hiding.yml")["thresholds"]["scale"])
    for match in _FUNCTION.finditer(value):
        name, arguments = match["name"], match["arguments"].split(",")
        numbers = [found for a in arguments if (found := _share(a.strip())) is not None]
        if name.startswith("translate") and any(is_away(a, beyond=True) for a in arguments):
            return True
        if name.startswith("scale") and any(abs(number) < smallest for number in numbers):
            return True
        if name in {"rotatex", "rotatey", "rotate3d", "skew", "skewx", "skewy"} and _edge_on(value):
            return True
        if name in {"matrix", "matrix3d"} and _flat(name, numbers, smallest):
            return True
    return False


def _flat(name: str, numbers: list[float], smallest: float) -> bool:
    """Whether a matrix leaves no height or no width, or shifts off the window."""
    across, down, shift = (0, 3, slice(4, 6)) if name == "matrix" else (0, 5, slice(12, 14))
    if len(numbers) < (6 if name == "matrix" else 16):
        return False
    area = numbers[0] * numbers[3] - numbers[1] * numbers[2] if name == "matrix" else None
    thin = min(abs(numbers[across]), abs(numbers[down])) < smallest
    gone = abs(area) < smallest**2 if area is not None else thin
    return gone or any(is_away(f"{n}px", beyond=True) for n in numbers[shift])


def _edge_on(value: str) -> bool:
    """Whether a turn in space shows only the edge: a quarter, or three."""
    for number, unit in _ANGLE.findall(value):
        turns = float(number) / _FULL_TURN[unit] * 360
        if abs(abs(turns) % 180 - 90) < _EDGE_DEGREES:
            return True
    return False


def _clipped(value: str) -> bool:
    """Whether `clip: rect(…)` leaves next to nothing: top, right, bottom, left."""
    match = _FUNCTION.match(value)
    if not match or match["name"] != "rect":
        return False
    sides = [pixels(side) for side in re.split(r"[\s,]+", match["arguments"].strip())]
    if len(sides) != 4:  # noqa: PLR2004 -- a box has four sides
        return False
    top, right, bottom, left = sides  # `auto` is the box's own edge
    flat = bottom is not None and bottom - (top or 0.0) < 1
    return flat or (right is not None and right - (left or 0.0) < 1)


def _clipped_to_shape(value: str) -> bool:
    match = _FUNCTION.search(value)
    if not match:
        return False
    name, arguments = match["name"], match["arguments"]
    if name in {"inset", "rect", "xywh"}:
        return _box_gone(name, re.split(r"\bround\b", arguments)[0].split())
    if name in {"circle", "ellipse"}:
        return any(is_tiny(part) for part in arguments.split(" at ")[0].split())
    if name == "polygon":
        points = [
            p.strip() for p in re.sub(r"^\s*(?:nonzero|evenodd)\s*,", "", arguments).split(",")
        ]
        corners = [tuple(map(pixels, point.split())) for point in points]
        return len(set(points)) <= 2 or any(len(set(axis)) == 1 for axis in zip(*corners))  # noqa: B905, PLR2004 -- two points span nothing
    return name in {"path", "shape"} and not _NUMBER.search(arguments.replace("0", ""))


def _box_gone(name: str, parts: list[str]) -> bool:
    """Whether an inner rectangle has no extent or lies outside of its box."""
    whole = 100.0  # percentages are what disguises use; the box's own size is not known
    sides = [pixels(part, whole=whole) for part in parts]
    if name == "inset":
        filled = [*sides, *([None] * 4)]
        top = filled[0]
        right = filled[1] if len(sides) > 1 else top
        bottom = filled[2] if len(sides) > 2 else top  # noqa: PLR2004 -- as margins are written
        left = filled[3] if len(sides) > 3 else right  # noqa: PLR2004 -- as above
        percent = all(part.endswith("%") or is_tiny(part) or "calc" in part for part in parts)
        if percent:
            return (top or 0) + (bottom or 0) >= whole or (right or 0) + (left or 0) >= whole
        return any(side is not None and side >= WINDOW_PX for side in sides)
    if name == "xywh":
        return any(side is not None and side <= 1 for side in sides[2:4])
    return _clipped(f"rect({', '.join(parts)})")


def _scaled(value: str) -> bool:
    numbers = [number for part in value.split() if (number := _share(part)) is not None]
    smallest = float(read_data("hiding.yml")["thresholds"]["scale"])
    return bool(numbers) and min(map(abs, numbers)) < smallest


def _masked(value: str) -> bool:
    """Whether a mask lets nothing through: every colour in it is transparent."""
    if "gradient(" not in value:
        return False
    match = GRADIENT.search(value)
    stops = re.split(r",(?![^()]*\))", match["stops"]) if match else []
    colours = [colour for stop in stops if (colour := first_colour(stop))]
    return bool(colours) and all(_transparent(str(colour.alpha)) for colour in colours)


def _narrowed(value: str) -> bool:
    found = pixels(value)
    return found is not None and found < -_NARROWED_PX


def _spans_nothing(value: str) -> bool:
    return all(is_tiny(part.removesuffix("fr")) for part in value.split())


def _any_away(value: str) -> bool:
    return any(is_away(part, beyond=True) for part in _parts(value))


def _parts(value: str) -> list[str]:
    return re.split(r"\s+(?![^()]*\))", value)


def is_unclear(name: str, value: str) -> bool:
    """Whether it cannot be known here if a declaration hides.

    So it is with values that only a running browser knows, with sums that are not reckoned here,
    and with properties of which nothing is known.
    """
    if name in HIDING or name in _MEASURED:
        if any(sign in value for sign in UNKNOWN):
            return True
        found = _REFUSED_SUM.search(value)
        sums = found or (_SUM.match(value) and name in _MEASURED and pixels(value) is None)
        return bool(sums)
    data = read_data("hiding.yml")
    return name not in data["harmless"] and not name.startswith(tuple(data["harmless_beginnings"]))


HIDING: dict[str, Callable[[str], bool]] = {
    "display": lambda value: value == "none",
    "visibility": lambda value: value in {"hidden", "collapse"},
    "content-visibility": lambda value: value == "hidden",
    "opacity": _transparent,
    "filter": _filtered_away,
    "mask": _masked,
    "mask-image": _masked,
    "mask-size": _spans_nothing,
    "text-indent": _any_away,
    "left": lambda value: is_away(value, beyond=True),
    "right": lambda value: is_away(value, beyond=True),
    "top": is_away,
    "bottom": is_away,
    "margin": lambda value: any(map(is_away, _parts(value))),
    "margin-left": lambda value: is_away(value, beyond=True),
    "margin-right": is_away,
    "margin-top": is_away,
    "margin-inline": _any_away,
    "margin-block": lambda value: any(map(is_away, _parts(value))),
    "inset": _any_away,
    "inset-inline": _any_away,
    "inset-block": lambda value: any(map(is_away, _parts(value))),
    "clip": _clipped,
    "clip-path": _clipped_to_shape,
    "transform": _transformed_away,
    "translate": _any_away,
    "scale": _scaled,
    "rotate": lambda value: value[:1] in {"x", "y"} and _edge_on(value),
    "zoom": _scaled,
    "letter-spacing": _narrowed,
    "grid-template-rows": _spans_nothing,
    "offset-distance": _any_away,
    "offset-path": lambda value: value not in {"none", ""},
    "offset": lambda value: value not in {"none", "auto", ""},
    "fill-opacity": _transparent,
    "-webkit-text-security": lambda value: value not in {"none", ""},
    "content": lambda value: "url(" in value or "gradient(" in value or "image-set(" in value,
}
