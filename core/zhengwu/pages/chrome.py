"""What stands around the pages of a site: made once for a site and a moment, from the register.

Nothing in it comes from articles, so that a new article changes no page by it. The statements of
the footer are plain pages, which it names by their titles; of the page that a banner names it is
looked up whether it is there.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from zhengwu.lifecycle.banners import banners_for
from zhengwu.lifecycle.offline import offline_notice
from zhengwu.packaged import read_data
from zhengwu.pages.feeds import absolute_url, feed_path
from zhengwu.pages.index import SEARCH, SITE_MAP
from zhengwu.pages.labels import site_labels
from zhengwu.pages.sitemap import robots_sitemaps
from zhengwu.pages.urls import url_of
from zhengwu.pages.view_parts import (
    Label,
    LinkView,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.pages.index import PageIndex

# What the footer links beside the seven items, by the name of the page's file.
_STATEMENTS = ("privacy", "accessibility")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the configuration says of all pages.

    Attributes:
        base: the path below which the site is served, with `/` at both ends; errors need it.
        preview: an editor looks at it.
        banners: banners stand above the pages.
        feeds: columns have feeds.
        ipv6: the network office has confirmed it.
        styles: style sheets beside the theme's.
    """

    base: str = "/"
    preview: bool = False
    banners: bool = True
    feeds: bool = True
    ipv6: bool = False
    styles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column, and those below it; `feed` is the address of its feed."""

    name: str
    url: str
    feed: str
    below: tuple[ColumnView, ...]


@dataclass(frozen=True, slots=True)
class SiteGroup:
    """The city's sites of one kind, `department` or `town`."""

    kind: str
    sites: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class BannerView:
    """A banner above every page; `key` changes with its words."""

    kind: str
    label: str
    title: str
    text: str
    link: LinkView | None
    emergency: bool
    dismissible: bool
    key: str


@dataclass(frozen=True, slots=True)
class OfflineView:
    """The notice at every address of a site that is off line; `moved_to` is the way there."""

    title: str
    lines: tuple[str, ...]
    moved_to: LinkView | None


@dataclass(frozen=True, slots=True)
class SiteView:
    """All that is printed around every page of a site, errors included.

    Attributes:
        name: of the site.
        url: its address in the world.
        base: the path below which it is served.
        kind: portal, department or town.
        demo: the city is a demonstration.
        preview: an editor looks at it.
        unit: who runs it.
        phone: how to reach them, as the next three.
        site_code: the identifiers, each with the authority's address.
        labels: the page labels of every page.
        columns: those of the navigation bar, with all below.
        site_map: the address of the site map.
        search: the address of the search page.
        statements: on privacy and accessibility, as far as they are written.
        portal: the city's portal, on other sites.
        groups: the city's other sites, on a portal that is not alone; else None.
        services: the city's entrances (Arts. 19, 20).
        banners: the weightiest first.
        offline: the notice in the place of the site.
        sitemaps: the site maps that `robots.txt` names; () for a site without that file.
    """

    name: str
    url: str
    base: str
    kind: str
    demo: bool
    preview: bool
    ipv6: bool
    styles: tuple[str, ...]
    unit: str
    phone: str
    email: str
    address: str
    postcode: str
    site_code: str
    icp: LinkView
    police: LinkView
    conac_url: str
    labels: tuple[Label, ...]
    columns: tuple[ColumnView, ...]
    site_map: str
    search: str
    statements: tuple[LinkView, ...]
    portal: LinkView | None
    groups: tuple[SiteGroup, ...] | None
    services: LinkView | None
    interaction: LinkView | None
    banners: tuple[BannerView, ...]
    offline: OfflineView | None
    sitemaps: tuple[str, ...]


def site_view(
    city: City, pages: PageIndex, moment: datetime, around: Surroundings | None = None
) -> SiteView:
    """Return what stands around the pages of a site.

    Args:
        city: the register.
        pages: the site's pages, with their city.
        moment: the minute by which is built.
        around: what the configuration says.
    """
    around = around or Surroundings()
    site = pages.site
    contact, own, links = site.contact, site.identifiers, site.identifiers.links
    portal = city.portal
    entrances = city.facts.entrances
    return SiteView(
        name=site.name,
        url=site.url,
        base=around.base,
        kind=site.kind,
        demo=city.demo,
        preview=around.preview,
        ipv6=around.ipv6,
        styles=around.styles,
        unit=city.unit_name(site.unit),
        phone=contact.phone,
        email=contact.email or "",
        address=contact.address or "",
        postcode=contact.postcode or "",
        site_code=own.site_code,
        icp=LinkView(own.icp, links["icp"]),
        police=LinkView(own.police, links["police"]),
        conac_url=links["conac"],
        labels=tuple(Label(*label) for label in site_labels(site)),
        columns=_columns(site, "", feeds=around.feeds),
        site_map=url_of(SITE_MAP),
        search=url_of(SEARCH),
        statements=_statements(pages),
        portal=LinkView(portal.name, portal.url) if portal and portal.id != site.id else None,
        groups=_groups(city) if site.kind == "portal" and len(city.sites) > 1 else None,
        services=LinkView(entrances.services.name, from_root(pages, entrances.services.url))
        if entrances
        else None,
        interaction=LinkView(
            entrances.interaction.name, from_root(pages, entrances.interaction.url)
        )
        if entrances
        else None,
        banners=tuple(_banners(city, pages, moment)) if around.banners else (),
        # An editor's preview shows the site all the same.
        offline=None if around.preview else _offline(city, pages, moment),
        sitemaps=robots_sitemaps(city, site),
    )


def template_destinations(city: City, site: Site, moment: datetime) -> Iterator[str]:
    """Yield the addresses that no page carries and the templates add."""
    for banner in banners_for(city, site, moment):
        yield banner.link
    if notice := offline_notice(site, city, moment.date()):
        yield notice.moved_to
    if entrances := city.facts.entrances:
        yield entrances.services.url
        yield entrances.interaction.url


def from_root(pages: PageIndex, target: str) -> str:
    """Return the way from the site's root to a destination of the register."""
    return pages.link(target, "index.md").href


def report_url(site: Site, url: str) -> str:
    """Return where to report an error on the page at `url` (relative to the root)."""
    template: str = read_data("identifiers.yml")["jiucuo"]["link"]
    return template.format(
        site_code=site.identifiers.site_code, url=quote(absolute_url(site, url), safe="")
    )


def _columns(site: Site, path: str, *, feeds: bool) -> tuple[ColumnView, ...]:
    return tuple(
        ColumnView(
            column.name,
            url_of(f"{column.path}/index.md"),
            feed_path(column) if feeds else "",
            _columns(site, column.path, feeds=feeds),
        )
        for column in site.below(path)
    )


def _statements(pages: PageIndex) -> tuple[LinkView, ...]:
    named: dict[str, LinkView] = {}
    for path, page in pages.pages.items():
        stem = path.removesuffix(".md").removesuffix("/index")
        if page.kind == "page":
            named.setdefault(posixpath.basename(stem), LinkView(page.title, page.url))
    return tuple(named[name] for name in _STATEMENTS if name in named)


def _groups(city: City) -> tuple[SiteGroup, ...]:
    found = (
        (kind, tuple(LinkView(s.name, s.url) for s in city.sites.values() if s.kind == kind))
        for kind in ("department", "town")
    )
    return tuple(SiteGroup(kind, sites) for kind, sites in found if sites)


def _banners(city: City, pages: PageIndex, moment: datetime) -> Iterator[BannerView]:
    for banner in banners_for(city, pages.site, moment):
        href = from_root(pages, banner.link) if banner.link else ""
        yield BannerView(
            banner.kind,
            banner.label.text(),
            banner.title,
            banner.text,
            LinkView(banner.link_text, href) if href else None,
            banner.emergency is not None,
            banner.dismissible,
            banner.key,
        )


def _offline(city: City, pages: PageIndex, moment: datetime) -> OfflineView | None:
    notice = offline_notice(pages.site, city, moment.date())
    if notice is None:
        return None
    moved_to = notice.moved_to
    return OfflineView(
        notice.title.text(),
        tuple(line.text() for line in notice.lines),
        LinkView(moved_to, from_root(pages, moved_to)) if moved_to else None,
    )
