"""One walk over parsed HTML: its links and its blocks of text, with places.

Serves built pages and the annotated rendering of Markdown alike, so that what is linted is what is
published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from zhengwu.dialect.annotated import PLACE, TEXT_ELEMENT, strip_places
from zhengwu_lint.sources.document import OBJECT, Block, Comment, Link, Span
from zhengwu_lint.sources.html.block_builder import Building, Naming
from zhengwu_lint.sources.html.css import css_references
from zhengwu_lint.sources.html.drawings import is_shown
from zhengwu_lint.sources.html.fragments import (
    PageSheets,
    comment_links,
    parse_fragment,
    sheets_of,
)
from zhengwu_lint.sources.html.hiding import (
    SHADOW,
    Hiding,
    Look,
    by_shadow,
    by_theme_class,
    hidden_by,
)
from zhengwu_lint.sources.html.references import references
from zhengwu_lint.sources.html.scripts import text_references
from zhengwu_lint.sources.html.style_sheet import Styles
from zhengwu_lint.sources.html.unread import attribute_texts, css_texts, markup_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
_SILENT = frozenset({"script", "style"})
_DRAWINGS = frozenset({"svg", "math"})
# fmt: off
# What decides how an element looks, beside what style sheets ask for.
_LOOK_ATTRIBUTES = frozenset(
    {
        "class",
        "style",
        "hidden",
        "width",
        "height",
        "open",
        "color",
        "text",
        "bgcolor",
        "background",
        "shadowrootmode",
        "popover",
        "fill",
        "stroke",
        "opacity",
        "fill-opacity",
        "font-size",
        "visibility",
        "display",
        "transform",
    }
)
_WRITTEN = "zw-text"  # the theme's class around what an editor wrote
_LEAD = 20  # characters in which an address names its scheme
_MOST_KINDS = 20_000
_MARKUP = re.compile(r"<[a-zA-Z/]")
_DEEPEST = 3


@dataclass
class _Open:
    """An element that has begun and not ended."""

    tag: str
    hidden: Hiding | None
    block: Building
    code: bool
    look: Look = field(default_factory=Look)
    begin: int = 0
    target: str = ""
    links: tuple[int, int] = (0, 0)
    kind: int = 0
    editors: bool = False  # it is part of what an editor wrote
    text: list[str] = field(default_factory=list)


class _Walk:
    def __init__(self, sheets: PageSheets, root: Any, *, placed: bool) -> None:  # noqa: ANN401 -- lxml's element
        self.placed = placed
        self.sheets = sheets
        self.sheet = sheet = sheets.sheet
        self.styles = Styles(sheet, root)
        self.shadows = not placed and next(root.iter("slot", "template"), None) is not None
        self.links: list[Link] = []
        self.comments: list[Comment] = []
        self.building: list[Building] = []
        self.naming = Naming()
        self.line = 1
        self.inside: tuple[int, int] | None = None  # the place of the markup within a text
        self.depth = 0
        self.path: list[str] = []
        custom = {name: (value,) for name, value in sheet.initial.items()}
        look = Look(custom=custom, outer=placed or sheets.outer)
        self.open = [_Open("", None, self._block("", None, code=False), code=False, look=look)]

    def _block(
        self,
        element: str,
        hidden: Hiding | None,
        *,
        code: bool,
        labels: tuple[Building, ...] = (),
    ) -> Building:
        block = Building(element, hidden, code, labels, self.naming.row)
        self.building.append(block)
        return block

    def over(self, root: Any) -> None:  # noqa: ANN401 -- lxml's element
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                self.start(element)
            elif event == "end":
                self.end(element)
            elif event == "comment":
                self.comment(element)
            else:
                self.tail(element)

    def start(self, element: Any) -> None:  # noqa: ANN401 -- lxml's element
        tag = element.tag.lower()
        attributes = {name.lower(): strip_places(value) for name, value in element.items()}
        place = self._place(element, attributes)
        self.naming.start(tag)
        self.path.append(tag)
        above = self.open[-1]
        own, look, kind = self._look(element, tag, attributes, above)
        hidden = above.hidden or own
        if hidden and hidden.style == SHADOW and "shadowrootmode" in attributes:
            hidden = own
        elif self.shadows and not hidden:
            hidden = by_shadow(element)
        code = above.code or tag in _CODE
        block = above.block
        if tag not in _INLINE or hidden is not above.hidden:
            block = self._block(tag, hidden, code=code, labels=above.block.labels)
            self.naming.labels(tag, block, attributes)
        first = len(self.links)
        for found in references(tag, attributes):
            self._link(found.target, tag, found.attribute, hidden, place, loads=found.loads)
        target = attributes.get("href", above.target)
        editors = above.editors or _WRITTEN in attributes.get("class", "").split()
        self.open.append(
            _Open(
                tag,
                hidden,
                block,
                code,
                look,
                block.length,
                target,
                (first, len(self.links)),
                kind,
                editors,
            )
        )
        self._attribute_texts(tag, attributes, hidden, place)
        self._markup_in(attributes, place)
        if tag in _PICTURES and not hidden and is_shown(tag, attributes):
            self._seen(attributes.get("alt") or OBJECT)
        written = element.text or ""
        if "<" in written and self._draws() and _MARKUP.search(written):
            self._nested(written, place)  # lxml took it for text; browsers do not
        if tag in _SILENT:
            self._silent(tag, written, hidden, place)
        elif written:
            self._text(written, place if tag == TEXT_ELEMENT else None)

    def end(self, element: Any) -> None:  # noqa: ANN401 -- lxml's element
        closing = self.open.pop()
        self.path.pop()
        self.naming.end(closing.tag)
        if closing.target and closing.target != self.open[-1].target:
            closing.block.spans.append(Span(closing.begin, closing.block.length, closing.target))
        if closing.tag in _CODE and not closing.block.code:
            closing.block.codes.append((closing.begin, closing.block.length))
        text = "".join(closing.text)
        first, last = closing.links
        if text:
            self.links[first:last] = [replace(old, text=text) for old in self.links[first:last]]
        self.tail(element)

    def tail(self, element: Any) -> None:  # noqa: ANN401 -- lxml's element
        if element.tail:
            self._text(element.tail, None)

    def comment(self, element: Any) -> None:  # noqa: ANN401 -- lxml's element
        if not self.placed:  # `annotate` cannot note a comment's place: the caller finds them
            self.add_comment(element)
        self.tail(element)

    def add_comment(self, element: Any) -> None:  # noqa: ANN401 -- lxml's element
        comment = Comment(element.text or "", *self._own_line(element))
        self.comments.append(comment)
        self.links += comment_links(comment)

    def _look(
        self,
        element: Any,  # noqa: ANN401 -- lxml's element
        tag: str,
        attributes: Mapping[str, str],
        above: _Open,
    ) -> tuple[Hiding | None, Look, int]:
        """Return how an element itself is hidden, how it looks, and its kind.

        Elements of one kind look alike: on all pages with the same sheets it is found out once.
        """
        if not self.sheet.rules or not self.sheet.alike or self.inside or self.placed:
            return (*self._looked_at(element, tag, attributes, above), 0)
        counting = tuple(
            (name, value)
            for name, value in attributes.items()
            if name in _LOOK_ATTRIBUTES or name in self.sheet.attributes
        )
        key = (above.kind, self.sheets.outer, tag, "href" in attributes, counting)
        known = self.sheet.looks
        if key not in known:
            if len(known) >= _MOST_KINDS:
                known.clear()
            found = self._looked_at(element, tag, attributes, above)
            known[key] = (*found, next(self.sheet.kinds))
        hidden, look, kind = known[key]
        return hidden, look, kind

    def _looked_at(
        self,
        element: Any,  # noqa: ANN401 -- lxml's element
        tag: str,
        attributes: Mapping[str, str],
        above: _Open,
    ) -> tuple[Hiding | None, Look]:
        declared = self.styles.values(element, attributes.get("style", ""))
        hidden, look = hidden_by(tag, attributes, declared, above.look)
        if self.placed and not hidden:
            hidden = by_theme_class(attributes)
        elif hidden and not self.sheets.own and "style" not in attributes:
            hidden = _by_theme(hidden, above)
        return hidden, look

    def _draws(self) -> bool:
        return any(tag in _DRAWINGS for tag in self.path[:-1])

    def _markup_in(self, attributes: Mapping[str, str], place: tuple[int, int]) -> None:
        """Walk over markup that an attribute holds, for a frame, a script or a lenient parser."""
        for value in attributes.values():
            if "<" in value and _MARKUP.search(value):
                self._nested(value, place)
            elif "data:" in value[:_LEAD].lower() and (inner := markup_of(value)):
                self._nested(inner, place)

    def _nested(self, text: str, place: tuple[int, int]) -> None:
        if self.depth == _DEEPEST:
            return
        root = parse_fragment(text)
        inside, self.inside = self.inside, self.inside or place
        styles, self.styles = self.styles, Styles(self.sheet, root)
        self.depth += 1
        self.over(root)
        self.depth -= 1
        self.inside, self.styles = inside, styles

    def _text(self, text: str, place: tuple[int, int] | None) -> None:
        text = text.replace("\xa0", " ")
        blank = place is None and not self.open[-1].block.parts and not text.strip()
        if not blank:
            self.open[-1].block.add(text, place or self.inside or (self.line, 0))
            self._seen(text)
        if place is None and not self.placed and not self.inside:
            self.line += text.count("\n")

    def _seen(self, text: str) -> None:
        """Give `text` to the links around it that are not themselves hidden with it."""
        hidden = self.open[-1].hidden
        for element in self.open:
            if element.links[0] != element.links[1] and element.hidden is hidden:
                element.text.append(text)

    def _silent(self, tag: str, text: str, hidden: Hiding | None, place: tuple[int, int]) -> None:
        if tag == "style":
            for said in css_texts(text):
                self._block("@style", hidden, code=False).add(said, place)
        found = css_references(text) if tag == "style" else text_references(text)
        for target in found:
            self._link(strip_places(target), tag, "", hidden, place, loads=True)

    def _attribute_texts(
        self,
        tag: str,
        attributes: Mapping[str, str],
        hidden: Hiding | None,
        place: tuple[int, int],
    ) -> None:
        texts = [*attribute_texts(tag, attributes)]
        texts += [("style", text) for text in css_texts(attributes.get("style", ""))]
        for name, text in texts:
            block = self._block(f"@{name}", hidden, code=False, labels=self.open[-1].block.labels)
            block.add(text, place)
            if target := self.open[-1].target:
                block.spans.append(Span(0, len(text), target))

    def _link(
        self,
        target: str,
        element: str,
        attribute: str,
        hidden: Hiding | None,
        place: tuple[int, int],
        *,
        loads: bool,
    ) -> None:
        self.links.append(Link(target, element, attribute, loads, "", hidden, *place))

    def _place(self, element: Any, attributes: dict[str, str]) -> tuple[int, int]:  # noqa: ANN401 -- lxml's element
        if self.inside:
            return self.inside
        noted = attributes.pop(PLACE, "") or (
            attributes.get("p", "") if element.tag == TEXT_ELEMENT else ""
        )
        if noted:
            line, _, column = noted.partition(":")
            self.line = int(line)
            return self.line, int(column)
        return self._own_line(element)

    def _own_line(self, element: Any) -> tuple[int, int]:  # noqa: ANN401 -- lxml's element
        if self.inside:
            return self.inside
        if not self.placed:
            self.line = max(self.line, element.sourceline or 1)
        return self.line, 0


class Extracted(NamedTuple):
    """What `extract` finds, each in document order."""

    links: tuple[Link, ...]
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...]


def extract(
    root: Any,  # noqa: ANN401 -- lxml's element
    *,
    placed: bool,
    loaded: Callable[[str], str | None] = lambda _address: None,
) -> Extracted:
    """Return the links, blocks and comments of a tree.

    Args:
        root: its root, an element of lxml.
        placed: the HTML carries the notes of `annotate`; its own lines then mean nothing, and
            comments, which cannot carry any, are left out.
        loaded: gives the text of a style sheet by its address; None if it is not known.
    """
    walk = _Walk(sheets_of(root, loaded), root, placed=placed)
    if not placed:
        for comment in reversed(list(root.itersiblings(etree.Comment, preceding=True))):
            walk.add_comment(comment)
    walk.over(root)
    if not placed:
        for comment in root.itersiblings(etree.Comment):
            walk.add_comment(comment)
    blocks = (building.finish() for building in walk.building)
    return Extracted(
        tuple(walk.links), tuple(block for block in blocks if block), tuple(walk.comments)
    )


def _by_theme(hidden: Hiding, above: _Open) -> Hiding:
    """Return how the theme hides an element: its own parts may wait for a script or for paper."""
    if above.editors:
        return replace(hidden, kind="concealed")
    return replace(hidden, kind="themed") if hidden.style in {"display", "visibility"} else hidden
