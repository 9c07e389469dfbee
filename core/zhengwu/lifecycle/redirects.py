"""Where former addresses lead: those of a retired site, and those before a change of address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.lifecycle.state import State, standing
from zhengwu.pages.index import GENERATED, PAGE_SIZE
from zhengwu.pages.lists import list_paths
from zhengwu.pages.urls import url_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.model.site import Site
    from zhengwu.pages.index import PageIndex


@dataclass(frozen=True, slots=True)
class Redirect:
    """A permanent redirect.

    Attributes:
        host: the host that is asked.
        path: the path that is asked, from the root of the host.
        to: the absolute address that answers.
    """

    host: str
    path: str
    to: str


def addresses(pages: PageIndex, page_size: int = PAGE_SIZE) -> tuple[str, ...]:
    """Return every address that the site's readers know, relative to its root, sorted.

    Pages that were written, lists, the pages that the system makes, and files beside pages.
    """
    made = {url_of(path) for path in (*list_paths(pages, page_size), *GENERATED)}
    written = {page.url for page in pages.pages.values()}
    return tuple(sorted({"", *made, *written, *pages.files}))


def redirects(
    site: Site, pages: PageIndex, day: date, page_size: int = PAGE_SIZE
) -> tuple[Redirect, ...]:
    """Return the redirects that `site` needs on `day`, none while it stands where it always stood.

    Args:
        site: the site.
        pages: its pages, those that were published.
        day: the day.
        page_size: how many entries its lists show.
    """
    now = standing(site, day)
    moved = now.event if now.state is State.RETIRED else None
    base = moved.moved_to if moved else None
    found = []
    for host, path in _homes(site, day, gone=base is not None):
        for url in addresses(pages, page_size):
            if base is None:
                to = f"{site.url}{url}"
            else:
                to = f"{base.rstrip('/')}/{url}" if moved and moved.keep_paths else base
            found.append(Redirect(host, f"{path}{url}", to))
    return tuple(found)


def _homes(site: Site, day: date, *, gone: bool) -> Iterator[tuple[str, str]]:
    """Yield the host and path of every home that the site has left by `day`."""
    here = (site.domain, site.path)
    host, path = here
    left: dict[tuple[str, str], None] = {here: None} if gone else {}
    changes = [e for e in site.lifecycle if e.event == "change" and e.was and e.date <= day]
    for event in sorted(changes, key=lambda e: e.date, reverse=True):
        if event.was and (event.was.domain or event.was.path):
            host, path = event.was.domain or host, event.was.path or path
            if (host, path) != here or gone:
                left[host, path] = None
    yield from left
