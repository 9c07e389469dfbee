"""Emphasis beside full-width signs, crossed-out text, and stars that mean "times".

The flanking rules are those of the CJK-friendly amendments to CommonMark (the specification of
tats-u/markdown-cjk-friendly): punctuation that is wide itself hinders no delimiter, and a wide
character outside of a delimiter counts like a blank where narrow punctuation stands inside.
Beyond them, no emphasis begins with a pause, as in 张**、李**, and a
single `*` before a digit and behind a letter or digit is a multiplication sign:
3*4*5, 20毫米*30毫米.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from markdown_it.rules_inline.state_inline import Delimiter

from zhengwu.dialect.wide import is_cjk, is_punctuation

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline.state_inline import StateInline

_QUOTES: Final = frozenset("‘’“”")
_FULL_WIDTH_FORM: Final = "\ufe01"  # a selector that makes a quotation mark full-width
_PAIR: Final = 2
# What no emphasis begins with, or ends with: 张**、李** hides names.
_PAUSES: Final = frozenset("，、。；：？！）》」』】〕")
_OPENINGS: Final = frozenset("（《「『【〔")


class Run(NamedTuple):
    """A run of delimiters: how long it is, and whether it may open and close."""

    length: int
    opens: bool
    closes: bool


def friendly_emphasis(parser: MarkdownIt) -> None:
    """Make `parser` judge `*`, `_` and `~~` by the rules of this module."""
    parser.enable("strikethrough")
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.at("strikethrough", _strikethrough)


def scan(text: str, start: int, end: int) -> Run:
    """Judge the run of delimiters that begins at `start` of `text`, which ends at `end`."""
    marker = text[start]
    behind = start
    while behind < end and text[behind] == marker:
        behind += 1
    length = behind - start
    before, previous = _before(text, start)
    after = text[behind] if behind < end else " "

    narrow_before = is_punctuation(before) and not is_cjk(before) and not _is_full(before, previous)
    narrow_after = is_punctuation(after) and not is_cjk(after)
    left = not after.isspace() and (
        not narrow_after or before.isspace() or narrow_before or _is_wide(before, previous)
    )
    right = not before.isspace() and (
        not narrow_before or after.isspace() or narrow_after or is_cjk(after)
    )
    left = left and (after not in _PAUSES or before.isspace())
    right = right and (before not in _OPENINGS or after.isspace())
    if marker == "_":
        opens = left and (not right or is_punctuation(before))
        closes = right and (not left or is_punctuation(after))
        return Run(length, opens, closes)
    factor = before.isalnum() and after.isdigit()
    if factor and (length == 1 or marker == "~"):
        # Behind a narrow character it closes nothing either; behind Han it may end *重点*.
        return Run(length, opens=False, closes=right and not before.isascii())
    return Run(length, left, right)


def _before(text: str, start: int) -> tuple[str, str]:
    """Return the character before `start` without its variation selector, and that selector."""
    before = text[start - 1] if start else " "
    if start > 1 and "\ufe00" <= before <= "\ufe0e":
        return text[start - 2], before
    return before, ""


def _is_full(sign: str, selector: str) -> bool:
    return sign in _QUOTES and selector == _FULL_WIDTH_FORM


def _is_wide(sign: str, selector: str) -> bool:
    ideographic_selector = "\U000e0100" <= sign <= "\U000e01ef"
    return is_cjk(sign) or _is_full(sign, selector) or ideographic_selector


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's signature
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    run = scan(state.src, state.pos, state.posMax)
    for _ in range(run.length):
        _delimiter(state, marker, run, length=run.length)
    state.pos += run.length
    return True


def _strikethrough(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's signature
    if silent or state.src[state.pos] != "~":
        return False
    run = scan(state.src, state.pos, state.posMax)
    if run.length < _PAIR:
        return False
    if run.length % _PAIR:
        state.push("text", "", 0).content = "~"
    for _ in range(run.length // _PAIR):
        # A length of nothing: pairs of tildes know no rule of three.
        _delimiter(state, "~", run, length=0, content="~~")
    state.pos += run.length
    return True


def _delimiter(
    state: StateInline, marker: str, run: Run, *, length: int, content: str = ""
) -> None:
    state.push("text", "", 0).content = content or marker
    state.delimiters.append(
        Delimiter(
            marker=ord(marker),
            length=length,
            token=len(state.tokens) - 1,
            end=-1,
            open=run.opens,
            close=run.closes,
        )
    )
