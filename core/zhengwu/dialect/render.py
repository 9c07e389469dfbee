"""Tokens to HTML: once as it is published, once annotated with places for the lint.

What is published of a page depends on its own text and on where its links lead. The first is made
once, with a numbered slot for each destination; the second fills the slots.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML

from zhengwu.dialect.contained import contained
from zhengwu.dialect.parser import markdown_it
from zhengwu.dialect.places import Places
from zhengwu.dialect.raw_html import clean
from zhengwu.packaged import read_data
from zhengwu.urls import read_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

    from zhengwu.dialect.parser import Parsed

TEXT_ELEMENT = "zw-t"
PLACE = "data-zw-place"
REFUSED = "data-zw-refused"
LEAVING_CLASS = "zw-leaves"


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
    slots = _Slots()
    html = _output(_Renderer, parsed, {**parsed.env, "zw": slots})
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


def annotate(parsed: Parsed, first_line: int) -> str:
    """Render for the lint: nothing cleaned, every text and tag with its line and column.

    Text stands in `<zw-t p=LINE:COLUMN>`, tags carry `data-zw-place=LINE:COLUMN`; what
    attribute lists were refused stands on the element as if it had been allowed.

    Args:
        parsed: the page.
        first_line: line of the file on which the Markdown begins, 1-based.
    """
    env = {**parsed.env, "zw": Places(parsed, first_line)}
    return _output(_AnnotatingRenderer, parsed, env)


def strip_places(value: str) -> str:
    """Remove the notes that `annotate` put inside raw text or an attribute's value."""
    return _NOTES.sub("", value)


_NOTES = re.compile(rf" {PLACE}=\d+:\d+|</?{TEXT_ELEMENT}( p=\d+:\d+)?>")


# No text holds it: the parser replaces it, and a file that has it cannot be read.
_SLOT = "\0"


@dataclass(frozen=True, slots=True)
class _Slots:
    found: list[Slot] = field(default_factory=list)


class _Renderer(RendererHTML):
    """The published HTML."""

    def html_inline(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401 -- markdown-it's signature
        return clean(tokens[idx].content)

    def html_block(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401 -- markdown-it's signature
        return clean(tokens[idx].content)

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

    def table_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:  # noqa: ANN401 -- markdown-it's signature
        # A wide table scrolls in its own frame, which the keyboard can reach.
        frame = '<div class="zw-scroll" role="region" aria-label="表格" tabindex="0">'
        return f"{frame}<table{_attributes(tokens[idx].attrs)}>\n"

    def table_close(self, *_: Any) -> str:  # noqa: ANN401 -- markdown-it's signature
        return "</table></div>\n"


class _AnnotatingRenderer(RendererHTML):
    """The lint's HTML."""

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        places: Places = env["zw"]
        out: list[str] = []
        for i, token in enumerate(tokens):
            places.enter(token)
            if token.type == "inline":
                out.append(self.renderInline(token.children or [], options, env))
            elif token.type in self.rules:
                out.append(self.rules[token.type](tokens, i, options, env))
            else:
                out.append(self.renderToken(tokens, i, options, env))
            places.leave(token)
        return "".join(out)

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _texts(env["zw"].text(tokens[idx].content))

    def softbreak(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        env["zw"].line_break()
        return "\n"

    def hardbreak(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        env["zw"].line_break()
        return "<br>\n"

    def code_inline(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return f"<code>{_texts(env['zw'].text(tokens[idx].content, literal=True))}</code>"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _code(tokens[idx].content, env["zw"], after=1)

    def code_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return _code(tokens[idx].content, env["zw"], after=0)

    def html_inline(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        content = tokens[idx].content
        return _place_tags(content, env["zw"].raw(content))

    def html_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        content = tokens[idx].content
        starts = env["zw"].block_lines(content, after=0)

        def place(offset: int) -> tuple[int, int]:
            before = content[:offset]
            line, column = starts[before.count("\n")]
            return line, column + offset - (before.rfind("\n") + 1)

        return _place_tags(content, place)

    def link_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        token = tokens[idx]
        line, column = env["zw"].link_start()
        return f"<a {PLACE}={line}:{column}{_attributes(_all_attributes(token))}>"

    def link_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        env["zw"].link_end()
        return "</a>"

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        line, column = env["zw"].image(token.content)
        alt = self.renderInlineAsText(token.children, options, env)
        attributes = {**_all_attributes(token), "alt": alt}
        return f"<img {PLACE}={line}:{column}{_attributes(attributes)}>"

    def renderToken(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        html = super().renderToken(tokens, idx, options, env)
        token = tokens[idx]
        if token.nesting < 0 or not html.lstrip("\n").startswith("<"):
            return html
        line = env["zw"].block_line
        refused = _attributes(_refused_attributes(token))
        return html.replace(f"<{token.tag}", f"<{token.tag} {PLACE}={line}:1{refused}", 1)


def _output(renderer: type[RendererHTML], parsed: Parsed, env: dict[str, Any]) -> str:
    parser = markdown_it(renderer)
    return str(parser.renderer.render(parsed.tokens, parser.options, env))


def _filled(slot: Slot, resolve: Callable[[str], PublishedLink]) -> str:
    followed = read_reference(slot.target).scheme in read_data("html.yml")["schemes"]
    link = resolve(slot.target) if followed else PublishedLink("")
    attributes = dict(slot.attributes)
    if slot.picture:
        # A picture from elsewhere is no journey: the rules refuse it as it stands.
        href = slot.target if link.leaves else link.href
        if not href:
            return escapeHtml(slot.alt)
        return f"<img{_attributes({'src': href, 'alt': slot.alt, **attributes})}>"
    if link.href:
        attributes = {"href": link.href, **attributes}
    if link.leaves:
        attributes["class"] = f"{attributes.get('class', '')} {LEAVING_CLASS}".strip()
        attributes["rel"] = "nofollow"
    return f"<a{_attributes(attributes)}>"


def _attributes(attributes: Any) -> str:  # noqa: ANN401 -- markdown-it's mapping of str, int and float
    return "".join(f' {escapeHtml(k)}="{escapeHtml(str(v))}"' for k, v in attributes.items())


def _all_attributes(token: Token) -> dict[str, Any]:
    """Return a token's attributes with the refused ones, which never stand for published ones."""
    return {**token.attrs, **_refused_attributes(token)}


def _refused_attributes(token: Token) -> dict[str, Any]:
    refused = token.meta.get("insecure_attrs", {})
    return {name: value for name, value in refused.items() if name not in token.attrs}


def _text(content: str, place: tuple[int, int]) -> str:
    return f"<{TEXT_ELEMENT} p={place[0]}:{place[1]}>{escapeHtml(content)}</{TEXT_ELEMENT}>"


def _texts(parts: Sequence[tuple[str, tuple[int, int]]]) -> str:
    return "".join(_text(content, place) for content, place in parts)


def _code(content: str, places: Places, *, after: int) -> str:
    starts = places.block_lines(content, after=after)
    lines = zip(content.split("\n"), starts, strict=True)
    body = "\n".join(_text(line, start) for line, start in lines if line)
    return f"<pre><code>{body}</code></pre>\n"


def _place_tags(html: str, place: Callable[[int], tuple[int, int]]) -> str:
    """Note the place on every start tag of raw HTML; `place` tells it for an offset.

    Unquoted on purpose: inside a quoted attribute value the note stays a note.
    """

    def note(offset: int) -> str:
        line, column = place(offset)
        return f" {PLACE}={line}:{column}"

    return contained(html, note)
