"""The pages that a site's events name as their notices, read from a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.pages.index import PageIndex, read_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.pages.index import Page
    from zhengwu.tree import Tree


def notice_pages(site: Site, city: City, tree: Tree, content: str) -> dict[str, PageIndex]:
    """Return, by site, the pages that the events of `site` name, those of them that exist.

    Args:
        site: the site.
        city: the register.
        tree: where its files are.
        content: the folder of `city.yml` in it.
    """
    found: dict[str, PageIndex] = {}
    for key, home in (("site_notice", site), ("portal_notice", city.portal)):
        if home is not None:
            pages = found.get(home.id, PageIndex(home, {})).pages
            read = {page.path: page for page in _named(site, key, home, tree, content)}
            found[home.id] = PageIndex(home, {**pages, **read})
    return found


def _named(site: Site, key: str, home: Site, tree: Tree, content: str) -> Iterator[Page]:
    for event in site.lifecycle:
        step = getattr(event.done, key)
        if step and step.page:
            file = f"{content}/{home.id}/{step.page}"
            if tree.exists(file):
                yield read_page(home, step.page, tree.read(file), file)
