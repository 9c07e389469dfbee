"""The one dialect of Markdown: one parser, one renderer, for preview, lint and publication."""

from zhengwu.dialect.annotated import annotate
from zhengwu.dialect.parser import Parsed, parse
from zhengwu.dialect.render import Heading, PublishedLink, Rendered, fill, render

__all__ = [
    "Heading",
    "Parsed",
    "PublishedLink",
    "Rendered",
    "annotate",
    "fill",
    "parse",
    "render",
]
