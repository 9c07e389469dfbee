"""A page's text: what it is made from, and its HTML.

The one place that knows how both are gained from a page's source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.dialect import Rendered, fill
from zhengwu.pages.view_parts import (
    BodyLink,
    BodyView,
)

if TYPE_CHECKING:
    from zhengwu.pages.index import Page, PageIndex


def body_of(pages: PageIndex, page: Page) -> BodyView:
    """Return what the text of `page` is made from; nothing is rendered for it."""
    if page.source is None:
        return BodyView()
    targets = page.source.facts.destinations(pictures=True)
    links = (pages.link(target, page.path) for target in targets)
    return BodyView(
        page.source.digests[1],
        tuple(BodyLink(link.href, link.leaves) for link in links),
    )


def rendered_body(pages: PageIndex, page: Page) -> Rendered:
    """Return the text of `page` as HTML, and its headings."""
    if page.source is None:
        return Rendered("", ())
    facts = page.source.facts
    html = fill(facts.html, lambda target: pages.link(target, page.path))
    return Rendered(html, facts.headings)
