"""Ways in which an element keeps its content from the reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import Message, msg
from zhengwu.packaged import read_data

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*(px|em|rem|%|pt|vw|vh|cm|mm|in)?")
_TINY_PX = 2.0
_FAR_PX = -100.0
_ZERO_SIZED = ("width", "height", "max-width", "max-height")


def hidden_by(element: str, attributes: Mapping[str, str]) -> Message | None:
    """Return why an element with these attributes shows the reader nothing; None if it shows."""
    if "hidden" in attributes:
        return msg("用 hidden 属性隐藏")
    if element in {"template", "noscript", "noframes"}:
        return msg("放在浏览器不显示的 <{element}> 里", element=element)
    for size in ("width", "height"):
        if element in {"iframe", "img", "embed", "object"} and _zero(attributes.get(size, "")):
            return msg("{size} 为 0", size=size)
    names = set(attributes.get("class", "").lower().split())
    if found := names & set(read_data("hiding.yml")["classes"]):
        return msg("用样式类 {name} 隐藏", name=min(found))
    if style := attributes.get("style"):
        return _by_style(style)
    return None


def _by_style(style: str) -> Message | None:
    declared = _declarations(style)
    for name, hides in _HIDING.items():
        value = declared.get(name)
        if value is not None and hides(value):
            return msg("用样式 {name}: {value} 隐藏", name=name, value=value)
    colour = declared.get("color")
    background = declared.get("background-color", declared.get("background"))
    if colour and colour == background:
        return msg("文字颜色与背景相同（{colour}）", colour=colour)
    if declared.get("overflow") in {"hidden", "clip"}:
        for name in _ZERO_SIZED:
            if _tiny(declared.get(name, "")):
                return msg("用样式 {name}: {value} 隐藏", name=name, value=declared[name])
    return None


def _declarations(style: str) -> dict[str, str]:
    declared: dict[str, str] = {}
    for part in _COMMENT.sub("", style).split(";"):
        name, colon, value = part.partition(":")
        if colon:
            declared[name.strip().lower()] = (
                value.lower().replace("!important", "").strip().replace("\\", "")
            )
    return declared


def _zero(value: str) -> bool:
    match = _LENGTH.match(value.strip())
    return match is not None and float(match[1]) == 0


def _pixels(value: str) -> float | None:
    match = _LENGTH.match(value.strip())
    if not match:
        return None
    scale = {"em": 16, "rem": 16, "pt": 4 / 3, "cm": 38, "mm": 3.8, "in": 96, "vw": 14, "vh": 9}
    return float(match[1]) * scale.get(match[2] or "px", 1)


def _tiny(value: str) -> bool:
    pixels = _pixels(value)
    return pixels is not None and abs(pixels) < _TINY_PX


def _far(value: str) -> bool:
    pixels = _pixels(value)
    return pixels is not None and pixels <= _FAR_PX


def _nothing(value: str) -> bool:
    pixels = _pixels(value)
    return pixels is not None and pixels <= 0.05  # noqa: PLR2004 -- no eye sees five per cent


_HIDING: dict[str, Callable[[str], bool]] = {
    "display": lambda value: value == "none",
    "visibility": lambda value: value in {"hidden", "collapse"},
    "content-visibility": lambda value: value == "hidden",
    "opacity": lambda value: _nothing(value.rstrip("%")),
    "font-size": _tiny,
    "color": lambda value: value in {"transparent", "rgba(0,0,0,0)", "rgba(0, 0, 0, 0)"},
    "text-indent": _far,
    "left": _far,
    "right": _far,
    "top": _far,
    "bottom": _far,
    "margin-left": _far,
    "margin-top": _far,
    "clip": lambda value: value.startswith(("rect(0", "rect(1px")),
    "clip-path": lambda value: value.startswith(("inset(50", "inset(100", "circle(0")),
    "transform": lambda value: value.startswith(("scale(0)", "translate(-9", "translatex(-9")),
}
