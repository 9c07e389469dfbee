"""Plugin `zhengwu/markdown`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.plugins import BasePlugin
from mkdocs.structure.toc import get_toc

from zhengwu.pages.body import rendered_body
from zhengwu_mkdocs.markdown.config import MarkdownConfig
from zhengwu_mkdocs.site.current import current

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from zhengwu.dialect import Heading


class MarkdownPlugin(BasePlugin[MarkdownConfig]):
    """Renders pages by `zhengwu.dialect`, so that what is linted is what is published.

    MkDocs' own Markdown is given nothing to do: `on_page_markdown` hands it an empty text, and
    `on_page_content` puts the rendered page in its place.
    """

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Spare MkDocs reading the front matter a second time, and files that are no text."""
        known = current(config).page(page.file.src_uri)
        return None if known is None else ""

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Take the title from the index and leave MkDocs' Markdown nothing to do."""
        known = current(config).page(page.file.src_uri)
        if known is not None:
            page.meta = {"title": known.title}
        return ""

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Return the page as the dialect renders it."""
        now = current(config)
        known = now.page(page.file.src_uri)
        if known is None or known.source is None:
            return html
        rendered = rendered_body(now.pages, known)
        page.toc = get_toc(_nested(rendered.headings))
        return rendered.html


def _nested(headings: tuple[Heading, ...]) -> list[Any]:
    """Return headings as the tree that MkDocs makes its table of contents from."""
    top: list[Any] = []
    stack: list[Any] = []
    for heading in headings:
        token = {
            "level": heading.level,
            "id": heading.anchor,
            "name": heading.text,
            "children": [],
        }
        while stack and stack[-1]["level"] >= heading.level:
            stack.pop()
        (stack[-1]["children"] if stack else top).append(token)
        stack.append(token)
    return top
