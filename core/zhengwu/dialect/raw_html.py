"""Raw HTML inside Markdown: a short list passes, comments vanish, all else is shown as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from markdown_it.rules_block.html_block import html_block as _html_block

from zhengwu.packaged import read_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_block.state_block import StateBlock

COMMENT = re.compile(r"<!--(?:.*?-->|.*)", re.DOTALL)
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<attributes>(?:\s+[a-zA-Z-]+(?:=\"[^\"<>]*\")?)*)"
    r"\s*/?>"
)
# `<`, `>`, and an `&` that begins no entity.
_MARKUP = re.compile(r"&(?!(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)|[<>]")
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)(?:=\"([^\"]*)\")?")
# What the task-list plugin writes itself.
_CHECKBOX = re.compile(
    r'<input class="task-list-item-checkbox" (?:checked="checked" )?'
    r'disabled="disabled" type="checkbox">'
)


@dataclass(frozen=True, slots=True)
class RefusedMarkup:
    """A piece of raw HTML that is not published as HTML.

    Attributes:
        offset: where it begins in the token's content.
        text: its beginning, to be shown.
    """

    offset: int
    text: str


def clean(html: str) -> str:
    """Return `html` as it is published: listed tags as they are, the rest escaped."""
    if _CHECKBOX.fullmatch(html):
        return html
    out: list[str] = []
    for piece, is_tag in _pieces(html):
        out.append(piece if is_tag else _escape(piece))
    return "".join(out)


def refused(html: str) -> Iterator[RefusedMarkup]:
    """Yield every piece of `html` that `clean` escapes because it looks like markup."""
    if _CHECKBOX.fullmatch(html):
        return
    without = COMMENT.sub(lambda m: " " * len(m[0]), html)
    allowed = {match.start() for match in _TAG.finditer(without) if _passes(match)}
    for match in re.finditer(r"<[a-zA-Z/!?]", without):
        if match.start() not in allowed:
            end = without.find(">", match.start())
            stop = end + 1 if end >= 0 else len(without)
            yield RefusedMarkup(
                match.start(), without[match.start() : min(stop, match.start() + 60)]
            )


def html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's signature
    """Read a block of raw HTML, as CommonMark does; a comment before text on its line is none."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if line.startswith("<!--") and COMMENT.sub("", line).strip():
        return False
    return _html_block(state, start, end, silent)


def comments(html: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, text) of every comment in `html`."""
    for match in COMMENT.finditer(html):
        yield match.start(), match[0]


def _pieces(html: str) -> Iterator[tuple[str, bool]]:
    """Split into (text, is a tag that passes); comments are left out."""
    html = COMMENT.sub("", html)
    at = 0
    for match in _TAG.finditer(html):
        if not _passes(match):
            continue
        if match.start() > at:
            yield html[at : match.start()], False
        yield match[0], True
        at = match.end()
    if at < len(html):
        yield html[at:], False


def _escape(text: str) -> str:
    """Make markup visible; what is written as an entity, like `&nbsp;`, stays one."""
    return _MARKUP.sub(lambda match: escape(match[0]), text)


def _passes(match: re.Match[str]) -> bool:
    attributes = _elements().get(match["name"].lower())
    if attributes is None:
        return False
    names = {name.lower() for name, _ in _ATTRIBUTE.findall(match["attributes"])}
    return names <= attributes


@cache
def _elements() -> dict[str, frozenset[str]]:
    data = read_data("html.yml")
    everywhere = data["global_attributes"]
    return {name: frozenset([*own, *everywhere]) for name, own in data["elements"].items()}
