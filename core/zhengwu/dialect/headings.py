"""Headings: how editors write them, and the anchor of each."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from markdown_it.rules_block.heading import heading as _strict_heading

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_block.state_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_EXPLICIT_ID = re.compile(r"[ \t]*\{#([A-Za-z][\w-]*)\}[ \t]*$")
_NOT_IN_SLUG = re.compile(r"[^\w]+")
# Without the blank that CommonMark asks for. One # may begin a topic or a number: #3号楼.
_WITHOUT_BLANK: Final = re.compile(
    r"(?P<marks>[#＃]{2,6}(?![#＃{])"
    r"|[#＃](?=[\u00a0\u3000\u2000-\u200a]|(?<=＃) |[一二三四五六七八九十]{1,3}、"
    r"|第[^ ]{1,4}[章节]))"
    r"\s*(?P<text>[^#\s].*?)\s*#*\s*"
)


def heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's signature
    """Read the heading on line `start`, with or without a blank; a rule of markdown-it."""
    if _strict_heading(state, start, end, silent):
        return True
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    match = _WITHOUT_BLANK.fullmatch(line)
    if not match:
        return False
    if silent:
        return True
    state.line = start + 1
    tag = f"h{len(match['marks'])}"
    opening = state.push("heading_open", tag, 1)
    opening.markup, opening.map = match["marks"], [start, start + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = match["text"], [start, start + 1], []
    state.push("heading_close", tag, -1).markup = match["marks"]
    return True


def slug(text: str) -> str:
    """Return the anchor for a heading: its letters, digits and Han, joined by hyphens."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return _NOT_IN_SLUG.sub("-", folded).strip("-_") or "section"


def explicit_heading_ids(state: StateCore) -> None:
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


def heading_anchors(plain_text: Callable[[Token], str]) -> Callable[[StateCore], None]:
    """Return the rule that gives every heading an anchor that no other one on the page has."""

    def give(state: StateCore) -> None:
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

    return give
