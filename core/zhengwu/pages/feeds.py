"""A column's Atom feed (RFC 4287): the same bytes for the same pages, whenever it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from zhengwu.model.page import META_OF, ArticleMeta
from zhengwu.pages.index import FEED
from zhengwu.pages.labels import OWN_SOURCE
from zhengwu.pages.schedule import CITY_TIME
from zhengwu.pages.view_parts import (
    Feed,
    FeedEntry,
)

if TYPE_CHECKING:
    from datetime import datetime

    from zhengwu.model.city import City
    from zhengwu.model.site import Column, Site
    from zhengwu.pages.index import Page, PageIndex

NEWEST = 20
SUMMARY_LENGTH = 120
# A tag URI needs a day on which its maker held the domain. A site without that filing may not be
# public yet (Art. 6), so nobody remembers its ids.
_UNFILED = "2020-01-01"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_path(column: Column) -> str:
    """Return the feed's file, relative to the site's root; "" for columns without dated pages."""
    dated = issubclass(META_OF[column.holds], ArticleMeta)
    return f"{column.path}/{FEED}" if dated else ""


def feed_view(city: City, pages: PageIndex, column: Column) -> Feed:
    """Return what the feed of `column` says: its newest pages and those of the columns below it."""
    site = pages.site
    entries = [page for page in pages.listing(column) if page.dated][:NEWEST]
    updated = _time(entries[0].published_at) if entries else f"{_authority_day(site)}T00:00:00Z"
    return Feed(
        id=_tag(site, f"{column.path}/"),
        title=f"{column.name} - {site.name}",
        subtitle=column.description,
        updated=updated,
        author=city.unit_name(site.unit),
        own_url=absolute_url(site, feed_path(column)),
        column_url=absolute_url(site, f"{column.path}/"),
        entries=tuple(_entry(site, page) for page in entries),
    )


def feed_text(feed: Feed) -> str:
    """Return the Atom feed."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"  <id>{_text(feed.id)}</id>",
        f"  <title>{_text(feed.title)}</title>",
        f"  <subtitle>{_text(feed.subtitle)}</subtitle>",
        f"  <updated>{feed.updated}</updated>",
        f"  <author><name>{_text(feed.author)}</name></author>",
        f'  <link rel="self" type="application/atom+xml" href={quoteattr(feed.own_url)}/>',
        f'  <link rel="alternate" type="text/html" href={quoteattr(feed.column_url)}/>',
    ]
    for entry in feed.entries:
        lines += _lines(entry)
    return "\n".join([*lines, "</feed>", ""])


def absolute_url(site: Site, url: str) -> str:
    """Return the address that `url`, relative to the site's root, has in the world."""
    return site.url + quote(url)


def summary(page: Page) -> str:
    """Return what `page` is about: its summary, else how its first paragraph begins."""
    if page.meta and page.meta.summary:
        return page.meta.summary
    if page.source is None:
        return ""
    text = page.source.facts.opening
    return f"{text[:SUMMARY_LENGTH]}……" if len(text) > SUMMARY_LENGTH else text


def _entry(site: Site, page: Page) -> FeedEntry:
    source = (page.meta and page.meta.source) or OWN_SOURCE
    return FeedEntry(
        id=_tag(site, page.url),
        title=page.title,
        url=absolute_url(site, page.url),
        published=_time(page.published_at),
        source="" if source == OWN_SOURCE else source,
        summary=summary(page),
    )


def _lines(entry: FeedEntry) -> list[str]:
    lines = [
        "  <entry>",
        f"    <id>{_text(entry.id)}</id>",
        f"    <title>{_text(entry.title)}</title>",
        f'    <link rel="alternate" type="text/html" href={quoteattr(entry.url)}/>',
        f"    <published>{entry.published}</published>",
        f"    <updated>{entry.published}</updated>",
    ]
    if entry.source:
        lines.append(f"    <author><name>{_text(entry.source)}</name></author>")
    if entry.summary:
        lines.append(f'    <summary type="text">{_text(entry.summary)}</summary>')
    return [*lines, "  </entry>"]


def _tag(site: Site, url: str) -> str:
    """Return the id of the page at `url` for good: a tag URI (RFC 4151)."""
    return f"tag:{site.domain},{_authority_day(site)}:{site.path}{quote(url)}"


def _authority_day(site: Site) -> str:
    filing = site.filings.domain
    return filing.date.isoformat() if filing else _UNFILED


def _time(moment: datetime) -> str:
    return moment.replace(tzinfo=CITY_TIME).isoformat(timespec="seconds")


def _text(text: str) -> str:
    return escape(_NOT_IN_XML.sub("", text))
