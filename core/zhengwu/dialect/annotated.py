"""Tokens to HTML for the lint: every text and tag with its place, nothing cleaned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML

from zhengwu.dialect.contained import contained
from zhengwu.dialect.lines import JOINED, PARTED
from zhengwu.dialect.media import media, media_type
from zhengwu.dialect.places import Places
from zhengwu.dialect.render import attributes_text, output

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

    from zhengwu.dialect.parser import Parsed

TEXT_ELEMENT = "zw-t"
PLACE = "data-zw-place"
INFO = "data-zw-info"  # what stands behind the fence of code
_NOTES = re.compile(rf" {PLACE}=\d+:\d+|</?{TEXT_ELEMENT}( p=\d+:\d+)?>")


def annotate(parsed: Parsed, first_line: int) -> str:
    """Render for the lint: nothing cleaned, every text and tag with its line and column.

    Text stands in `<zw-t p=LINE:COLUMN>`, tags carry `data-zw-place=LINE:COLUMN`; what
    attribute lists were refused stands on the element as if it had been allowed.

    Args:
        parsed: the page.
        first_line: line of the file on which the Markdown begins, 1-based.
    """
    env = {**parsed.env, "zw": Places(parsed, first_line)}
    return output(_AnnotatingRenderer, parsed, env)


def strip_places(value: str) -> str:
    """Remove the notes that `annotate` put inside raw text or an attribute's value."""
    return _NOTES.sub("", value)


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
        return "" if JOINED in tokens[idx].meta else "\n"

    def hardbreak(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        env["zw"].line_break()
        if not tokens[idx].meta.get(PARTED):
            return "<br>\n"
        line, _ = env["zw"].here
        return f"</p>\n<p {PLACE}={line}:1>"

    def code_inline(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return f"<code>{_texts(env['zw'].text(tokens[idx].content, literal=True))}</code>"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _code(tokens[idx].content, env["zw"], after=1, info=tokens[idx].info)

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
        line, column = env["zw"].link_start(token)
        return f"<a {PLACE}={line}:{column}{attributes_text(_all_attributes(token))}>"

    def link_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        env["zw"].link_end(tokens[idx])
        return "</a>"

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        line, column = env["zw"].image(token)
        alt = self.renderInlineAsText(token.children, options, env)
        source = str(token.attrGet("src") or "")
        if media_type(source):
            return media(source, token.attrs, alt, str, f" {PLACE}={line}:{column}")
        attributes = {**_all_attributes(token), "alt": alt}
        return f"<img {PLACE}={line}:{column}{attributes_text(attributes)}>"

    def renderToken(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        html = super().renderToken(tokens, idx, options, env)
        token = tokens[idx]
        if token.nesting < 0 or not html.lstrip("\n").startswith("<"):
            return html
        line = env["zw"].block_line
        refused = attributes_text(_refused_attributes(token))
        return html.replace(f"<{token.tag}", f"<{token.tag} {PLACE}={line}:1{refused}", 1)


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


def _code(content: str, places: Places, *, after: int, info: str = "") -> str:
    starts = places.block_lines(content, after=after)
    lines = zip(content.split("\n"), starts, strict=True)
    body = "\n".join(_text(line, start) for line, start in lines if line)
    named = ""
    if info.strip():
        named = f" {PLACE}={places.block_line}:0{attributes_text({INFO: info})}"
    return f"<pre{named}><code>{body}</code></pre>\n"


def _place_tags(html: str, place: Callable[[int], tuple[int, int]]) -> str:
    """Note the place on every start tag of raw HTML; `place` tells it for an offset.

    Unquoted on purpose: inside a quoted attribute value the note stays a note.
    """

    def note(offset: int) -> str:
        line, column = place(offset)
        return f" {PLACE}={line}:{column}"

    return contained(html, note)
