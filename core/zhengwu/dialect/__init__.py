"""The one dialect of Markdown: one parser, one renderer, for preview, lint and publication."""

from zhengwu.dialect.parser import Parsed, parse
from zhengwu.dialect.render import Heading, Link, Rendered, annotate, render

__all__ = ["Heading", "Link", "Parsed", "Rendered", "annotate", "parse", "render"]
