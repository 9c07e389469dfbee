"""Ways in which an element keeps its content from the reader.

The table is held against Chromium by `tests/hooks/test_hiding_browser.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

from zhengwu.dialect.classes import refused_classes
from zhengwu.messages import Message, msg
from zhengwu.packaged import read_data
from zhengwu_lint.sources.html.colour import WHITE, Colour, read_colour
from zhengwu_lint.sources.html.drawings import DRAWN, is_unpainted, with_presentation
from zhengwu_lint.sources.html.hiding_properties import (
    GRADIENT,
    HIDING,
    WINDOW_PX,
    first_colour,
    is_unclear,
)
from zhengwu_lint.sources.html.lengths import is_away, is_tiny, pixels
from zhengwu_lint.sources.html.variables import custom_properties, substituted

if TYPE_CHECKING:
    from collections.abc import Mapping

_INKS = ("-webkit-text-fill-color", "color")
_DEFAULT_PX = 16.0
# Sizes that `<font size>` and the keywords of `font-size` mean.
_KEYWORDS = {"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24}
_RELATIVE_KEYWORDS = {"smaller": 0.83, "larger": 1.2}
_FONT_SHORTHAND = re.compile(r"(?:^|\s)(?P<size>[\d.]+(?:[a-z]+|%)?)\s*/?")
SHADOW = "shadow"  # in the place of a property: a template hides what stands beside it
_IN_SPACE = re.compile(r"rotate[xy]|3d|^[xy]\b|^-?[\d.]+ -?[\d.]+ -?[\d.]+ ")
_SIZES = ("width", "height", "max-width", "max-height", "line-height")
_OVERFLOWS = ("overflow", "overflow-x", "overflow-y")
_THEME = "zw-"  # how the names of the theme's classes begin
_SIZED_ELEMENTS = frozenset({"iframe", "embed", "object", "marquee", "table", "svg"})


@dataclass(frozen=True, slots=True)
class Hiding:
    """How content is hidden.

    Attributes:
        reason: why the reader does not see it, in words.
        kind: `spoken` for what screen readers still read, `switched` for what a script may show,
            `themed` for parts of the theme that wait for a script, another window or paper,
            `concealed` for all that serves nobody.
        style: the property of a style sheet that hides it; "" for other ways.
    """

    reason: Message
    kind: str = "concealed"
    style: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What an element inherits: how large its letters are, their colours, custom properties.

    Attributes:
        size: of letters, in pixels; the smallest that is possible.
        colours: that the letters may have; None if only an outer style sheet knows.
        backgrounds: that may be behind them; None if only an outer style sheet knows.
        custom: what custom properties may be.
        outer: the page has style sheets that are not known here.
    """

    size: float = _DEFAULT_PX
    colours: tuple[Colour | None, ...] = (None,)
    backgrounds: tuple[Colour | None, ...] = (WHITE,)
    custom: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outer: bool = True


def hidden_by(
    element: str,
    attributes: Mapping[str, str],
    declared: Mapping[str, tuple[str, ...]],
    above: Look,
) -> tuple[Hiding | None, Look]:
    """Return why an element shows the reader nothing, and what its children inherit.

    Args:
        element: its name.
        attributes: its attributes.
        declared: every value that a property may have for it, by style sheets and its style
            attribute.
        above: what it inherits.
    """
    custom = custom_properties(above.custom, declared)
    declared = {
        name: substituted(values, custom)
        for name, values in declared.items()
        if not name.startswith("--")
    }
    declared = with_presentation(element, attributes, declared)
    look = _look(element, attributes, declared, above, custom)
    hidden = _by_markup(element, attributes) or _by_style(declared, look)
    if not hidden and is_unpainted(element, declared):
        hidden = Hiding(msg("图里的文字没有颜色"))
    return hidden, look


def by_theme_class(attributes: Mapping[str, str]) -> Hiding | None:
    """Return how a source that asks for a class of the theme's own is hidden, or may be."""
    for name in refused_classes(attributes.get("class", "")):
        if name.lower().startswith(_THEME):
            return Hiding(msg("用主题自己的样式类 {name}，读者可能看不见", name=name))
    return None


def by_shadow(element: Any) -> Hiding | None:  # noqa: ANN401 -- lxml's element
    """Return how a shadow template in `element` takes the place of its content; None if it shows.

    The content shows where the template leaves it a plain slot and no styles of its own.
    """
    template = next((t for t in element.iterchildren("template") if t.get("shadowrootmode")), None)
    if template is None:
        return None
    open_slot = any(slot.get("name") is None for slot in template.iter("slot"))
    if open_slot and next(template.iter("style", "link"), None) is None:
        return None
    return Hiding(msg("影子模板里没有放这些内容的地方"), style=SHADOW)


def _by_markup(element: str, attributes: Mapping[str, str]) -> Hiding | None:
    data = read_data("hiding.yml")
    if "hidden" in attributes:
        return Hiding(msg("用 hidden 属性隐藏"), "switched")
    if "popover" in attributes:
        return Hiding(msg("用 popover 属性隐藏"), "switched")
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


def _by_style(declared: Mapping[str, tuple[str, ...]], look: Look) -> Hiding | None:
    kind = "spoken" if _for_screen_readers(declared) else "concealed"
    return _by_property(declared, kind) or _cut_off(declared, kind) or _by_look(look)


def _by_property(declared: Mapping[str, tuple[str, ...]], kind: str) -> Hiding | None:
    for name, values in declared.items():
        hides = HIDING.get(name)
        for value in values:
            if hides and hides(value):
                return Hiding(_style(name, value), kind, name)
            if is_unclear(name, value):
                reason = msg(
                    "样式 {name}: {value} 是不是隐藏，看不出来", name=name, value=value[:40]
                )
                return Hiding(reason, kind)
    if _beside(declared):
        return Hiding(msg("用定位移到看不见的地方"), kind)
    if "hidden" in declared.get("backface-visibility", ()) and _turned(declared):
        return Hiding(_style("backface-visibility", "hidden"), kind)
    return None


def _turned(declared: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a box is turned in space, or may be."""
    values = [value for name in ("transform", "rotate") for value in declared.get(name, ())]
    return any(_IN_SPACE.search(value) for value in values)


def _by_look(look: Look) -> Hiding | None:
    limits = read_data("hiding.yml")["thresholds"]
    if look.size < limits["size_px"]:
        return Hiding(msg("字号只有 {size} 像素", size=round(look.size, 2)))
    for colour, background in product(look.colours, look.backgrounds):
        if colour and colour.alpha <= limits["opacity"]:
            return Hiding(msg("文字是透明的"))
        if colour and background:
            seen = colour.over(background)
            if seen.contrast(background) < limits["contrast"]:
                return Hiding(msg("文字颜色与背景几乎相同"))
    return None


def _style(name: str, value: str) -> Message:
    return msg("用样式 {name}: {value} 隐藏", name=name, value=value[:40])


def _cut_off(declared: Mapping[str, tuple[str, ...]], kind: str) -> Hiding | None:
    """Return how a box without extent cuts off what overflows it."""
    overflow = {word for n in _OVERFLOWS for value in declared.get(n, ()) for word in value.split()}
    contained = {word for value in declared.get("contain", ()) for word in value.split()}
    if not (overflow & {"hidden", "clip", "scroll", "auto"} or contained & {"paint", "strict"}):
        return None
    for name in _SIZES:
        for value in declared.get(name, ()):
            if is_tiny(value):
                return Hiding(_style(name, value), kind)
    for name in ("padding-left", "padding-top", "padding", "border-width"):
        for value in declared.get(name, ()):
            if any(is_away(part, beyond=True) for part in value.split()):
                return Hiding(_style(name, value), kind)
    return None


def _beside(declared: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a box stands beyond the lower edge of the window, or behind the page."""
    placed = set(declared.get("position", ()))
    below = any(
        (found := pixels(value)) is not None and found >= WINDOW_PX
        for value in declared.get("top", ())
    )
    behind = any(value.lstrip().startswith("-") for value in declared.get("z-index", ()))
    return ("fixed" in placed and below) or (bool(placed - {"", "static"}) and behind)


def _for_screen_readers(declared: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether this is the customary way to leave a name to screen readers alone."""
    small = {value for side in ("width", "height") for value in declared.get(side, ("",))}
    return (
        declared.get("position") == ("absolute",)
        and small <= {"1px", "0"}
        and declared.get("overflow") in {("hidden",), ("clip",)}
        and bool({"clip", "clip-path"} & set(declared))
    )


def _look(
    element: str,
    attributes: Mapping[str, str],
    declared: Mapping[str, tuple[str, ...]],
    above: Look,
    custom: Mapping[str, tuple[str, ...]],
) -> Look:
    look = Look(
        _letters(declared, above.size),
        _ink(element, attributes, declared, above.colours),
        _grounds(attributes, declared, above),
        custom,
        above.outer,
    )
    return above if look == above else look


def _ink(
    element: str,
    attributes: Mapping[str, str],
    declared: Mapping[str, tuple[str, ...]],
    above: tuple[Colour | None, ...],
) -> tuple[Colour | None, ...]:
    """Return the colours that an element's letters may have."""
    written = {"font": "color", "body": "text"}.get(element, "")
    names = ("fill",) if element in DRAWN and "fill" in declared else _INKS
    for name in names:
        if values := declared.get(name):
            found = [read_colour(value) for value in values if value]
            if any(found):
                return (*found, *above) if "" in values else tuple(found)
    named = read_colour(attributes.get(written, ""))
    return (named,) if named else above


def _grounds(
    attributes: Mapping[str, str], declared: Mapping[str, tuple[str, ...]], above: Look
) -> tuple[Colour | None, ...]:
    """Return the colours that may be behind an element's letters."""
    found: list[Colour | None] = []
    for name in ("background-color", "background"):
        for value in declared.get(name, ()):
            named = first_colour(value)
            if named and named.alpha:
                found.append(named if named.alpha == 1 else None)
            elif "url(" in value or "gradient(" in value:
                found.extend(_shades(value))
    if found:
        return tuple(found)
    if "background-image" in declared or attributes.get("background"):
        return tuple(s for value in declared.get("background-image", ("",)) for s in _shades(value))
    if named := read_colour(attributes.get("bgcolor", "")):
        return (named,)
    styled = above.outer and (attributes.get("class") or attributes.get("id"))
    return (None,) if styled and above.backgrounds == (WHITE,) else above.backgrounds


def _shades(value: str) -> list[Colour | None]:
    """Return what is behind the letters before a picture; of one colour, if a gradient is."""
    match = GRADIENT.search(value)
    if not match:
        return [None]
    stops = [first_colour(part) for part in re.split(r",(?![^()]*\))", match["stops"])]
    colours = {colour for colour in stops if colour}
    return [colours.pop()] if len(colours) == 1 else [None]


def _letters(declared: Mapping[str, tuple[str, ...]], above: float) -> float:
    """Return the smallest size that letters may have."""
    shorthands = map(_FONT_SHORTHAND.search, declared.get("font", ()))
    values = [*declared.get("font-size", ()), *(match["size"] for match in shorthands if match)]
    return min((_size(value, above) for value in values), default=above)


def _size(value: str, above: float) -> float:
    if value in _KEYWORDS:
        return _KEYWORDS[value]
    if value in _RELATIVE_KEYWORDS:
        return above * _RELATIVE_KEYWORDS[value]
    found = pixels(value, em=above, whole=above)
    return above if found is None else max(found, 0)
