"""Links and pictures as editors write them, and where in the source each of them stands.

Beyond CommonMark's forms: blanks in a destination, full-width brackets around it, a blank before
the bracket, quotation marks inside of a title. They count only where what stands in the brackets
looks like a destination; brackets after brackets are common in Chinese prose.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline.image import image as _strict_image
from markdown_it.rules_inline.link import link as _strict_link
from mdit_py_plugins.footnote.index import footnote_ref

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline.state_inline import StateInline
    from markdown_it.token import Token

AT, END = "zw_at", "zw_end"
LENGTH: Final = "zw_length"

_OPENING, _CLOSING = "(（", ")）"
_TITLE: Final = re.compile(
    r"""^(?P<target>\S.*?)[\s\u3000]+["“'(（](?P<title>.*)["”')）]$""", re.DOTALL
)
# What names a page, a file, a place or another site; a sentence is none.
_DESTINATION: Final = re.compile(
    r"""(?: <[^<>\n]+>
        | (?:https?|ftp|mailto|tel):.+ | //.+ | www\..+
        | \#[^\s，。；：]*
        | \.{0,2}/[^，。；：！？]*
        | [^，。；：！？、\n]*(?:\.[A-Za-z][A-Za-z0-9]{0,4}|\w/)(?:[?\#]\S*)?
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST: Final = 2000


class _Target(NamedTuple):
    """What stands in the brackets behind a link's text.

    Attributes:
        href: the destination.
        title: the title; "" for none.
        end: offset behind the closing bracket.
    """

    href: str
    title: str
    end: int


def friendly_links(parser: MarkdownIt) -> None:
    """Make `parser` take the forms of this module."""
    parser.inline.ruler.at("link", _link)
    parser.inline.ruler.at("image", _image)
    parser.core.ruler.after("inline", "note_lengths", note_lengths)
    # A number in brackets that a footnote explains refers to it, whatever stands behind it.
    parser.inline.ruler.before("link", "footnote_first", footnote_ref)


def note_lengths(state: StateCore) -> None:
    """Note how long each text was when its places were noted: a task's box is cut off later."""
    for token in state.tokens:
        if token.type == "inline":
            token.meta[LENGTH] = len(token.content)


def looks_like_destination(text: str) -> bool:
    """Whether `text` can be meant as a destination."""
    return bool(_DESTINATION.fullmatch(text))


def _link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's signature
    start, known = state.pos, len(state.tokens)
    if state.src[start] != "[":
        return False
    if _strict_link(state, silent):
        if not silent:
            _note(state, known, start)
        return True
    state.pos = start
    label_end = state.md.helpers.parseLinkLabel(state, start, disableNested=True)
    target = _target(state, label_end + 1) if label_end > start + 1 else None
    if target is None:
        return False
    if not silent:
        end = state.posMax
        state.pos, state.posMax = start + 1, label_end
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": target.href}
        if target.title:
            token.attrSet("title", target.title)
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
        state.pos, state.posMax = target.end, end
        _note(state, known, start)
    state.pos = target.end
    return True


def _image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's signature
    start = state.pos
    if not state.src.startswith("![", start):
        return False
    if _strict_image(state, silent):
        if not silent:
            _note_image(state.tokens[-1], start, state.pos)
        return True
    state.pos = start
    label_end = state.md.helpers.parseLinkLabel(state, start + 1)
    target = _target(state, label_end + 1) if label_end > 0 else None
    if target is None:
        return False
    if not silent:
        content = state.src[start + 2 : label_end]
        inside: list[Token] = []
        state.md.inline.parse(content, state.md, state.env, inside)
        token = state.push("image", "img", 0)
        token.attrs = {"src": target.href, "alt": ""}
        token.children = inside or None
        token.content = content
        if target.title:
            token.attrSet("title", target.title)
        _note_image(token, start, target.end)
    state.pos = target.end
    return True


def _target(state: StateInline, at: int) -> _Target | None:
    """Read the destination whose bracket stands at `at`; None if nothing there looks like one."""
    src, end = state.src, state.posMax
    opening = at
    while opening < end and src[opening] in " \t\u3000":
        opening += 1
    if opening >= end or src[opening] not in _OPENING:
        return None
    closing = _closing(src, opening, end)
    if closing < 0:
        return None
    written = src[opening + 1 : closing].strip()
    title = ""
    if match := _TITLE.match(written):
        written, title = match["target"], match["title"]
    if not looks_like_destination(written):
        return None
    href = written[1:-1] if written.startswith("<") and written.endswith(">") else written
    return _Target(state.md.normalizeLink(unescapeAll(href)), unescapeAll(title), closing + 1)


def _closing(src: str, opening: int, end: int) -> int:
    """Return the offset of the bracket that closes the one at `opening` in its line, or -1."""
    depth = 0
    for i in range(opening, min(end, opening + _LONGEST)):
        sign = src[i]
        if sign == "\n":
            return -1
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth -= 1
            if not depth:
                return i
    return -1


def _note(state: StateInline, known: int, start: int) -> None:
    """Note where the link stands whose tokens stand behind the first `known` ones."""
    opening = next(token for token in state.tokens[known:] if token.type == "link_open")
    opening.meta[AT] = start
    state.tokens[-1].meta[END] = state.pos


def _note_image(token: Token, start: int, end: int) -> None:
    token.meta[AT], token.meta[END] = start, end
