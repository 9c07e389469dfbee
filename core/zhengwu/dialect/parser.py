"""Markdown to tokens: CommonMark, tables, footnotes, definition lists, attributes, admonitions."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin
from mdurl import encode

from zhengwu.packaged import read_data
from zhengwu.urls import as_followed, read_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_EXPLICIT_ID = re.compile(r"[ \t]*\{#([A-Za-z][\w-]*)\}[ \t]*$")
_NOT_IN_SLUG = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A page's Markdown as tokens.

    Attributes:
        text: the Markdown that was parsed, without front matter.
        tokens: block tokens of markdown-it; inline ones are their children.
        env: what the parser collected beside them (references, footnotes).
    """

    text: str
    tokens: list[Token]
    env: dict[str, Any]

    def headings(self) -> Iterator[tuple[int, str, str, int]]:
        """Yield (level, anchor, text, line from 0) of every heading."""
        for i, token in enumerate(self.tokens):
            if token.type == "heading_open":
                text = plain_text(self.tokens[i + 1])
                line = token.map[0] if token.map else 0
                yield int(token.tag[1:]), str(token.attrGet("id")), text, line

    def anchors(self) -> frozenset[str]:
        """Return every anchor that the page defines."""
        found = {str(token.attrGet("id")) for token in self.every() if token.attrGet("id")}
        for token in self.every():
            if token.type == "footnote_ref":
                number, again = int(token.meta["id"]) + 1, int(token.meta["subId"])
                found |= {f"fn{number}", f"fnref{number}:{again}" if again else f"fnref{number}"}
        return frozenset(found)

    def every(self) -> Iterator[Token]:
        """Yield every token, each inline one before its children."""
        for token in self.tokens:
            yield token
            yield from token.children or ()


def parse(text: str) -> Parsed:
    """Parse the Markdown of a page (without its front matter)."""
    env: dict[str, Any] = {}
    return Parsed(text, markdown_it(RendererHTML).parse(text, env), env)


def plain_text(inline: Token) -> str:
    """Return the text of an inline token, without markup."""
    parts: list[str] = []
    for child in inline.children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type == "image":
            parts.append(plain_text(child))
    return "".join(parts)


def slug(text: str) -> str:
    """Return the anchor for a heading: its letters, digits and Han, joined by hyphens."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return _NOT_IN_SLUG.sub("-", folded).strip("-_") or "section"


@cache
def markdown_it(renderer: type[RendererHTML]) -> MarkdownIt:
    """Return markdown-it set to the dialect, with `renderer` for its output."""
    allowed = read_data("html.yml")["markdown_attributes"]
    parser = (
        MarkdownIt("commonmark", {"html": True}, renderer_cls=renderer)
        .enable("table")
        .use(footnote_plugin, inline=False)
        .use(deflist_plugin)
        .use(attrs_plugin, allowed=allowed)
        .use(attrs_block_plugin, allowed=allowed)
        .use(admon_plugin)
        .use(tasklists_plugin)
    )
    # Every destination is parsed as a link, so that the lint sees what the renderer will refuse.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 -- named by markdown-it
    parser.normalizeLink = _normal_link  # type: ignore[method-assign]
    parser.core.ruler.before("inline", "explicit_heading_id", _explicit_heading_ids)
    parser.core.ruler.push("heading_anchor", _heading_anchors)
    parser.core.ruler.push("table_alignment", _table_alignment)
    return parser


def _normal_link(url: str) -> str:
    """Return a destination as pages carry it.

    markdown-it would give foreign letters of a host another ASCII form than browsers do.
    """
    followed = as_followed(url)
    return followed if read_reference(followed).host else str(encode(followed))


def _explicit_heading_ids(state: StateCore) -> None:
    """Take `{#id}` at the end of a heading as its anchor, unless the page has it already."""
    taken: set[str] = set()
    for i, token in enumerate(state.tokens):
        if token.type == "heading_open":
            inline = state.tokens[i + 1]
            if match := _EXPLICIT_ID.search(inline.content):
                inline.content = inline.content[: match.start()]
                if match[1] not in taken:
                    taken.add(match[1])
                    token.attrSet("id", match[1])


def _heading_anchors(state: StateCore) -> None:
    """Give every heading an anchor that no other one on the page has."""
    taken = {str(t.attrGet("id")) for t in state.tokens if t.attrGet("id")}
    for i, token in enumerate(state.tokens):
        if token.type != "heading_open" or token.attrGet("id"):
            continue
        base = anchor = slug(plain_text(state.tokens[i + 1]))
        n = 1
        while anchor in taken:
            n += 1
            anchor = f"{base}-{n}"
        taken.add(anchor)
        token.attrSet("id", anchor)


def _table_alignment(state: StateCore) -> None:
    """Say by a class how a cell is aligned: no page has a style attribute."""
    for token in state.tokens:
        if token.type in {"th_open", "td_open"} and (style := token.attrs.pop("style", "")):
            token.attrJoin("class", f"zw-{str(style).rpartition(':')[2]}")
