"""Texts that a page carries where nobody sees them, and search engines and scripts do."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import tinycss2

from zhengwu.dialect.annotated import INFO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

# Attributes that are read aloud, shown on occasion, or kept for later.
_TEXTS = (
    "alt", "title", "aria-label", "aria-description", "placeholder", "summary", "label", "abbr",
    "value", "aria-roledescription", "aria-valuetext", "aria-placeholder", "aria-braillelabel",
    INFO,
)  # fmt: skip
# fmt: off
_METAS = frozenset({
    "description", "keywords", "author", "articletitle", "contentsource", "columnname",
    "columndescription", "columnkeywords", "sitename", "og:title", "og:description",
    "og:site_name", "twitter:title", "twitter:description",
})
# fmt: on
# Read as addresses, styles or scripts, or names that stand for the text beside them.
_READ = frozenset({"href", "src", "srcset", "style", "id", "for", "content", "lang"})
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]{2}|[\U00020000-\U000323af]{2}")
_DATA = re.compile(
    r"\s*data:image/svg\+xml"
    r"(?:;(?!base64)[^,;]*)*(?P<base64>;\s*base64)?\s*,(?P<content>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LOADING = frozenset({"import", "namespace", "charset"})
_LEAST = 2  # characters of a string that says something


def attribute_texts(element: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of every attribute of an element that holds words."""
    label = attributes.get("name", attributes.get("property", "")).lower()
    content = attributes.get("content", "")
    if element == "meta" and (label in _METAS or _HAN.search(content)):
        yield "content", content
    for name, value in attributes.items():
        if name == "srcdoc" and "<" in value:
            continue  # it is walked as markup
        if value and (
            name in _TEXTS or name == "srcdoc" or (name not in _READ and _HAN.search(value))
        ):
            yield name, value


def markup_of(address: str) -> str:
    """Return the markup that a `data:` address holds; "" for any other."""
    match = _DATA.match(address)
    if not match:
        return ""
    content = unquote(match["content"])
    if not match["base64"]:
        return content
    try:
        return base64.b64decode(content + "==").decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def css_texts(css: str) -> Iterator[str]:
    """Yield the strings of each declaration, which a style sheet can put on the page."""
    if '"' in css or "'" in css:
        yield from _strings(tinycss2.parse_component_value_list(css))


def _strings(tokens: Iterable[Any]) -> Iterator[str]:
    found: list[str] = []
    rule = ""
    for token in tokens:
        if token.type == "at-keyword":
            rule = token.lower_value
        elif token.type == "string":
            if rule not in _LOADING:
                found.append(token.value)
        elif token.type == "{} block":
            yield from _strings(token.content)
        elif token.type == "function" and token.lower_name not in {"url", "src", "image-set"}:
            found += _strings(token.arguments)
        elif token.type == "literal" and token.value == ";":
            yield from _said(found)
            found, rule = [], ""
    yield from _said(found)


def _said(strings: list[str]) -> Iterator[str]:
    text = "".join(strings)
    if len(text.strip()) >= _LEAST:
        yield text
