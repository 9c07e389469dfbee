"""Tokens to HTML as it is published.

What is published of a page depends on its own text and on where its links lead. The first is made
once, with a numbered slot for each destination; the second fills the slots.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML

from zhengwu.dialect.lines import JOINED, PARTED
from zhengwu.dialect.media import CAPTIONS, POSTER, media, media_type
from zhengwu.dialect.parser import markdown_it
from zhengwu.dialect.raw_html import clean
from zhengwu.packaged import read_data
from zhengwu.urls import read_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

    from zhengwu.dialect.parser import Parsed

LEAVING_CLASS = "zw-leaves"
# Attributes of a video or a sound that name another file.
_LOADED = (POSTER, CAPTIONS)


@dataclass(frozen=True, slots=True)
class PublishedLink:
    """A destination on its way from the source to the page.

    Attributes:
        href: what the page will carry; "" to print the text without a link.
        leaves: `href` is the leaving notice before a destination outside government.
    """

    href: str
    leaves: bool = False


class Heading(NamedTuple):
    """A heading of the page, for its table of contents.

    Attributes:
        level: 1 to 6.
        anchor: without `#`.
        text: without markup.
    """

    level: int
    anchor: str
    text: str


class Slot(NamedTuple):
    """A place of a page's HTML whose content depends on where its destination leads.

    Attributes:
        target: the destination, as written.
        picture: a picture is loaded from it; otherwise a link leads there.
        attributes: the other attributes of the element, (name, value) in order.
        alt: what stands for the picture.
    """

    target: str
    picture: bool
    attributes: tuple[tuple[str, str], ...]
    alt: str = ""

    def references(self) -> Iterator[str]:
        """Yield whatever the page follows or loads here, as it is written."""
        yield self.target
        yield from (value for name, value in self.attributes if value and name in _LOADED)


class Body(NamedTuple):
    """A page's content as HTML with slots.

    Attributes:
        pieces: the HTML between the slots; one more than there are slots.
        slots: the slots, in order.
    """

    pieces: tuple[str, ...]
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's content as HTML, and its headings in order."""

    html: str
    headings: tuple[Heading, ...]


def render(parsed: Parsed, resolve: Callable[[str], PublishedLink]) -> Rendered:
    """Render as it is published.

    Args:
        parsed: the page.
        resolve: turns a destination of the source into one of the page; decides on leaving notices.
    """
    return Rendered(fill(slotted(parsed), resolve), headings(parsed))


def headings(parsed: Parsed) -> tuple[Heading, ...]:
    """Return every heading of the page."""
    return tuple(Heading(level, anchor, text) for level, anchor, text, _ in parsed.headings())


def slotted(parsed: Parsed) -> Body:
    """Render as it is published, with a slot for every destination."""
    slots = _Slots(framed=_has_whole_tables(parsed))
    html = output(_Renderer, parsed, {**parsed.env, "zw": slots})
    return Body(tuple(html.split(_SLOT)), tuple(slots.found))


def fill(body: Body, resolve: Callable[[str], PublishedLink]) -> str:
    """Return the HTML of `body` with every slot filled.

    Args:
        body: the page.
        resolve: turns a destination of the source into one of the page; decides on leaving notices.
    """
    out = [body.pieces[0]]
    for slot, piece in zip(body.slots, body.pieces[1:], strict=True):
        out += (_filled(slot, resolve), piece)
    return "".join(out)


# A wide table scrolls in its own frame, which the keyboard can reach.
_FRAME = '<div class="zw-scroll" role="region" aria-label="表格" tabindex="0">'
_LANGUAGE = re.compile(r"[\w.+#-]+(?=\s|$)", re.ASCII)
_RAW_TABLE = re.compile(r"<(?P<end>/?)table\b[^>]*>", re.IGNORECASE)
# No text holds it: the parser replaces it, and a file that has it cannot be read.
_SLOT = "\0"


@dataclass(frozen=True, slots=True)
class _Slots:
    framed: bool  # raw tables scroll in frames
    found: list[Slot] = field(default_factory=list)


class _Renderer(RendererHTML):
    """The published HTML."""

    def html_inline(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401 -- markdown-it's signature
        return clean(tokens[idx].content)

    def html_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        html = clean(tokens[idx].content)
        return _RAW_TABLE.sub(_framed, html) if env["zw"].framed else html

    def link_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        token = tokens[idx]
        target = str(token.attrGet("href") or "")
        rest = tuple((k, str(v)) for k, v in token.attrs.items() if k != "href")
        env["zw"].found.append(Slot(target, picture=False, attributes=rest))
        return _SLOT

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        target = str(token.attrGet("src") or "")
        alt = self.renderInlineAsText(token.children, options, env)
        rest = tuple((k, str(v)) for k, v in token.attrs.items() if k not in {"src", "alt"})
        env["zw"].found.append(Slot(target, picture=True, attributes=rest, alt=alt))
        return _SLOT

    def softbreak(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401 -- markdown-it's signature
        return "" if JOINED in tokens[idx].meta else "\n"

    def hardbreak(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401 -- markdown-it's signature
        return "</p>\n<p>" if tokens[idx].meta.get(PARTED) else "<br />\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        language = _LANGUAGE.match(token.info.strip())
        named = f' class="language-{language[0]}"' if language else ""
        # A long line scrolls, and the keyboard reaches what scrolls.
        return f'<pre tabindex="0"><code{named}>{escapeHtml(token.content)}</code></pre>\n'

    def table_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401 -- markdown-it's signature
        return f"{_FRAME}<table{attributes_text(tokens[idx].attrs)}>\n"

    def table_close(self, *_: Any) -> str:  # noqa: ANN401 -- markdown-it's signature
        return "</table></div>\n"


def _has_whole_tables(parsed: Parsed) -> bool:
    """Whether every table of raw HTML ends, and none stands in another."""
    depth = 0
    for token in parsed.tokens:
        if token.type == "html_block":
            for tag in _RAW_TABLE.finditer(clean(token.content)):
                depth += -1 if tag["end"] else 1
                if depth not in {0, 1}:
                    return False
    return depth == 0


def _framed(tag: re.Match[str]) -> str:
    return f"{tag[0]}</div>" if tag["end"] else f"{_FRAME}{tag[0]}"


def output(renderer: type[RendererHTML], parsed: Parsed, env: dict[str, Any]) -> str:
    """Return a page as `renderer` writes it; `env` is what the parser and the caller tell it."""
    parser = markdown_it(renderer)
    return str(parser.renderer.render(parsed.tokens, parser.options, env))


def _filled(slot: Slot, resolve: Callable[[str], PublishedLink]) -> str:
    attributes = dict(slot.attributes)
    if slot.picture:
        href = _loaded(slot.target, resolve)
        if not href:
            return escapeHtml(slot.alt)
        if media_type(slot.target):
            return media(slot.target, attributes, slot.alt, lambda to: _loaded(to, resolve))
        return f"<img{attributes_text({'src': href, 'alt': slot.alt, **attributes})}>"
    link = _followed(slot.target, resolve)
    if link.href:
        attributes = {"href": link.href, **attributes}
    if link.leaves:
        attributes["class"] = f"{attributes.get('class', '')} {LEAVING_CLASS}".strip()
        attributes["rel"] = "nofollow"
    return f"<a{attributes_text(attributes)}>"


def _followed(target: str, resolve: Callable[[str], PublishedLink]) -> PublishedLink:
    known = read_reference(target).scheme in read_data("html.yml")["schemes"]
    return resolve(target) if known else PublishedLink("")


def _loaded(target: str, resolve: Callable[[str], PublishedLink]) -> str:
    """Return where a picture is; one from elsewhere stays as it is, for the rules to refuse."""
    link = _followed(target, resolve)
    return target if link.leaves else link.href


def attributes_text(attributes: Any) -> str:  # noqa: ANN401 -- markdown-it's mapping of str, int and float
    """Return attributes as they stand in a tag, each with a blank before it."""
    return "".join(f' {escapeHtml(k)}="{escapeHtml(str(v))}"' for k, v in attributes.items())
