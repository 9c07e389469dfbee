"""What can be judged: each kind of source is parsed once, here, and read by many rules."""

from zhengwu_lint.sources.attachment import Picture
from zhengwu_lint.sources.document import Block, Comment, Document, Link, Span
from zhengwu_lint.sources.html.document import HtmlDocument
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.register import RegisterFile
from zhengwu_lint.sources.site_pages import SitePages
from zhengwu_lint.sources.unreadable import UnreadableFile

Source = MarkdownDocument | HtmlDocument | RegisterFile | Picture | SitePages | UnreadableFile

__all__ = [
    "Block",
    "Comment",
    "Document",
    "HtmlDocument",
    "Link",
    "MarkdownDocument",
    "Picture",
    "RegisterFile",
    "SitePages",
    "Source",
    "Span",
    "UnreadableFile",
]
