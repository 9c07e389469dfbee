"""A page's Markdown as a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.register.yaml import scalars
from zhengwu_lint.sources.document import (
    OBJECT,
    Block,
    Comment,
    Document,
    DocumentHeading,
    Image,
    Link,
    NamedLink,
    Span,
)
from zhengwu_lint.sources.html.extract import Extracted, extract
from zhengwu_lint.sources.html.fragments import comment_links, parse_fragment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.facts import BodyFacts
    from zhengwu.pages.index import Page
    from zhengwu.pages.source import PageSource
    from zhengwu.register.yaml import YamlText

# Fields of the front matter that name a file of the site, or a page of it.
_LINK_FIELDS = {"image": True, "file": True}


@dataclass(frozen=True, slots=True)
class MarkdownDocument(Document):
    """A page as its editor writes it.

    Attributes:
        source: its text, split.
        outside: the file stands outside the city's content and is judged as if it were in a site.
    """

    source: PageSource
    outside: bool

    @property
    def stray(self) -> bool:
        """Whether it stands outside the city's content."""
        return self.outside

    @property
    def headings(self) -> tuple[DocumentHeading, ...]:
        """Every heading of the text; the page's title is none of them."""
        facts = self.source.facts
        return tuple(
            DocumentHeading(heading.level, line, heading.text)
            for heading, line in zip(facts.headings, facts.heading_lines, strict=True)
        )

    @property
    def images(self) -> tuple[Image, ...]:
        """Every picture of the text."""
        return tuple(
            Image(
                link.target, link.text.replace(OBJECT, "").strip() or None, link.line, link.column
            )
            for link in self.links
            if link.element == "img" and link.attribute == "src"
        )

    @property
    def named_links(self) -> tuple[NamedLink, ...]:
        """Every link of the text."""
        return tuple(
            NamedLink(link.text, link.target, link.line, link.column)
            for link in self.links
            if link.element == "a" and link.attribute == "href"
        )

    @property
    def language(self) -> str:
        """What its words are written in, by its own account."""
        return str(self.source.front.data.get("lang") or "zh-CN")


def read_markdown(page: Page, source: PageSource, *, outside: bool = False) -> MarkdownDocument:
    """Make a page of the index a source."""
    found = read_parts(source.front, source.facts)
    return MarkdownDocument(source.file, page, *found, source, outside)


def read_parts(front: YamlText, facts: BodyFacts) -> Extracted:
    """Return the links, blocks and comments of a page, the front matter's first."""
    links, blocks, _ = extract(parse_fragment(facts.annotated), placed=True)
    comments = tuple(Comment(*comment[:3], comment.closed) for comment in facts.comments)
    hidden = (link for comment in comments for link in comment_links(comment))
    return Extracted(
        (*_front_links(front), *links, *hidden), (*_front_blocks(front), *blocks), comments
    )


def _front_links(front: YamlText) -> Iterator[Link]:
    for path, value in scalars(front.data):
        if path[-1] in _LINK_FIELDS:
            field = str(path[-1])
            line, column = front.place(path)
            yield Link(value, "front-matter", field, _LINK_FIELDS[field], "", None, line, column)


def _front_blocks(front: YamlText) -> Iterator[Block]:
    for path, value in scalars(front.data):
        spans = (Span(0, len(value), value),) if path[-1] in _LINK_FIELDS else ()
        labels = tuple(key for key in path if isinstance(key, str))
        yield Block(value, "front-matter", (0,), (front.place(path),), spans=spans, labels=labels)
