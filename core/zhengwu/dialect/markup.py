"""What a page's source carries beside Markdown, with places: raw HTML, comments, attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zhengwu.dialect.classes import refused_classes
from zhengwu.dialect.places import Places
from zhengwu.dialect.raw_html import COMMENT, comments, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.token import Token

    from zhengwu.dialect.parser import Parsed

WHOLE_FILE = (0, 0)

# What begins raw HTML, an attribute list, or a note, which names its own class.
_SIGNS = ("<", "{", "!!!", "???")
_OPENING, _CLOSING = 4, 3  # the lengths of `<!--` and `-->`


class RefusedHtml(NamedTuple):
    """Something that the dialect refuses and does not publish as markup.

    Attributes:
        text: the beginning of a piece of raw HTML, an attribute's name, or a class behind a dot.
        line: 1-based.
        column: 1-based; 0 where only the line is known.
        attribute: it is an attribute that an attribute list asks for.
    """

    text: str
    line: int
    column: int
    attribute: bool = False


class PageComment(NamedTuple):
    """An HTML comment of a page; it is never published.

    Attributes:
        text: what stands between `<!--` and `-->`.
        line: 1-based, of its beginning.
        column: 1-based; 0 where only the line is known.
        first: the first line that it speaks of: that of the next block, or of the block in whose
            text it stands; 0 for the whole file, where nothing but comments stands before it.
        last: the last line that it speaks of; 0 for the whole file.
        closed: it ends where its writer said; what follows an open one is gone.
    """

    text: str
    line: int
    column: int
    first: int
    last: int
    closed: bool = True


class Raw(NamedTuple):
    """What stands beside the Markdown of a page.

    Attributes:
        refused: what is not published as markup, in document order.
        comments: every comment, in document order.
    """

    refused: tuple[RefusedHtml, ...] = ()
    comments: tuple[PageComment, ...] = ()


def read_raw(parsed: Parsed, first_line: int) -> Raw:
    """Find the raw HTML and the refused attributes of a page.

    Args:
        parsed: the page.
        first_line: line of the file on which the Markdown begins, 1-based.
    """
    if not any(sign in parsed.text for sign in _SIGNS):
        return Raw()
    walk = _Walk(parsed, first_line)
    walk.blocks(parsed.tokens)
    said = (
        PageComment(
            text, line, column, *_scope(parsed, line - first_line, column, first_line), closed
        )
        for text, line, column, closed in walk.comments
    )
    return Raw(tuple(walk.refused), tuple(said))


class _Walk:
    """Follows the tokens as the renderer does, so that every piece is found in its turn."""

    def __init__(self, parsed: Parsed, first_line: int) -> None:
        self.places = Places(parsed, first_line)
        self.refused: list[RefusedHtml] = []
        self.comments: list[tuple[str, int, int, bool]] = []

    def blocks(self, tokens: list[Token]) -> None:
        for token in tokens:
            self.places.enter(token)
            if token.type == "inline":
                for child in token.children or ():
                    self._inline(child)
            elif token.nesting >= 0:
                self._attributes(token, (self.places.block_line, 0))
                if token.type == "html_block":
                    self._block(token.content)
            self.places.leave(token)

    def _inline(self, token: Token) -> None:
        places = self.places
        match token.type:
            case "text":
                places.text(token.content)
            case "code_inline":
                places.text(token.content, literal=True)
            case "softbreak" | "hardbreak":
                places.line_break()
            case "link_open":
                self._attributes(token, places.link_start(token))
            case "link_close":
                places.link_end(token)
            case "image":
                self._attributes(token, places.image(token))
            case "html_inline":
                self._html(token.content, places.raw(token.content))
            case _:
                self._attributes(token, (places.block_line, 0))

    def _block(self, html: str) -> None:
        starts = self.places.block_lines(html, after=0)

        def place(offset: int) -> tuple[int, int]:
            before = html[:offset]
            line, column = starts[before.count("\n")]
            return line, column + offset - before.rfind("\n") - 1

        self._html(html, place)

    def _html(self, html: str, place: Callable[[int], tuple[int, int]]) -> None:
        for piece in refused(html):
            self.refused.append(RefusedHtml(piece.text, *place(piece.offset)))
        for offset, text in comments(html):
            closed = text.endswith("-->")
            inner = text[_OPENING : -_CLOSING if closed else None]
            self.comments.append((inner, *place(offset), closed))

    def _attributes(self, token: Token, place: tuple[int, int]) -> None:
        for name, value in token.meta.get("insecure_attrs", {}).items() if token.meta else ():
            classes = refused_classes(str(value)) if name == "class" else ()
            for text in [f".{one}" for one in classes] or [str(name)]:
                self.refused.append(RefusedHtml(text, *place, attribute=True))


def _scope(parsed: Parsed, at: int, column: int, first_line: int) -> tuple[int, int]:
    """Return the first and the last line that the comment on the Markdown's line `at` speaks of."""
    lines = parsed.text.split("\n")
    before = "\n".join([*lines[:at], lines[at][: max(column - 1, 0)]])
    if not COMMENT.sub("", before).strip():
        return WHOLE_FILE
    own = first_line + at
    tokens = parsed.tokens
    index = _holding(tokens, at)
    if index is None:
        return own, own
    holder = tokens[index]
    if holder.type != "html_block":  # it stands in the text of a block: it speaks of that one
        return _lines(holder, first_line)
    for token in tokens[index + 1 :]:
        if token.level < holder.level:
            break
        if token.level == holder.level and token.nesting >= 0 and not _only_comments(token):
            return _lines(token, first_line)
    return own, own


def _holding(tokens: list[Token], at: int) -> int | None:
    """Return the index of the innermost block that holds the line `at` of the Markdown."""
    found = None
    for i, token in enumerate(tokens):
        if token.map and token.type != "inline" and token.map[0] <= at < token.map[1]:
            found = i
    return found


def _only_comments(token: Token) -> bool:
    return token.type == "html_block" and not COMMENT.sub("", token.content).strip()


def _lines(token: Token, first_line: int) -> tuple[int, int]:
    first, end = token.map or (0, 0)
    return first_line + first, first_line + max(end - 1, first)
