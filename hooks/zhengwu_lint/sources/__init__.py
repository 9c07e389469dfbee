"""What can be judged: each kind of source is parsed once, here, and read by many rules."""

from zhengwu_lint.sources.document import Block, Document, Link
from zhengwu_lint.sources.html import HtmlDocument
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.register import RegisterFile
from zhengwu_lint.sources.unreadable import UnreadableFile

Source = MarkdownDocument | HtmlDocument | RegisterFile | UnreadableFile

__all__ = [
    "Block",
    "Document",
    "HtmlDocument",
    "Link",
    "MarkdownDocument",
    "RegisterFile",
    "Source",
    "UnreadableFile",
]
