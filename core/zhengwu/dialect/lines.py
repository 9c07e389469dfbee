"""Lines of a paragraph: joined without a blank between Han, kept apart where each is an item.

A line that begins with an official number (一、 （一） 1. （1） ① 第一条 附件1：) or a bullet
is an item of its own where the line before ends a sentence, or where an earlier line of the
paragraph begins in the same way; so is one that begins with two full-width blanks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zhengwu.dialect.wide import joins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

JOINED, PARTED, ITEM = "zw_joined", "zw_parted", "zw_item"

_BULLETS = "·•●○◆◇■□▪▫★☆※▲△►▶➢➤✓✔❖◎–—-"
_NUMERAL = "[〇零一二三四五六七八九十百]{1,4}"
_ITEM: Final = re.compile(
    rf"""\s*(?:(?P<comma>{_NUMERAL}[、.．])|(?P<bracketed>[（(]{_NUMERAL}[）)])
      | (?P<dotted>\d{{1,3}}(?:[.．](?!\d)|、))|(?P<digits>[（(]\d{{1,3}}[）)]|\d{{1,3}}[）)])
      | (?P<circled>[①-⑳㉑-㉟⑴-⒇⒈-⒛❶-❿])|(?P<letter>[A-Za-z][.、．](?=\s*[\u4e00-\u9fff]))
      | (?P<clause>第{_NUMERAL}[编章节条款项])|(?P<bullet>[{_BULLETS}]\s*(?=\S)|[*+](?=[^\s*+]))
      | (?P<label>\[?(?:附件|附表|附图|图|表|注)\s?\d{{0,3}}\]?[:：、.])
      | (?P<indent>\u3000\u3000))""",
    re.VERBOSE,
)
_SENTENCE_END: Final = tuple("。；：！？;:!?”）")
_ALWAYS: Final = "indent"
_TABBED: Final = "tabbed"  # a row that was pasted from a spreadsheet


def break_lines(state: StateCore) -> None:
    """Settle every line break of the page's paragraphs: joined, kept, or a blank."""
    for i, token in enumerate(state.tokens):
        if token.type == "inline" and token.children:
            above = state.tokens[i - 1]
            plain = above.type == "paragraph_open" and not above.hidden and not above.attrs
            _settle(token.children, parts=plain)


def _settle(tokens: Sequence[Token], *, parts: bool) -> None:
    """Settle the breaks between `tokens`; `parts`: an item may be a paragraph of its own."""
    depth = 0
    seen: set[str] = set()
    if kind := _item(_line_from(tokens, 0)):
        seen.add(kind)
    for i, token in enumerate(tokens):
        depth += token.nesting
        if token.type == "image" and token.children:
            _settle(token.children, parts=False)
        if token.type not in {"softbreak", "hardbreak"}:
            continue
        kind = _item(_line_from(tokens, i + 1))
        before = _sign_before(tokens, i)
        if token.type == "softbreak":
            if kind and (kind in seen or kind == _ALWAYS or before in _SENTENCE_END):
                token.type, token.tag = "hardbreak", "br"
                token.meta[ITEM] = kind
                token.meta[PARTED] = parts and not depth
            elif joins(before, _sign_after(tokens, i)):
                token.meta[JOINED] = True
        if kind:
            seen.add(kind)


def _item(line: str) -> str:
    """Return what kind of item a line begins; "" for none."""
    if match := _ITEM.match(line):
        return match.lastgroup or ""
    return _TABBED if "\t" in line.strip() else ""


def _line_from(tokens: Sequence[Token], start: int) -> str:
    """Return the plain text from `start` to the next line break."""
    parts: list[str] = []
    for k in range(start, len(tokens)):
        token = tokens[k]
        if token.type in {"softbreak", "hardbreak"}:
            break
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
    return "".join(parts)


def _sign_before(tokens: Sequence[Token], i: int) -> str:
    for k in range(i - 1, -1, -1):
        token = tokens[k]
        if token.type == "text" and token.content:
            return token.content[-1]
        if not _is_seen_through(token):
            break
    return ""


def _sign_after(tokens: Sequence[Token], i: int) -> str:
    for k in range(i + 1, len(tokens)):
        token = tokens[k]
        if token.type == "text" and token.content:
            return token.content[0]
        if not _is_seen_through(token):
            break
    return ""


def _is_seen_through(token: Token) -> bool:
    """Whether nothing is shown of a token itself: the signs on both sides of it meet."""
    return bool(token.nesting) or (token.type == "text" and not token.content)
