"""Where HTML keeps references: every attribute that loads or leads, and text that holds URLs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LEADS = {
    ("a", "href"),
    ("area", "href"),
    ("base", "href"),
    ("form", "action"),
    ("button", "formaction"),
    ("input", "formaction"),
    ("a", "ping"),
    ("area", "ping"),
    ("blockquote", "cite"),
    ("q", "cite"),
    ("ins", "cite"),
    ("del", "cite"),
    ("img", "longdesc"),
}
_LOADS = {
    ("img", "src"),
    ("source", "src"),
    ("video", "src"),
    ("video", "poster"),
    ("audio", "src"),
    ("track", "src"),
    ("iframe", "src"),
    ("frame", "src"),
    ("embed", "src"),
    ("script", "src"),
    ("input", "src"),
    ("object", "data"),
    ("object", "codebase"),
    ("applet", "codebase"),
    ("body", "background"),
    ("table", "background"),
    ("tr", "background"),
    ("td", "background"),
    ("th", "background"),
    ("html", "manifest"),
    ("image", "href"),
    ("use", "href"),
    ("feimage", "href"),
    ("image", "xlink:href"),
    ("use", "xlink:href"),
    ("feimage", "xlink:href"),
}
_SETS = {("img", "srcset"), ("source", "srcset"), ("link", "imagesrcset")}
_LOADING_RELATIONS = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "modulepreload",
    "manifest",
    "preconnect",
    "dns-prefetch",
    "prerender",
    "apple-touch-icon",
    "mask-icon",
    "pingback",
}
_URL_IN_TEXT = re.compile(r"(?:https?:|wss?:|ftp:)?[\\/]{2}[^\s\"'<>()\\`]+", re.IGNORECASE)
_CSS_URL = re.compile(
    r"url\(\s*(?P<quote>[\"']?)(?P<url>[^)\"']*)(?P=quote)\s*\)|@import\s+[\"'](?P<at>[^\"']+)",
    re.IGNORECASE,
)
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?[\"']?(?P<url>[^\"']+)", re.IGNORECASE)
_STARTS_LIKE_URL = re.compile(r"\s*(?:https?:)?[\\/]{2}\w", re.IGNORECASE)
_SRCSET_ITEM = re.compile(r"[\s,]*(\S+?)(?:,(?=\s|$)|\s[^,]*(?:,|$)|$)")


class Reference(NamedTuple):
    """A reference found in an element.

    Attributes:
        target: as written.
        attribute: where; "" for an element's text.
        loads: the browser fetches it by itself.
    """

    target: str
    attribute: str
    loads: bool


def references(element: str, attributes: Mapping[str, str]) -> Iterator[Reference]:
    """Yield every reference in an element's attributes; names are lower case."""
    for name, value in attributes.items():
        key = (element, name)
        if key in _LEADS:
            # `ping` holds several; no other of these has spaces that matter.
            for target in value.split() if name == "ping" else (value,):
                yield Reference(target, name, loads=name == "ping")
        elif key in _LOADS:
            yield Reference(value, name, loads=True)
        elif key in _SETS:
            for target in _SRCSET_ITEM.findall(value):
                yield Reference(target, name, loads=True)
        elif element == "link" and name == "href":
            relations = set(attributes.get("rel", "").lower().split())
            yield Reference(value, name, loads=bool(relations & _LOADING_RELATIONS))
        elif element == "meta" and name == "content":
            yield from _meta(value, attributes)
        elif name == "style":
            for target in css_references(value):
                yield Reference(target, name, loads=True)
        elif name == "srcdoc" or name.startswith("on"):
            for target in text_references(value):
                yield Reference(target, name, loads=True)
        elif name in {
            "href",
            "src",
            "xlink:href",
            "action",
            "formaction",
            "poster",
            "data-src",
        } or (name.startswith("data-") and _STARTS_LIKE_URL.match(value)):
            yield Reference(value, name, loads=name not in {"href", "xlink:href"})


def _meta(value: str, attributes: Mapping[str, str]) -> Iterator[Reference]:
    if attributes.get("http-equiv", "").strip().lower() == "refresh":
        match = _REFRESH.match(value)
        if match and not match["url"].strip().replace(".", "").isdigit():
            yield Reference(match["url"].strip(), "content", loads=True)
    elif _STARTS_LIKE_URL.match(value):
        yield Reference(value, "content", loads=False)


def css_references(css: str) -> Iterator[str]:
    """Yield what a style sheet or style attribute loads."""
    plain = _CSS_ESCAPE.sub(
        lambda m: chr(min(int(m[1], 16), 0x10FFFF)) if m[1] else (m[2] or ""), css
    )
    for match in _CSS_URL.finditer(plain):
        target = match["url"] or match["at"] or ""
        if target:
            yield target.strip()


def text_references(text: str) -> Iterator[str]:
    """Yield the URLs inside a script, a comment or other text that is no prose."""
    for match in _URL_IN_TEXT.finditer(text.replace("\\/", "/")):
        yield match[0]
