"""What style sheets say: the addresses they load, their declarations, their media."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MAY_LOAD = re.compile(r"[\\/(]|import", re.IGNORECASE)
_LIKE_URL = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?[\\/]{2}", re.IGNORECASE)
_LOADING = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"})
_BLOCKS = frozenset({"{} block", "() block", "[] block"})
_PREFIX = re.compile(r"-(?:webkit|moz|ms|o|khtml)-")
# Properties that exist only with a prefix.
_PREFIXED = frozenset({"-webkit-text-fill-color", "-webkit-text-security", "-webkit-line-clamp"})
# How logical properties read where lines run from left to right.
_LOGICAL = {
    "inline-size": "width",
    "block-size": "height",
    "max-inline-size": "max-width",
    "max-block-size": "max-height",
    "inset-inline-start": "left",
    "inset-inline-end": "right",
    "inset-block-start": "top",
    "inset-block-end": "bottom",
    "margin-inline-start": "margin-left",
    "margin-inline-end": "margin-right",
    "margin-block-start": "margin-top",
    "margin-block-end": "margin-bottom",
    "padding-inline-start": "padding-left",
    "padding-block-start": "padding-top",
    "overflow-inline": "overflow-x",
    "overflow-block": "overflow-y",
}


class Declaration(NamedTuple):
    """A property with its value, both in lower case; strings and addresses keep theirs."""

    name: str
    value: str
    important: bool


def css_references(css: str) -> Iterator[str]:
    """Yield what a style sheet or style attribute loads."""
    if _MAY_LOAD.search(css):
        yield from _loaded(tinycss2.parse_component_value_list(css), "")


def declarations(tokens: str | Iterable[Any]) -> Iterator[Declaration]:
    """Yield the declarations of a block, in order, under the names that hold today.

    Prefixes of browsers are taken off, and logical properties are named by the side that they
    mean.

    Args:
        tokens: a style attribute, or the nodes of a block.
    """
    nodes = tinycss2.parse_blocks_contents(tokens, skip_comments=True, skip_whitespace=True)
    yield from (declaration(node) for node in nodes if node.type == "declaration")


def declaration(node: Any) -> Declaration:  # noqa: ANN401 -- tinycss2 has no types
    """Return a parsed declaration."""
    name = node.name if node.name.startswith("--") else node.lower_name
    if name not in _PREFIXED and not name.startswith("--"):
        name = _PREFIX.sub("", name, count=1) if name.startswith("-") else name
        name = _LOGICAL.get(name, name)
    return Declaration(name, value_of(node.value), node.important)


def value_of(tokens: Iterable[Any]) -> str:
    """Return a value as text: lower case, single spaces, no comments."""
    return " ".join(tinycss2.serialize(list(tokens)).split()).lower().replace("/**/", " ").strip()


def is_seen_medium(media: str) -> bool:
    """Whether a `media` attribute or query may hold for a screen."""
    queries = [query.strip() for query in media.lower().split(",")]
    return any(_may_hold(query) for query in queries)


def _may_hold(query: str) -> bool:
    words = re.sub(r"\([^()]*\)", " ", query).split()
    names = [word for word in words if word not in {"only", "not", "and", "or"}]
    if "not" in words:  # `not print` holds for screens, and of features nothing is known
        return "(" in query or not {"screen", "all"} & set(names)
    return not names or bool({"all", "screen"} & set(names))


def _loaded(tokens: Iterable[Any], within: str) -> Iterator[str]:
    """Yield the addresses among component values; `within` names the function or rule around."""
    rule = ""
    for token in tokens:
        kind = token.type
        if kind == "url":
            yield token.value.strip()
        elif kind == "string":
            loads = within in _LOADING or rule == "import"
            if loads or (rule != "namespace" and _LIKE_URL.match(token.value)):
                yield token.value.strip()
        elif kind == "at-keyword":
            rule = token.lower_value
        elif kind == "literal" and token.value == ";":
            rule = ""
        elif kind == "function":
            yield from _loaded(token.arguments, token.lower_name)
        elif kind in _BLOCKS:
            rule = "" if kind == "{} block" else rule
            yield from _loaded(token.content, within)
