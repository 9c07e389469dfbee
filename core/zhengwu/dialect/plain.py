"""The text of a page without markup: a line for each block, for search and comparison."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING

from zhengwu.dialect.lines import JOINED
from zhengwu.dialect.parser import plain_text as without_markup
from zhengwu.dialect.raw_html import COMMENT

if TYPE_CHECKING:
    from markdown_it.token import Token

    from zhengwu.dialect.parser import Parsed

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
# Elements of raw HTML that stand inside a line; all others end it.
_INLINE = frozenset({"sub", "sup", "u", "mark", "small", "kbd", "abbr", "ruby", "rt", "rp"})


def plain_text(parsed: Parsed) -> str:
    """Return the text of a page, a line for each block."""
    blocks = (_block(token) for token in parsed.tokens)
    lines = (line.strip() for block in blocks for line in block.split("\n"))
    return "\n".join(line for line in lines if line)


def opening(parsed: Parsed) -> str:
    """Return the first paragraph that says anything, in one line."""
    for before, token in pairwise(parsed.tokens):
        if before.type == "paragraph_open" and before.level == 0 and token.type == "inline":
            text = " ".join(without_markup(token).split())
            if text:
                return text
    return ""


def _block(token: Token) -> str:
    if token.type == "inline":
        return _inline(token)
    if token.type in {"fence", "code_block"}:
        return token.content
    if token.type == "html_block":
        return unescape(_without_tags(token.content))
    return ""


def _inline(token: Token) -> str:
    text = ""
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            text += child.content
        elif child.type == "softbreak":
            text += "" if JOINED in child.meta else " "
        elif child.type == "hardbreak":
            text += "\n"
        elif child.type == "html_inline":
            text += _without_tags(child.content)
        elif child.type == "image":
            text += _inline(child)
    return text


def _without_tags(html: str) -> str:
    def replacement(match: re.Match[str]) -> str:
        return "" if match[2].lower() in _INLINE else "\n"

    return _TAG.sub(replacement, COMMENT.sub("", html))
