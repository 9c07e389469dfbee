"""Raw HTML for the lint: every tag with its place, and nothing that reaches beyond its own piece.

What the dialect refuses is published as visible text, so what follows it on the page is live. For
the lint it stays markup; a tag, comment or raw text that the piece leaves open would then swallow
what follows, and with it a link.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.dialect.raw_html import COMMENT

if TYPE_CHECKING:
    from collections.abc import Callable

_PIECE = re.compile(
    rf"""(?P<comment>{COMMENT.pattern})
      | (?P<start><(?P<name>[a-zA-Z][^\s/>]*+)
          (?:[\s/]++|[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+)*+>)
      | (?P<whole></[a-zA-Z][^>]*>|<[!?][^>]*>)
      | (?P<open><)""",
    re.VERBOSE | re.DOTALL,
)
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

    def piece(match: re.Match[str]) -> str:
        text = match[0]
        if match["comment"]:
            return _comment(text)
        if match["open"]:
            return "&lt;"
        if match["whole"]:
            return text
        name = match["name"]
        if name.lower() in _UNFIT:
            return text.replace("<", "&lt;")
        behind = match.end("name")
        # A slash right behind an unquoted value would be a part of it.
        apart = " " if html.startswith("/", behind) else ""
        noted = f"<{name}{note(match.start())}{apart}{html[behind : match.end()]}"
        return f"{noted}{_end(name, html, match.end())}"

    return _PIECE.sub(piece, html)


def _comment(text: str) -> str:
    """Return a comment that ends where ours does: HTML also ends it at `<!-->` and `--!>`."""
    inner = text.removeprefix("<!--")
    inner = inner.removesuffix("-->").replace("--!>", "--! >")
    apart = " " if inner.startswith((">", "->")) else ""
    return f"<!--{apart}{inner}-->"


def _end(name: str, html: str, at: int) -> str:
    """Return the end tag that the piece lacks; "" where none is needed."""
    swallows = name.lower() in _SWALLOWING
    closed = swallows and re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE).search(html, at)
    return f"</{name}>" if swallows and not closed else ""
