"""Where HTML keeps references: every attribute that loads or leads, and text that holds URLs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from zhengwu_lint.sources.html.css import css_references
from zhengwu_lint.sources.html.scripts import text_references

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_LEADS = (
    "a:href area:href base:href form:action button:formaction input:formaction "
    ":href :xlink:href :cite :longdesc :profile"
)
_LOADS = (
    "object:data object:codebase applet:codebase applet:archive object:archive object:classid "
    "html:manifest image:href use:href feimage:href script:href mpath:href "
    "textpath:href lineargradient:href radialgradient:href pattern:href filter:href tref:href "
    "cursor:href image:xlink:href use:xlink:href feimage:xlink:href script:xlink:href "
    "mpath:xlink:href textpath:xlink:href lineargradient:xlink:href radialgradient:xlink:href "
    "pattern:xlink:href filter:xlink:href tref:xlink:href cursor:xlink:href "
    ":src :background :action :formaction :poster :lowsrc :dynsrc :icon :data-src"
)
_OTHERS = {
    ":ping :attributionsrc": "several",
    ":srcset :imagesrcset :data-srcset": "set",
    "link:href": "relation",
    "meta:content": "meta",
    ":style :fill :stroke :filter :mask :clip-path :cursor :marker :marker-start :marker-mid "
    ":marker-end": "style",
    "param:value": "unknown",
    "set:to animate:to animate:from animate:values animate:by": "animated",
    # Names and words; they are read as text elsewhere, or lead nowhere.
    ":alt :title :aria-label :aria-description :placeholder :summary :label :abbr :value :content "
    ":class :id :name :xmlns :itemtype :itemid :itemprop :about :resource :typeof :vocab :prefix "
    ":property :datatype :srcdoc :integrity :nonce": "nothing",
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
    "apple-touch-icon-precomposed",
    "apple-touch-startup-image",
    "mask-icon",
    "fluid-icon",
    "pingback",
    "import",
    "expect",
}
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?[\"']?(?P<url>[^\"']+)", re.IGNORECASE)
_STARTS_LIKE_URL = re.compile(r"[\s\x00-\x1f]*(?:https?:)?[\\/]{2}\w", re.IGNORECASE)
_SRCSET_ITEM = re.compile(r"[\s,]*(\S+?)(?:,(?=\s|$)|\s[^,]*(?:,|$)|$)")


class HtmlReference(NamedTuple):
    """A reference found in an element.

    Attributes:
        target: as written.
        attribute: where; "" for an element's text.
        loads: the browser fetches it by itself.
    """

    target: str
    attribute: str
    loads: bool


def references(element: str, attributes: Mapping[str, str]) -> Iterator[HtmlReference]:
    """Yield every reference in an element's attributes; names are lower case."""
    for name, value in attributes.items():
        for target, loads in _READERS[_kind(element, name)](value, attributes):
            yield HtmlReference(target, name, loads)


def _kind(element: str, name: str) -> str:
    """Return how an attribute holds references: a key of `_READERS`."""
    if found := _KINDS.get((element, name)) or _KINDS.get(("", name)):
        return found
    if name.startswith("on"):
        return "script"
    return "nothing" if name.startswith("xmlns:") else "unknown"


def _meta(value: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    equivalent = attributes.get("http-equiv", "").strip().lower()
    if equivalent == "refresh":
        match = _REFRESH.match(value)
        if match and not match["url"].strip().replace(".", "").isdigit():
            yield match["url"].strip(), True
    elif equivalent:
        yield from ((target, True) for target in text_references(value))
    elif _STARTS_LIKE_URL.match(value):
        yield value, False


def _relation(value: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    relations = set(attributes.get("rel", "").lower().split())
    yield value, bool(relations & _LOADING_RELATIONS)


def _animated(value: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Read what an animation of SVG puts into the place of an address."""
    if attributes.get("attributename", "").lower() in {"href", "xlink:href", "src"}:
        yield from ((target, False) for part in value.split(";") if (target := part.strip()))


def _unknown(value: str, _attributes: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Read an attribute that scripts may use: what looks like an address is one."""
    if _STARTS_LIKE_URL.match(value):
        yield value, True
    elif "://" in value:
        yield from ((target, True) for target in text_references(value) if ":" in target)


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
    "unknown": _unknown,
    "leads": lambda value, _attributes: ((value, False),),
    "loads": lambda value, _attributes: ((value, True),),
    "several": lambda value, _attributes: ((target, True) for target in value.split()),
    "set": lambda value, _attributes: ((target, True) for target in _SRCSET_ITEM.findall(value)),
    "relation": _relation,
    "meta": _meta,
    "animated": _animated,
    "style": lambda value, _attributes: ((target, True) for target in css_references(value)),
    "script": lambda value, _attributes: ((target, True) for target in text_references(value)),
}
