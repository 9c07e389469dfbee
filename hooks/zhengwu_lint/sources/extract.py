"""One walk over parsed HTML: its links and its blocks of text, with places.

Serves built pages and the annotated rendering of Markdown alike, so that what is linted is what is
published.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from zhengwu.dialect.render import PLACE, TEXT_ELEMENT, strip_places
from zhengwu.messages import Message, msg
from zhengwu_lint.sources.document import Block, Comment, Link, Span
from zhengwu_lint.sources.hiding import hidden_by
from zhengwu_lint.sources.references import css_references, references, text_references

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# fmt: off
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "big", "button", "input", "select",
    "textarea",
}) | {TEXT_ELEMENT}
# fmt: on
_CODE = frozenset({"pre", "code", "kbd", "samp"})
_PICTURES = frozenset({"img", "svg", "video", "canvas", "object"})
_OBJECT = "\ufffc"
_SILENT = frozenset({"script", "style"})
_TEXT_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder", "summary")
# fmt: off
_TEXT_METAS = frozenset({
    "description", "keywords", "author", "articletitle", "contentsource", "columnname",
    "columndescription", "columnkeywords", "sitename", "og:title", "og:description",
    "og:site_name", "twitter:title", "twitter:description",
})
# fmt: on


@dataclass
class _Building:
    """A block while its text is being collected."""

    element: str
    hidden: Message | None
    code: bool
    parts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, place: tuple[int, int]) -> None:
        self.starts.append(self.length)
        self.places.append(place)
        self.parts.append(text)
        self.length += len(text)

    def finish(self) -> Block | None:
        text = "".join(self.parts)
        if not text.strip():
            return None
        return Block(
            text,
            self.element,
            tuple(self.starts),
            tuple(self.places),
            self.code,
            self.hidden,
            tuple(self.spans),
        )


@dataclass
class _Open:
    """An element that has begun and not ended."""

    hidden: Message | None
    block: _Building
    code: bool
    begin: int = 0
    target: str = ""
    links: tuple[int, int] = (0, 0)
    text: list[str] = field(default_factory=list)


class _Walk:
    def __init__(self, *, placed: bool) -> None:
        self.placed = placed
        self.links: list[Link] = []
        self.comments: list[Comment] = []
        self.building: list[_Building] = []
        self.line = 1
        root = self._block("", None, code=False)
        self.open: list[_Open] = [_Open(None, root, code=False)]

    def _block(self, element: str, hidden: Message | None, *, code: bool) -> _Building:
        block = _Building(element, hidden, code)
        self.building.append(block)
        return block

    def start(self, element: Any) -> None:  # noqa: ANN401 -- lxml's element
        tag = element.tag.lower()
        attributes = {name.lower(): strip_places(value) for name, value in element.items()}
        place = self._place(element, attributes)
        above = self.open[-1]
        hidden = above.hidden or hidden_by(tag, attributes)
        code = above.code or tag in _CODE
        block = above.block if tag in _INLINE else self._block(tag, hidden, code=code)
        if tag in _INLINE and hidden is not above.hidden:
            block = self._block(tag, hidden, code=code)
        first = len(self.links)
        for found in references(tag, attributes):
            self._link(found.target, tag, found.attribute, hidden, place, loads=found.loads)
        target = attributes.get("href", above.target)
        self.open.append(_Open(hidden, block, code, block.length, target, (first, len(self.links))))
        self._attribute_texts(tag, attributes, hidden, place)
        if tag in _PICTURES and not hidden:
            self._seen(attributes.get("alt") or _OBJECT)
        if tag in _SILENT:
            self._silent(tag, element.text or "", hidden, place)
        elif element.text:
            self._text(element.text, place if tag == TEXT_ELEMENT else None)

    def end(self, element: Any) -> None:  # noqa: ANN401 -- lxml's element
        closing = self.open.pop()
        if closing.target and closing.target != self.open[-1].target:
            closing.block.spans.append(Span(closing.begin, closing.block.length, closing.target))
        text = "".join(closing.text)
        first, last = closing.links
        for i in range(first, last):
            old = self.links[i]
            self.links[i] = Link(
                old.target,
                old.element,
                old.attribute,
                old.loads,
                text or old.text,
                old.hidden,
                old.line,
                old.column,
            )
        self.tail(element)

    def tail(self, element: Any) -> None:  # noqa: ANN401 -- lxml's element
        if element.tail:
            self._text(element.tail, None)

    def comment(self, element: Any) -> None:  # noqa: ANN401 -- lxml's element
        if (
            not self.placed
        ):  # `annotate` cannot note a comment's place: the caller finds them itself
            place = self._own_line(element)
            comment = Comment(element.text or "", *place)
            self.comments.append(comment)
            self.links += comment_links(comment)
        self.tail(element)

    def _text(self, text: str, place: tuple[int, int] | None) -> None:
        text = text.replace("\xa0", " ")
        if place is None and not self.open[-1].block.parts and not text.strip():
            self.line += 0 if self.placed else text.count("\n")
            return
        self.open[-1].block.add(text, place or (self.line, 0))
        self._seen(text)
        if place is None:
            self.line += 0 if self.placed else text.count("\n")

    def _seen(self, text: str) -> None:
        for element in self.open:
            if element.links[0] != element.links[1]:
                element.text.append(text)

    def _silent(self, tag: str, text: str, hidden: Message | None, place: tuple[int, int]) -> None:
        found = css_references(text) if tag == "style" else text_references(text)
        for target in found:
            self._link(strip_places(target), tag, "", hidden, place, loads=True)

    def _attribute_texts(
        self,
        tag: str,
        attributes: Mapping[str, str],
        hidden: Message | None,
        place: tuple[int, int],
    ) -> None:
        texts = [(name, attributes[name]) for name in _TEXT_ATTRIBUTES if attributes.get(name)]
        label = attributes.get("name", attributes.get("property", "")).lower()
        if tag == "meta" and label in _TEXT_METAS:
            texts.append(("content", attributes.get("content", "")))
        for name, text in texts:
            block = self._block(f"@{name}", hidden, code=False)
            block.add(text, place)
            if target := self.open[-1].target:
                block.spans.append(Span(0, len(text), target))

    def _link(
        self,
        target: str,
        element: str,
        attribute: str,
        hidden: Message | None,
        place: tuple[int, int],
        *,
        loads: bool,
    ) -> None:
        self.links.append(Link(target, element, attribute, loads, "", hidden, *place))

    def _place(self, element: Any, attributes: dict[str, str]) -> tuple[int, int]:  # noqa: ANN401 -- lxml's element
        noted = attributes.pop(PLACE, "") or (
            attributes.get("p", "") if element.tag == TEXT_ELEMENT else ""
        )
        if noted:
            line, _, column = noted.partition(":")
            self.line = int(line)
            return self.line, int(column)
        return self._own_line(element)

    def _own_line(self, element: Any) -> tuple[int, int]:  # noqa: ANN401 -- lxml's element
        if not self.placed:
            self.line = max(self.line, element.sourceline or 1)
        return self.line, 0


class Extracted(NamedTuple):
    """What `extract` finds, each in document order."""

    links: tuple[Link, ...]
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...]


def extract(root: Any, *, placed: bool) -> Extracted:  # noqa: ANN401 -- lxml's element
    """Return the links, blocks and comments below `root`.

    Args:
        root: a parsed element of lxml.
        placed: the HTML carries the notes of `annotate`; its own lines then mean nothing, and
            comments, which cannot carry any, are left out.
    """
    walk = _Walk(placed=placed)
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            walk.start(element)
        elif event == "end":
            walk.end(element)
        elif event == "comment":
            walk.comment(element)
        else:
            walk.tail(element)
    blocks = (building.finish() for building in walk.building)
    return Extracted(
        tuple(walk.links), tuple(block for block in blocks if block), tuple(walk.comments)
    )


def comment_links(comment: Comment) -> Iterator[Link]:
    """Yield the URLs in a comment, as hidden links."""
    hidden = msg("写在注释里")
    for target in text_references(comment.text):
        before = comment.text.partition(target)[0]
        line = comment.line + before.count("\n")
        column = 0 if "\n" in before else comment.column
        yield Link(
            target, "comment", "", loads=False, text="", hidden=hidden, line=line, column=column
        )
