"""What of a page may read otherwise than its writer meant, with its line in the file.

The parser notes some of it on its way; the rest is seen in the tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.dialect.lines import ITEM
from zhengwu.dialect.media import CAPTIONS, POSTER, media_type
from zhengwu.dialect.remarks import Kind, Remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from zhengwu.dialect.parser import Parsed

_FENCE = re.compile(r"(?P<marks>`{3,}|~{3,})[ \t]*$")
_PAUSE = re.compile(r"[、，。；：]")
_SHORT, _LONG = 1, 8
# Beginnings of lines that only a list has.
_ITEMS = frozenset(
    {"bracketed", "bullet", "circled", "clause", "comma", "digits", "dotted", "letter"}
)


def doubtful(parsed: Parsed, first_line: int) -> tuple[Remark, ...]:
    """Return what was noticed of a page, each kind in the order of the lines.

    Args:
        parsed: the page.
        first_line: line of the file on which the Markdown begins, 1-based; lines count from it.
    """
    found = [*parsed.remarks, *_seen(parsed)]
    return tuple(
        Remark(one.kind, first_line + one.line, one.text, first_line + max(one.last, one.line))
        for one in found
    )


def _seen(parsed: Parsed) -> Iterator[Remark]:
    lines = parsed.text.split("\n")
    for token in parsed.tokens:
        if token.type == "fence":
            yield from _unclosed(token, lines)
        elif token.type == "inline" and token.children:
            yield from _stars(token, lines)
            yield from _items(token)
            yield from _videos(token)


def _unclosed(token: Token, lines: Sequence[str]) -> Iterator[Remark]:
    """Yield a block of code that ends only with the page or with what holds it."""
    first, behind = token.map or (0, 0)
    end = _FENCE.search(lines[behind - 1]) if behind - 1 > first else None
    if end is None or not end["marks"].startswith(token.markup):
        yield Remark(Kind.UNCLOSED_FENCE, first, token.markup)


def _stars(token: Token, lines: Sequence[str]) -> Iterator[Remark]:
    """Yield what stands in single stars inside of words, and is next to nothing."""
    first, behind = token.map or (0, 0)
    for text in _swallowed(token.children or ()):
        written = f"*{text}*"
        line = next((n for n in range(first, behind) if written in lines[n]), first)
        yield Remark(Kind.LOST_STAR, line, written)


def _swallowed(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the text of every emphasis that its writer did not mean."""
    for i, token in enumerate(tokens):
        if token.type != "em_open" or token.markup != "*" or not 0 < i < len(tokens) - 3:
            continue
        before, inside, close, after = tokens[i - 1], *tokens[i + 1 : i + 4]
        if (inside.type, close.type) != ("text", "em_close"):
            continue
        outside = before.content[-1:] + after.content[:1]
        inner = inside.content
        within = len(outside) > 1 and outside.isalnum()
        if within and (len(inner) <= _SHORT or (len(inner) <= _LONG and _PAUSE.search(inner))):
            yield inner


def _items(token: Token) -> Iterator[Remark]:
    """Yield the first line of a paragraph that only its number or bullet tells from prose."""
    line = token.map[0] if token.map else 0
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            line += 1
            if child.meta.get(ITEM) in _ITEMS:
                yield Remark(Kind.UNMARKED_LIST, line)
                return


def _videos(token: Token) -> Iterator[Remark]:
    """Yield the videos that are written without captions or without a still."""
    for child in token.children or ():
        target = str(child.attrGet("src") or "") if child.type == "image" else ""
        if media_type(target).startswith("video/") and not (
            child.attrGet(CAPTIONS) and child.attrGet(POSTER)
        ):
            yield Remark(Kind.BARE_VIDEO, token.map[0] if token.map else 0, target)
