"""Pieces of HTML beside the tree: fragments, comments, style sheets, and tags that lxml drops."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import html

from zhengwu.dialect.annotated import strip_places
from zhengwu.messages import msg
from zhengwu_lint.sources.document import Comment, Link
from zhengwu_lint.sources.html.css import is_seen_medium
from zhengwu_lint.sources.html.hiding import Hiding
from zhengwu_lint.sources.html.references import references
from zhengwu_lint.sources.html.release_sheets import is_for_everybody, reduced
from zhengwu_lint.sources.html.scripts import text_references
from zhengwu_lint.sources.html.style_sheet import Sheet, read_sheets
from zhengwu_lint.sources.html.tags import page_tags, without_false_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def late_links(text: str) -> Iterator[Link]:
    """Yield the references in attributes of `body`, `html` and `frame`, which lxml may drop.

    Args:
        text: the page.
    """
    for name, written, line in page_tags(text):
        element = html.fragment_fromstring(f"<div {written}></div>")
        attributes = {key.lower(): value for key, value in element.items()}
        for found in references(name, attributes):
            yield Link(found.target, name, found.attribute, found.loads, "", None, line, 0)


def parse_fragment(text: str) -> Any:  # noqa: ANN401 -- lxml's element
    """Parse a piece of HTML into an element around it."""
    # lxml copies text at the beginning, and refuses to when it holds control characters.
    return html.fragment_fromstring(f"<br>{without_false_ends(text)}", create_parent="div")


def comment_links(comment: Comment) -> Iterator[Link]:
    """Yield the URLs in a comment, as hidden links."""
    hidden = Hiding(msg("写在注释里"))
    for target in text_references(comment.text):
        before = comment.text.partition(target)[0]
        line = comment.line + before.count("\n")
        column = 0 if "\n" in before else comment.column
        yield Link(
            target, "comment", "", loads=False, text="", hidden=hidden, line=line, column=column
        )


class PageSheets(NamedTuple):
    """The style sheets of a page.

    Attributes:
        sheet: all that are known, as far as they are for screens.
        outer: there are others, which are not known.
        own: some stand in the page itself.
    """

    sheet: Sheet
    outer: bool
    own: bool


def sheets_of(root: Any, loaded: Callable[[str], str | None]) -> PageSheets:  # noqa: ANN401 -- lxml's element
    """Return the style sheets that a page holds, and those that it loads.

    Args:
        root: of the page.
        loaded: gives the text of a style sheet by its address; None if it is not known.
    """
    texts: list[str] = []
    outer = own = False
    for element in root.iter("style", "link"):
        media = element.get("media") or ""
        if element.tag == "style":
            if is_seen_medium(media):
                texts.append(strip_places(element.text or ""))
                own = True
        elif "stylesheet" in (element.get("rel") or "").lower().split():
            text = loaded(element.get("href") or "")
            if text is None or "@import" in text:
                outer = True
            elif is_for_everybody(media):
                texts.append(reduced(text))
    return PageSheets(read_sheets(tuple(texts)) if texts else Sheet(), outer, own)
