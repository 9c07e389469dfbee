"""What can be judged: each kind of source is parsed once, here, and read by many rules."""

from zhengwu_lint.sources.attachment import Attachment
from zhengwu_lint.sources.document import Block, Comment, Document, Link, Span
from zhengwu_lint.sources.html import HtmlDocument
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.register import RegisterFile
from zhengwu_lint.sources.site import Site
from zhengwu_lint.sources.unreadable import UnreadableFile

Source = MarkdownDocument | HtmlDocument | RegisterFile | Attachment | Site | UnreadableFile

__all__ = [
    "Attachment",
    "Block",
    "Comment",
    "Document",
    "HtmlDocument",
    "Link",
    "MarkdownDocument",
    "RegisterFile",
    "Site",
    "Source",
    "Span",
    "UnreadableFile",
]
