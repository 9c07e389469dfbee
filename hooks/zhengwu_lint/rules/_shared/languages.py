"""Which language a page says that it is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.packaged import read_data

if TYPE_CHECKING:
    from zhengwu_lint.sources.markdown import MarkdownDocument


def is_traditional_version(document: MarkdownDocument) -> bool:
    """Whether the page is said to be in Traditional characters (`lang` in its front matter)."""
    language = str(document.source.front.data.get("lang") or "").lower()
    return language.startswith(tuple(read_data("traditional.yml")["languages"]))
