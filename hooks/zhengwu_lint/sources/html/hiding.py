"""Ways in which an element keeps its content from the reader."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.messages import Message, msg
from zhengwu.packaged import read_data
from zhengwu_lint.sources.html.colour import WHITE, Colour, read_colour
from zhengwu_lint.sources.html.lengths import is_away, is_tiny, pixels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DEFAULT_PX = 16.0
# Sizes that `<font size>` and the keywords of `font-size` mean.
_KEYWORDS = {"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24}
_RELATIVE_KEYWORDS = {"smaller": 0.83, "larger": 1.2}
_FONT_SHORTHAND = re.compile(r"(?:^|\s)(?P<size>[\d.]+(?:[a-z]+|%)?)\s*/?")
_FUNCTION = re.compile(r"(?P<name>[a-z0-9-]+)\((?P<arguments>[^()]*)\)")
_NUMBER = re.compile(r"-?\d*\.?\d+")
_SIZES = ("width", "height", "max-width", "max-height", "line-height")
_SIZED_ELEMENTS = frozenset({"iframe", "embed", "object", "marquee", "table"})
_QUARTER_TURNS = frozenset({90.0, -90.0, 270.0, -270.0})
_HALF = 50.0


@dataclass(frozen=True, slots=True)
class Hiding:
    """How content is hidden.

    Attributes:
        reason: why the reader does not see it, in words.
        kind: `spoken` for what screen readers still read, `switched` for what a script may show,
            `concealed` for all that serves nobody.
    """

    reason: Message
    kind: str = "concealed"


@dataclass(frozen=True, slots=True)
class Look:
    """What an element inherits: how large its letters are, and their colours.

    Attributes:
        size: of letters, in pixels.
        colour: of letters; None if only an outer style sheet knows.
        background: behind them; None if only an outer style sheet knows.
    """

    size: float = _DEFAULT_PX
    colour: Colour | None = None
    background: Colour | None = WHITE


def hidden_by(
    element: str, attributes: Mapping[str, str], declared: Mapping[str, str], above: Look
) -> tuple[Hiding | None, Look]:
    """Return why an element shows the reader nothing, and what its children inherit.

    Args:
        element: its name.
        attributes: its attributes.
        declared: what style sheets and its style attribute declare for it.
        above: what it inherits.
    """
    look = _look(element, attributes, declared, above)
    return _by_markup(element, attributes) or _by_style(declared, look), look


def _by_markup(element: str, attributes: Mapping[str, str]) -> Hiding | None:
    data = read_data("hiding.yml")
    if "hidden" in attributes:
        return Hiding(msg("用 hidden 属性隐藏"), "switched")
    shown = element == "template" and "shadowrootmode" in attributes
    if (element in data["elements"] and not shown) or (
        element == "dialog" and "open" not in attributes
    ):
        kind = "concealed" if element == "rp" else "switched"
        return Hiding(msg("放在浏览器不显示的 <{element}> 里", element=element), kind)
    if element in _SIZED_ELEMENTS:
        for size in ("width", "height"):
            if is_tiny(attributes.get(size, "")):
                return Hiding(msg("{size} 只有 {value}", size=size, value=attributes[size]))
    names = set(attributes.get("class", "").lower().split())
    for key, kind in (("classes", "switched"), ("spoken_classes", "spoken")):
        if found := names & set(data[key]):
            return Hiding(msg("用样式类 {name} 隐藏", name=min(found)), kind)
    return None


def _by_style(declared: Mapping[str, str], look: Look) -> Hiding | None:
    limits = read_data("hiding.yml")["thresholds"]
    for name, hides in _HIDING.items():
        value = declared.get(name)
        if value is not None and hides(value):
            reason = msg("用样式 {name}: {value} 隐藏", name=name, value=value[:40])
            return Hiding(reason, "spoken" if _for_screen_readers(declared) else "concealed")
    if look.size < limits["size_px"]:
        return Hiding(msg("字号只有 {size} 像素", size=round(look.size, 2)))
    if declared.get("overflow", declared.get("overflow-y")) in {"hidden", "clip"}:
        for name in _SIZES:
            if is_tiny(declared.get(name, "")):
                reason = msg("用样式 {name}: {value} 隐藏", name=name, value=declared[name])
                return Hiding(reason, "spoken" if _for_screen_readers(declared) else "concealed")
    colour, background = look.colour, look.background
    if colour and colour.alpha <= limits["opacity"]:
        return Hiding(msg("文字是透明的"))
    if colour and background and colour.contrast(background) < limits["contrast"]:
        return Hiding(msg("文字颜色与背景几乎相同"))
    return None


def _for_screen_readers(declared: Mapping[str, str]) -> bool:
    """Whether this is the customary way to leave a name to screen readers alone."""
    small = {declared.get(side) for side in ("width", "height")}
    return (
        declared.get("position") == "absolute"
        and small <= {"1px", "0"}
        and declared.get("overflow") in {"hidden", "clip"}
        and bool({"clip", "clip-path"} & set(declared))
    )


def _look(
    element: str, attributes: Mapping[str, str], declared: Mapping[str, str], above: Look
) -> Look:
    look = Look(
        _letters(declared, above.size),
        _ink(element, attributes, declared) or above.colour,
        _ground(attributes, declared, above.background),
    )
    return above if look == above else look


def _ink(element: str, attributes: Mapping[str, str], declared: Mapping[str, str]) -> Colour | None:
    """Return the colour that an element gives to its letters; None if it gives none."""
    written = {"font": "color", "body": "text"}.get(element, "")
    return (
        read_colour(declared.get("-webkit-text-fill-color", ""))
        or read_colour(declared.get("color", ""))
        or read_colour(attributes.get(written, ""))
    )


def _ground(
    attributes: Mapping[str, str], declared: Mapping[str, str], above: Colour | None
) -> Colour | None:
    """Return the colour behind an element's letters; None where only an outer sheet knows."""
    for name in ("background-color", "background"):
        named = _first_colour(declared.get(name, ""))
        if named and named.alpha:
            return named if named.alpha == 1 else None
    if (
        "url(" in declared.get("background", "")
        or "background-image" in declared
        or attributes.get("background")
    ):
        return None
    if named := read_colour(attributes.get("bgcolor", "")):
        return named
    outer = attributes.get("class") or attributes.get("id")
    return None if outer and above is WHITE else above


def _first_colour(value: str) -> Colour | None:
    if not value or "url(" in value or "gradient" in value:
        return None
    if found := read_colour(value):
        return found
    return next((c for c in map(read_colour, re.split(r"\s+(?![^(]*\))", value)) if c), None)


def _letters(declared: Mapping[str, str], above: float) -> float:
    value = declared.get("font-size", "")
    if not value and (match := _FONT_SHORTHAND.search(declared.get("font", ""))):
        value = match["size"]
    if not value:
        return above
    if value in _KEYWORDS:
        return _KEYWORDS[value]
    if value in _RELATIVE_KEYWORDS:
        return above * _RELATIVE_KEYWORDS[value]
    found = pixels(value, em=above, whole=above)
    return above if found is None else max(found, 0)


def _transparent(value: str) -> bool:
    match = _NUMBER.match(value)
    if not match:
        return False
    share = float(match[0]) / (100 if value.endswith("%") else 1)
    return share <= float(read_data("hiding.yml")["thresholds"]["opacity"])


def _filtered_away(value: str) -> bool:
    for match in _FUNCTION.finditer(value):
        amount = match["arguments"].rpartition("=")[2]
        if match["name"] in {"opacity", "alpha"} and _transparent(amount):
            return True
    return False


def _transformed_away(value: str) -> bool:
    smallest = float(read_data("hiding.yml")["thresholds"]["scale"])
    for match in _FUNCTION.finditer(value):
        name, arguments = match["name"], match["arguments"].split(",")
        numbers = [float(number) for number in _NUMBER.findall(match["arguments"])]
        if name.startswith("translate") and any(is_away(a, beyond=True) for a in arguments):
            return True
        if name.startswith("scale") and any(abs(number) < smallest for number in numbers):
            return True
        if name in {"rotatex", "rotatey"} and numbers[:1] and numbers[0] in _QUARTER_TURNS:
            return True
        if name == "matrix" and len(numbers) > 3 and abs(numbers[0]) < smallest > abs(numbers[3]):  # noqa: PLR2004 -- the fourth scales
            return True
    return False


def _clipped(value: str) -> bool:
    """Whether `clip: rect(…)` leaves next to nothing: top, right, bottom, left."""
    match = _FUNCTION.match(value)
    if not match or match["name"] != "rect":
        return False
    sides = [pixels(side) for side in re.split(r"[\s,]+", match["arguments"].strip())]
    if len(sides) != 4 or None in sides:  # noqa: PLR2004 -- a box has four sides
        return False
    top, right, bottom, left = (side or 0.0 for side in sides)
    return bottom - top < 1 or right - left < 1


def _clipped_to_shape(value: str) -> bool:
    match = _FUNCTION.match(value)
    if not match:
        return False
    numbers = [float(number) for number in _NUMBER.findall(match["arguments"])]
    if match["name"] == "inset":
        return "%" in match["arguments"] and bool(numbers) and max(numbers) >= _HALF
    if match["name"] in {"circle", "ellipse"}:
        return bool(numbers) and numbers[0] == 0
    if match["name"] == "polygon":
        points = {point.strip() for point in match["arguments"].split(",")}
        return len(points) <= 2  # noqa: PLR2004 -- two points span nothing
    return False


def _scaled(value: str) -> bool:
    numbers = [float(number) for number in _NUMBER.findall(value)]
    smallest = float(read_data("hiding.yml")["thresholds"]["scale"])
    return bool(numbers) and min(map(abs, numbers)) < smallest


def _narrowed(value: str) -> bool:
    found = pixels(value)
    return found is not None and found < -_DEFAULT_PX / 2


_HIDING: dict[str, Callable[[str], bool]] = {
    "display": lambda value: value == "none",
    "visibility": lambda value: value in {"hidden", "collapse"},
    "content-visibility": lambda value: value == "hidden",
    "opacity": _transparent,
    "filter": _filtered_away,
    "text-indent": lambda value: is_away(value, beyond=True),
    "left": lambda value: is_away(value, beyond=True),
    "right": lambda value: is_away(value, beyond=True),
    "top": is_away,
    "bottom": is_away,
    "margin": lambda value: any(map(is_away, value.split())),
    "margin-left": lambda value: is_away(value, beyond=True),
    "margin-right": is_away,
    "margin-top": is_away,
    "inset": lambda value: any(is_away(part, beyond=True) for part in value.split()),
    "clip": _clipped,
    "clip-path": _clipped_to_shape,
    "transform": _transformed_away,
    "translate": lambda value: any(is_away(part, beyond=True) for part in value.split()),
    "scale": _scaled,
    "zoom": _scaled,
    "letter-spacing": _narrowed,
}
