"""A page's text: what it is made from, and its HTML.

The one place that knows how both are gained from a page's source.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from zhengwu.dialect import Rendered, render
from zhengwu.pages.view_parts import (
    Body,
    BodyLink,
)

if TYPE_CHECKING:
    from zhengwu.pages.index import Page, PageIndex


def body_of(pages: PageIndex, page: Page) -> Body:
    """Return what the text of `page` is made from; nothing is rendered for it."""
    if page.source is None:
        return Body()
    links = (pages.link(target, page.path) for target in page.source.parsed.references())
    return Body(
        hashlib.sha256(page.source.body.encode("utf-8", "surrogatepass")).hexdigest(),
        tuple(BodyLink(link.href, link.leaves) for link in links),
    )


def rendered_body(pages: PageIndex, page: Page) -> Rendered:
    """Return the text of `page` as HTML, and its headings."""
    if page.source is None:
        return Rendered("", ())
    return render(page.source.parsed, lambda target: pages.link(target, page.path))
