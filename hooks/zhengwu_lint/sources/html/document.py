"""A built page as a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree, html

from zhengwu.messages import msg
from zhengwu.problem import Problem
from zhengwu_lint.sources.document import (
    COMMENT,
    Block,
    Document,
    DocumentHeading,
    Image,
    NamedLink,
)
from zhengwu_lint.sources.html.extract import extract
from zhengwu_lint.sources.html.fragments import late_links
from zhengwu_lint.sources.html.tags import without_false_ends

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhengwu.pages.index import Page


@dataclass(frozen=True, slots=True)
class HtmlDocument(Document):
    """A page of HTML.

    Attributes:
        path: its file below the site's built root, with `/`; "" when it stands alone.
        root: the parsed tree (lxml), not to be changed.
        anchors: every `id` and every `name` of an `a`.
    """

    path: str
    root: Any
    anchors: frozenset[str]

    @property
    def built(self) -> bool:
        """It is a built page."""
        return True

    @property
    def headings(self) -> tuple[DocumentHeading, ...]:
        """Every heading, the page's title included."""
        found = self.root.iter("h1", "h2", "h3", "h4", "h5", "h6")
        return tuple(
            DocumentHeading(int(e.tag[1:]), e.sourceline or 0, str(e.text_content()).strip())
            for e in found
        )

    @property
    def images(self) -> tuple[Image, ...]:
        """Every `img`; an empty alternative text is one."""
        return tuple(
            Image(e.get("src") or "", e.get("alt"), e.sourceline or 0, 0)
            for e in self.root.iter("img")
        )

    @property
    def named_links(self) -> tuple[NamedLink, ...]:
        """Every `a` with an address, but for those that another element names."""
        return tuple(
            NamedLink(
                e.get("aria-label") or str(e.text_content()), e.get("href"), e.sourceline or 0, 0
            )
            for e in self.root.iter("a")
            if e.get("href") is not None and e.get("aria-labelledby") is None
        )

    @property
    def prose(self) -> tuple[Block, ...]:
        """The blocks, and the comments, which anybody may read in the source."""
        told = (
            Block(c.text, COMMENT, (0,), ((c.line, c.column),), code=True) for c in self.comments
        )
        return (*self.blocks, *told)

    @property
    def element_names(self) -> tuple[tuple[str, int], ...]:
        """The classes and ids of elements, lower case, each with its line."""
        return tuple(
            (f"{e.get('class', '')} {e.get('id', '')}".lower(), e.sourceline or 1)
            for e in self.root.xpath("//*[@class or @id]")
        )

    def meta(self, name: str) -> list[str]:
        """Return the contents of the `meta` labels called `name`."""
        found = self.root.xpath("//meta[@name=$name]/@content", name=name)
        return [str(value).strip() for value in found]


def parse_html(
    text: str,
    file: str,
    *,
    path: str = "",
    page: Page | None = None,
    loaded: Callable[[str], str | None] = lambda _address: None,
) -> HtmlDocument | Problem:
    """Parse a whole page of HTML.

    Args:
        text: the HTML.
        file: its name, as people know it.
        path: its file below the site's built root.
        page: the page of the index that it was built from.
        loaded: gives the text of a file that was built with it by its address on this page; None
            if there is none.
    """
    if not text.strip():
        return Problem(1, 1, msg("文件是空的"), msg("删去它，或写上内容"))
    try:
        root = html.document_fromstring(without_false_ends(text), ensure_head_body=False)
    except (etree.ParserError, ValueError):
        return Problem(1, 1, msg("不是网页，读不懂"), msg("确认选对了文件"))
    try:
        links, blocks, comments = extract(root, placed=False, loaded=loaded)
    except RecursionError:
        return Problem(1, 1, msg("样式里的括号套得太深，读不懂"), msg("改成不嵌套或少嵌套的样式"))
    known = {(link.element, link.target) for link in links}
    late = (link for link in late_links(text) if (link.element, link.target) not in known)
    links = (*links, *late)
    found: Any = root.xpath("//@id | //a/@name")
    anchors = {str(anchor) for anchor in found}
    return HtmlDocument(file, page, links, blocks, comments, path, root, frozenset(anchors))
