"""Where HTML keeps references: every attribute that loads or leads, and text that holds URLs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_LEADS = (
    "a:href area:href base:href form:action button:formaction input:formaction blockquote:cite "
    "q:cite ins:cite del:cite img:longdesc :href :xlink:href"
)
_LOADS = (
    "img:src source:src video:src video:poster audio:src track:src iframe:src frame:src embed:src "
    "script:src input:src object:data object:codebase applet:codebase body:background "
    "table:background tr:background td:background th:background html:manifest image:href use:href "
    "feimage:href image:xlink:href use:xlink:href feimage:xlink:href :src :action :formaction "
    ":poster :data-src"
)
_OTHERS = {
    "a:ping": "several",
    "area:ping": "several",
    "img:srcset": "set",
    "source:srcset": "set",
    "link:imagesrcset": "set",
    "link:href": "relation",
    "meta:content": "meta",
    ":style": "style",
    ":srcdoc": "script",
}
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
        for target, loads in _READERS[_kind(element, name, value)](value, attributes):
            yield Reference(target, name, loads)


def _kind(element: str, name: str, value: str) -> str:
    """Return how an attribute holds references: a key of `_READERS`."""
    if found := _KINDS.get((element, name)) or _KINDS.get(("", name)):
        return found
    if name.startswith("on"):
        return "script"
    return "loads" if name.startswith("data-") and _STARTS_LIKE_URL.match(value) else "nothing"


def _meta(value: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    if attributes.get("http-equiv", "").strip().lower() == "refresh":
        match = _REFRESH.match(value)
        if match and not match["url"].strip().replace(".", "").isdigit():
            yield match["url"].strip(), True
    elif _STARTS_LIKE_URL.match(value):
        yield value, False


def _relation(value: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    relations = set(attributes.get("rel", "").lower().split())
    yield value, bool(relations & _LOADING_RELATIONS)


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


def _parse(spec: str, kind: str) -> dict[tuple[str, str], str]:
    """Return the entries of a list of `element:attribute`; no element means any."""
    pairs = (item.partition(":") for item in spec.split(" "))
    return {(element, name): kind for element, _, name in pairs}


# How each attribute holds references; a key without an element is for those not named.
_KINDS = {
    **_parse(_LEADS, "leads"),
    **_parse(_LOADS, "loads"),
    **{key: kind for spec, kind in _OTHERS.items() for key in _parse(spec, kind)},
}
_READERS: dict[str, Callable[[str, Mapping[str, str]], Iterable[tuple[str, bool]]]] = {
    "nothing": lambda _value, _attributes: (),
    "leads": lambda value, _attributes: ((value, False),),
    "loads": lambda value, _attributes: ((value, True),),
    "several": lambda value, _attributes: ((target, True) for target in value.split()),
    "set": lambda value, _attributes: ((target, True) for target in _SRCSET_ITEM.findall(value)),
    "relation": _relation,
    "meta": _meta,
    "style": lambda value, _attributes: ((target, True) for target in css_references(value)),
    "script": lambda value, _attributes: ((target, True) for target in text_references(value)),
}
