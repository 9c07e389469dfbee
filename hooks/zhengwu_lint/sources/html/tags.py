"""Tags as browsers read them where lxml reads otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
_RAW = "script|style|textarea|title|xmp|iframe|noembed|noframes"
_TAG = re.compile(
    rf"""<!--(?:-?>|.*?(?:--!?>|\Z))
      | <(?P<raw>{_RAW})(?=[\s/>])(?P<inside>(?:"[^"]*+"|'[^']*+'|[^>"'])*+)>
      | <(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])(?:"[^"]*+"|'[^']*+'|[^>"'])*+>""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_PAGE = re.compile(
    r"<(?P<name>body|html|frame)(?=[\s/])(?P<attributes>(?:\"[^\"]*+\"|'[^']*+'|[^>\"'])*+)>",
    re.IGNORECASE,
)


def page_tags(html: str) -> Iterator[tuple[str, str, int]]:
    """Yield (name, attributes as written, line) of every start tag of `body`, `html` and `frame`.

    However late such a tag comes, browsers put the attributes of the first two on the page, and
    after `frameset` they heed no others; lxml drops both.
    """
    for match in _PAGE.finditer(html):
        yield match["name"].lower(), match["attributes"], html.count("\n", 0, match.start()) + 1


def without_false_ends(html: str) -> str:
    """Return `html` without the slashes before `>` that browsers pay no heed to.

    `<a href="/"/>` begins a link; for lxml it would end there as well. Places stay as they are.
    """
    if "/>" not in html:
        return html
    out: list[str] = []
    at = 0
    while match := _TAG.search(html, at):
        end = match.end()
        out.append(html[at : end - 2])
        name = (match["raw"] or match["name"] or "").lower()
        false = html.endswith("/>", 0, end) and name in _NEVER_EMPTY
        # Behind an unquoted value the slash belongs to it.
        unquoted = false and re.search(r"=\s*[^\s\"'>]*/>\Z", match[0])
        out.append(" >" if false and not unquoted else html[end - 2 : end])
        at = end
        if match["raw"]:
            closing = re.compile(rf"</{match['raw']}(?=[\s/>])", re.IGNORECASE).search(html, at)
            stop = closing.start() if closing else len(html)
            out.append(html[at:stop])
            at = stop
    out.append(html[at:])
    return "".join(out)
