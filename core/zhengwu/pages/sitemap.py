"""What search engines are told: `sitemap.xml` of a site and `robots.txt` of its domain."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from zhengwu.pages.feeds import absolute_url
from zhengwu.pages.index import SITE_MAP, url_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.pages.index import Page, PageIndex

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"


def sitemap(pages: PageIndex) -> str:
    """Return `sitemap.xml`: every page that a reader may look for, with its day.

    Further pages of lists, the search page and leaving notices are no such pages.
    """
    entries = sorted(dict(_entries(pages)).items())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for url, day in entries:
        changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        lines.append(f"  <url><loc>{escape(absolute_url(pages.site, url))}</loc>{changed}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def robots(city: City, site: Site) -> str | None:
    """Return `robots.txt`; None for a site below the root of its domain, which has none.

    Everything may be read: what must not be found is not published.
    """
    if site.path != "/":
        return None
    maps = [
        f"Sitemap: {absolute_url(other, SITEMAP)}"
        for other in sorted(city.sites.values(), key=lambda s: s.path)
        if other.domain == site.domain
    ]
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
