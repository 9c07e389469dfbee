"""What search engines are told: `sitemap.xml` of a site and `robots.txt` of its domain."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from zhengwu.pages.feeds import absolute_url
from zhengwu.pages.index import SITE_MAP, SITEMAP
from zhengwu.pages.urls import url_of
from zhengwu.pages.view_parts import (
    MapEntry,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.pages.index import Page, PageIndex

ROBOTS = "robots.txt"


def map_entries(pages: PageIndex) -> tuple[MapEntry, ...]:
    """Return every page that a reader may look for, with its day, by address.

    Further pages of lists, the search page and leaving notices are no such pages.
    """
    return tuple(
        MapEntry(absolute_url(pages.site, url), day.isoformat() if day else "")
        for url, day in sorted(dict(_entries(pages)).items())
    )


def sitemap_text(entries: Iterable[MapEntry]) -> str:
    """Return `sitemap.xml`."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for entry in entries:
        changed = f"<lastmod>{entry.day}</lastmod>" if entry.day else ""
        lines.append(f"  <url><loc>{escape(entry.url)}</loc>{changed}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def robots_sitemaps(city: City, site: Site) -> tuple[str, ...]:
    """Return the site maps that `robots.txt` names; () for a site below its domain's root.

    Only the root has a `robots.txt`.
    """
    if site.path != "/":
        return ()
    return tuple(
        absolute_url(other, SITEMAP)
        for other in sorted(city.sites.values(), key=lambda s: s.path)
        if other.domain == site.domain
    )


def robots_text(sitemaps: Iterable[str]) -> str:
    """Return `robots.txt`. Everything may be read: what must not be found is not published."""
    maps = (f"Sitemap: {address}" for address in sitemaps)
    return "\n".join(["User-agent: *", "Disallow:", *maps, ""])


def _entries(pages: PageIndex) -> Iterator[tuple[str, date | None]]:
    yield "", _newest(pages.pages.values())
    yield url_of(SITE_MAP), None
    for column in pages.site.columns:
        yield url_of(f"{column.path}/index.md"), _newest(pages.listing(column))
    for page in pages.pages.values():
        if page.dated:
            yield page.url, page.published_at.date()
        elif page.kind not in {"home", "column"}:
            yield page.url, None


def _newest(pages: Iterable[Page]) -> date | None:
    return max((page.published_at.date() for page in pages if page.dated), default=None)
