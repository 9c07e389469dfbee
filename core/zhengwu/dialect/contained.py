"""Raw HTML for the lint: every tag with its place, and nothing that reaches beyond its own piece.

What the dialect refuses is published as visible text, so what follows it on the page is live. For
the lint it stays markup; a tag, comment or raw text that the piece leaves open would then swallow
what follows, and with it a link.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.dialect.raw_html import COMMENT
from zhengwu.dialect.tag_ends import TagEnds

if TYPE_CHECKING:
    from collections.abc import Callable

_START = re.compile(r"<[a-zA-Z]")
_NAME = re.compile(r"[^\s/>]*")
_WHOLE = re.compile(r"</[a-zA-Z]|<[!?]")
# Elements whose content no parser reads as markup until their own end.
_SWALLOWING = frozenset(
    {"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"}
)
# Elements that have no end, or that a fragment cannot hold.
_UNFIT = frozenset({"body", "head", "html", "plaintext"})


def contained(html: str, note: Callable[[int], str]) -> str:
    """Return `html` with a note in every start tag, and everything closed that swallows.

    Args:
        html: one piece of raw HTML, as markdown-it cuts it.
        note: what to write behind the name of a tag, by the tag's offset in `html`.
    """
    pieces = _Pieces(html, note)
    out: list[str] = []
    at = 0
    while (start := html.find("<", at)) >= 0:
        out.append(html[at:start])
        piece, at = pieces.read(start)
        out.append(piece)
    return "".join([*out, html[at:]])


class _Pieces:
    """The markup of one piece of raw HTML; each method reads from a `<`."""

    def __init__(self, html: str, note: Callable[[int], str]) -> None:
        self._html = html
        self._note = note
        self._ends = TagEnds(html)
        self._last_end_tags: dict[str, int] = {}

    def read(self, start: int) -> tuple[str, int]:
        """Return what is written for the markup at `start`, and where it ends."""
        html = self._html
        if comment := COMMENT.match(html, start):
            return _comment(comment[0]), comment.end()
        if _WHOLE.match(html, start):
            if end := self._ends.of_anything(start):
                return html[start:end], end
        elif _START.match(html, start) and (end := self._ends.of_attributes(start + 2)):
            return self._start_tag(start, end), end
        return "&lt;", start + 1

    def _start_tag(self, start: int, end: int) -> str:
        """Return the start tag from `start` to `end`, with its note and what closes it."""
        html = self._html
        found = _NAME.match(html, start + 1)
        name = found[0] if found else ""
        behind = start + 1 + len(name)
        if name.lower() in _UNFIT:
            return html[start:end].replace("<", "&lt;")
        # A slash right behind an unquoted value would be a part of it.
        apart = " " if html.startswith("/", behind) else ""
        noted = f"<{name}{self._note(start)}{apart}{html[behind:end]}"
        return f"{noted}{self._end_tag(name, end)}"

    def _end_tag(self, name: str, at: int) -> str:
        """Return the end tag that the piece lacks from `at` on; "" where none is needed."""
        element = name.lower()
        if element not in _SWALLOWING:
            return ""
        if element not in self._last_end_tags:
            last = -1
            for found in re.finditer(rf"</{element}\b", self._html, re.IGNORECASE):
                if self._ends.of_anything(found.end()):
                    last = found.start()
            self._last_end_tags[element] = last
        return f"</{name}>" if self._last_end_tags[element] < at else ""


def _comment(text: str) -> str:
    """Return a comment that ends where ours does: HTML also ends it at `<!-->` and `--!>`."""
    inner = text.removeprefix("<!--")
    inner = inner.removesuffix("-->").replace("--!>", "--! >")
    apart = " " if inner.startswith((">", "->")) else ""
    return f"<!--{apart}{inner}-->"
