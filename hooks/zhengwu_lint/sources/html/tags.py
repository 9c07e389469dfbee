"""Tags as browsers read them where lxml reads otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.dialect.tag_ends import TagEnds

if TYPE_CHECKING:
    from collections.abc import Iterator

# fmt: off
# Elements of HTML that are not ended by a slash in their own tag.
_NEVER_EMPTY = frozenset({
    "a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote",
    "body", "button", "canvas", "caption", "center", "cite", "code", "datalist", "dd", "del",
    "details", "dfn", "dialog", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure", "font",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "html", "i", "iframe",
    "ins", "kbd", "label", "legend", "li", "main", "map", "mark", "marquee", "menu", "nav",
    "noembed", "noframes", "noscript", "object", "ol", "optgroup", "option", "output", "p",
    "picture", "pre", "q", "ruby", "s", "samp", "script", "section", "select", "small", "span",
    "strong", "style", "sub", "summary", "sup", "table", "tbody", "td", "template", "textarea",
    "tfoot", "th", "thead", "time", "title", "tr", "tt", "u", "ul", "var", "video", "xmp",
})
# fmt: on
# Elements whose content is text up to their own end tag.
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_MARKUP = re.compile(
    r"""(?P<comment><!--(?:-?>|.*?(?:--!?>|\Z)))
      | <(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])""",
    re.VERBOSE | re.DOTALL,
)
_UNQUOTED = re.compile(r"[^\s\"'>]*")
_PAGE = re.compile(r"<(?P<name>body|html|frame)(?=[\s/])", re.IGNORECASE)


def page_tags(html: str) -> Iterator[tuple[str, str, int]]:
    """Yield (name, attributes as written, line) of every start tag of `body`, `html` and `frame`.

    However late such a tag comes, browsers put the attributes of the first two on the page, and
    after `frameset` they heed no others; lxml drops both.
    """
    ends = TagEnds(html)
    line, counted, at = 1, 0, 0
    while match := _PAGE.search(html, at):
        at = match.end()
        if end := ends.of_quotes(at):
            line += html.count("\n", counted, match.start())
            counted = match.start()
            yield match["name"].lower(), html[at : end - 1], line
            at = end


def without_false_ends(html: str) -> str:
    """Return `html` without the slashes before `>` that browsers pay no heed to.

    `<a href="/"/>` begins a link; for lxml it would end there as well. Places stay as they are.
    """
    if "/>" not in html:
        return html
    ends = TagEnds(html)
    out: list[str] = []
    written = at = 0
    while match := _MARKUP.search(html, at):
        at = match.end()
        if match["comment"] or not (end := ends.of_quotes(at)):
            continue
        name = match["name"].lower()
        # Behind an unquoted value the slash belongs to it.
        if (
            name in _NEVER_EMPTY
            and html.endswith("/>", match.start(), end)
            and not _ends_unquoted(html, match.start(), end)
        ):
            out += (html[written : end - 2], " >")
            written = end
        at = end
        if name in _RAW:
            closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, at)
            at = closing.start() if closing else len(html)
    return "".join([*out, html[written:]])


def _ends_unquoted(html: str, start: int, end: int) -> bool:
    """Tell whether an unquoted value ends with the tag, whose last two signs are `/>`."""
    inside = html[start : end - 2]
    behind = _UNQUOTED.match(inside[::-1])
    value = behind[0] if behind else ""
    return "=" in value or inside.removesuffix(value[::-1]).rstrip().endswith("=")
