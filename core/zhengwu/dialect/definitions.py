"""Definitions that a page does not show where they stand: of links, and of footnotes.

What looks like one and is none stays text: `[附件1]: 申请表` names no destination. What is one and
is never used, or is written twice, would vanish without a word and is noted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block.reference import reference as _strict_reference
from mdit_py_plugins.attrs.index import _attr_block_rule
from mdit_py_plugins.footnote.index import footnote_def as _strict_footnote

from zhengwu.dialect.destinations import looks_like_destination
from zhengwu.dialect.remarks import Kind, Remark, remark

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block.state_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline.state_inline import StateInline

_DEFINITION: Final = re.compile(r"\[(?P<label>(?:[^\[\]\\]|\\.)+)\]:(?P<rest>.*)")
_TITLED: Final = re.compile(r"""\s+["'(].*""")
# A comment in the guise of a definition: it leads nowhere, [//]: # (…).
_NOTHING: Final = re.compile(r"\s*(?:#|<>)(?:\s.*)?")
_NARROW: Final = re.compile(r"[\x21-\x7e]+")
_FOOTNOTE: Final = re.compile(r"\[\^(?P<label>[^\]\s]+)\](?P<colon>[:：])")
_COMMENTED: Final = re.compile(r"\{[^{}\n]*%|\{\{")
_ALT: Final[RuleOptionsType] = {"alt": ["paragraph", "reference"]}


class References(dict[str, Any]):
    """The links that a page defines, and which of them it uses."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.used: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 -- of dict
        """Return a link's definition, and remember that it was asked for."""
        self.used.add(key)
        return super().get(key, default)


def friendly_definitions(parser: MarkdownIt) -> None:
    """Make `parser` read definitions as this module says."""
    parser.core.ruler.before("block", "references", _begin)
    parser.core.ruler.push("unused", _note_unused)
    parser.block.ruler.at("reference", _reference)
    parser.block.ruler.at("footnote_def", _footnote, _ALT)
    parser.block.ruler.at("attr", _attributes)
    parser.inline.ruler.before("attr", "no_comment", _brace)


def _begin(state: StateCore) -> None:
    state.env["references"] = References()


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's signature
    line = _text(state, start)
    match = _DEFINITION.match(line)
    if match and (target := _TITLED.sub("", match["rest"]).strip()):
        narrow = _NARROW.fullmatch(target) or target.startswith("<")
        if not narrow and not looks_like_destination(target):
            return False
    if not _strict_reference(state, start, end, silent):
        return False
    if match and not silent and not _NOTHING.fullmatch(match["rest"]):
        label = normalizeReference(match["label"])
        remark(state.env, Remark(Kind.DEFINITION, start, label, state.line - 1))
    return True


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's signature
    match = _FOOTNOTE.match(_text(state, start))
    if match is None:
        return _strict_footnote(state, start, end, silent)
    if match["colon"] == "：":
        if silent:
            return True
        remark(state.env, Remark(Kind.WIDE_FOOTNOTE, start, match[0]))
        at = state.bMarks[start] + state.tShift[start] + match.start("colon")
        state.src = f"{state.src[:at]}:{state.src[at + 1 :]}"
    if not _strict_footnote(state, start, end, silent):
        return False
    if not silent:
        remark(state.env, Remark(Kind.FOOTNOTE, start, match["label"], state.line - 1))
    return True


def _note_unused(state: StateCore) -> None:
    """Leave only the remarks of what is not shown: definitions never used, or written again."""
    references = state.env["references"]
    footnotes = state.env.get("footnotes", {}).get("refs", {})
    found: dict[Remark, None] = state.env.get("zw_remarks", {})
    labels: set[tuple[Kind, str]] = set()
    kept = [one for one in found if one.kind not in {Kind.DEFINITION, Kind.FOOTNOTE}]
    for one in found:
        if one.kind is Kind.DEFINITION:
            again = (one.kind, one.text) in labels  # the first one counts
            labels.add((one.kind, one.text))
            if again or one.text not in references.used:
                kept.append(one)
    for one in reversed(found):
        if one.kind is Kind.FOOTNOTE:
            again = (one.kind, one.text) in labels  # the last one counts
            labels.add((one.kind, one.text))
            if again or footnotes.get(f":{one.text}", -1) < 0:
                kept.append(one)
    if found:
        state.env["zw_remarks"] = dict.fromkeys(kept)


def _attributes(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's signature
    """Read a line of attributes; what other programs take for an order, `{% … %}`, is text."""
    if _COMMENTED.match(_text(state, start)):
        return False
    return _attr_block_rule(state, start, end, silent)


def _brace(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's signature
    if state.src[state.pos] != "{" or not _COMMENTED.match(state.src, state.pos):
        return False
    if not silent:
        state.pending += "{"
    state.pos += 1
    return True


def _text(state: StateBlock, n: int) -> str:
    return state.src[state.bMarks[n] + state.tShift[n] : state.eMarks[n]]
