"""Markdown to tokens: CommonMark, tables, footnotes, definition lists, attributes, admonitions."""

from __future__ import annotations

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

from zhengwu.dialect.classes import refuse_classes
from zhengwu.dialect.definitions import friendly_definitions
from zhengwu.dialect.destinations import friendly_links
from zhengwu.dialect.emphasis import friendly_emphasis
from zhengwu.dialect.headings import explicit_heading_ids, heading, heading_anchors
from zhengwu.dialect.lines import JOINED, break_lines
from zhengwu.dialect.numbers import keep_numbers
from zhengwu.dialect.raw_html import html_block
from zhengwu.dialect.remarks import Remark, remarked
from zhengwu.dialect.tables import table
from zhengwu.packaged import read_data
from zhengwu.urls import as_followed, read_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token


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

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What the parser took leniently, or could not take."""
        return remarked(self.env)

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
            parts.append("" if JOINED in child.meta else " ")
        elif child.type == "image":
            parts.append(plain_text(child))
    return "".join(parts)


@cache
def markdown_it(renderer: type[RendererHTML]) -> MarkdownIt:
    """Return markdown-it set to the dialect, with `renderer` for its output."""
    allowed = read_data("html.yml")["markdown_attributes"]
    parser = (
        MarkdownIt("commonmark", {"html": True}, renderer_cls=renderer)
        .use(footnote_plugin, inline=False)
        .use(deflist_plugin)
        .use(attrs_plugin, allowed=allowed)
        .use(attrs_block_plugin, allowed=allowed)
        .use(admon_plugin)
        .use(tasklists_plugin)
    )
    parser.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("heading", heading, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.block.ruler.at(
        "html_block", html_block, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    parser.enable("table").disable("code")  # four blanks are what Word leaves, not code
    friendly_emphasis(parser)
    friendly_links(parser)
    friendly_definitions(parser)
    # Every destination is parsed as a link, so that the lint sees what the renderer will refuse.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 -- named by markdown-it
    parser.normalizeLink = _normal_link  # type: ignore[method-assign]
    parser.core.ruler.after("inline", "refuse_classes", refuse_classes)
    parser.core.ruler.before("inline", "explicit_heading_id", explicit_heading_ids)
    parser.core.ruler.push("break_lines", break_lines)
    parser.core.ruler.push("keep_numbers", keep_numbers)
    parser.core.ruler.push("heading_anchor", heading_anchors(plain_text))
    return parser


def _normal_link(url: str) -> str:
    """Return a destination as pages carry it.

    markdown-it would give foreign letters of a host another ASCII form than browsers do.
    """
    followed = as_followed(url)
    return followed if read_reference(followed).host else str(encode(followed))
