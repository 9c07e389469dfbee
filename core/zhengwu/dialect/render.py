"""Tokens to HTML: once as it is published, once annotated with places for the lint."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the rendered page, for its table of contents."""

    level: int
    anchor: str
    text: str


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
    env = {**parsed.env, "zw": _Published(resolve)}
    html = _output(_Renderer, parsed, env)
    return Rendered(html, tuple(Heading(*heading) for heading in parsed.headings()))


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


@dataclass(frozen=True, slots=True)
class _Published:
    resolve: Callable[[str], PublishedLink]


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
        link = _destination(str(token.attrGet("href") or ""), env)
        attributes = {k: v for k, v in token.attrs.items() if k != "href"}
        if link.href:
            attributes = {"href": link.href, **attributes}
        if link.leaves:
            attributes["class"] = f"{attributes.get('class', '')} {LEAVING_CLASS}".strip()
            attributes["rel"] = "nofollow"
        return f"<a{_attributes(attributes)}>"

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        source = str(token.attrGet("src") or "")
        link = _destination(source, env)
        if link.leaves:  # a picture from elsewhere is no journey: the rules refuse it as it stands
            link = PublishedLink(source)
        alt = self.renderInlineAsText(token.children, options, env)
        if not link.href:
            return escapeHtml(alt)
        rest = {k: v for k, v in token.attrs.items() if k not in {"src", "alt"}}
        return f"<img{_attributes({'src': link.href, 'alt': alt, **rest})}>"

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


def _destination(target: str, env: EnvType) -> PublishedLink:
    if read_reference(target).scheme not in read_data("html.yml")["schemes"]:
        return PublishedLink("")
    published: _Published = env["zw"]
    return published.resolve(target)


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
