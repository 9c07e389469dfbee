"""The leaving notice 离站提示: before a reader leaves government, a page says so.

Every destination on a listed host that is not government's has a page of its own below `leave/`,
so that the notice works without scripts. Its address is a digest of the destination alone: any
part of a site builds to the same links.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.pages.urls import foreign_host, leave_path
from zhengwu.register.yaml import scalars
from zhengwu.urls import read_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengwu.pages.index import Page, PageIndex

# What a text must hold to lead off the site: a scheme, an entity that may hide one, or two slashes
# of either kind.
_LEADS_OFF = re.compile(r"[:&]|[/\\]\s*[/\\]")


@dataclass(frozen=True, slots=True)
class LeavePage:
    """A page that stands between a site and one destination outside government.

    Attributes:
        target: the destination, as written.
        host: its host.
        owner: whose it is.
        purpose: why the city allows it.
    """

    target: str
    host: str
    owner: str
    purpose: str

    @property
    def path(self) -> str:
        """The page's file, relative to the site's folder."""
        return leave_path(self.target)


def leave_pages(pages: PageIndex, also: Iterable[str] = ()) -> tuple[LeavePage, ...]:
    """Return the leaving notices of a whole site, by path.

    Args:
        pages: the site's pages, with their city.
        also: destinations that the templates add: banners, entrances.
    """
    if pages.city is None:
        return ()
    found: dict[str, LeavePage] = {}
    targets = [target for page in pages.pages.values() for target in destinations(page)]
    for target in (*targets, *also):
        if entry := foreign_host(pages.city, target):
            written = target.strip()
            host = read_reference(written).host
            page = LeavePage(written, host, entry.owner, entry.purpose)
            found[page.path] = page
    return tuple(found[path] for path in sorted(found))


def destinations(page: Page) -> Iterator[str]:
    """Yield every destination of `page` that may lead off the site: its links, its front matter."""
    if page.source is None:
        return
    for _, value in scalars(page.source.front.data):
        if _LEADS_OFF.search(value):
            yield value
    yield from page.source.facts.destinations()
