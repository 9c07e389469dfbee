"""A column's Atom feed (RFC 4287): the same bytes for the same pages, whenever it is written."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from zhengwu.dialect.parser import plain_text
from zhengwu.model.page import META_OF, ArticleMeta
from zhengwu.pages.labels import OWN_SOURCE
from zhengwu.pages.schedule import CITY_TIME

if TYPE_CHECKING:
    from datetime import datetime

    from zhengwu.model.city import City
    from zhengwu.model.site import Column, Site
    from zhengwu.pages.index import Page, PageIndex

FILE = "feed.xml"
NEWEST = 20
SUMMARY_LENGTH = 120
# A tag URI needs a day on which its maker held the domain. A site without that filing may not be
# public yet (Art. 6), so nobody remembers its ids.
_UNFILED = "2020-01-01"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_path(column: Column) -> str:
    """Return the feed's file, relative to the site's root; "" for columns without dated pages."""
    dated = issubclass(META_OF[column.holds], ArticleMeta)
    return f"{column.path}/{FILE}" if dated else ""


def feed(city: City, pages: PageIndex, column: Column) -> str:
    """Return the Atom feed of `column`: its newest pages and those of the columns below it."""
    site = pages.site
    entries = [page for page in pages.listing(column) if page.dated][:NEWEST]
    home = absolute_url(site, f"{column.path}/")
    own = absolute_url(site, feed_path(column))
    updated = _time(entries[0].published_at) if entries else f"{_authority_day(site)}T00:00:00Z"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"  <id>{_text(_tag(site, f'{column.path}/'))}</id>",
        f"  <title>{_text(f'{column.name} - {site.name}')}</title>",
        f"  <subtitle>{_text(column.description)}</subtitle>",
        f"  <updated>{updated}</updated>",
        f"  <author><name>{_text(city.unit_name(site.unit))}</name></author>",
        f'  <link rel="self" type="application/atom+xml" href={quoteattr(own)}/>',
        f'  <link rel="alternate" type="text/html" href={quoteattr(home)}/>',
    ]
    for page in entries:
        lines += _entry(site, page)
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
    tokens = page.source.parsed.tokens
    for before, token in pairwise(tokens):
        if before.type == "paragraph_open" and before.level == 0 and token.type == "inline":
            text = " ".join(plain_text(token).split())
            if text:
                long = len(text) > SUMMARY_LENGTH
                return f"{text[:SUMMARY_LENGTH]}……" if long else text
    return ""


def _entry(site: Site, page: Page) -> list[str]:
    url = quoteattr(absolute_url(site, page.url))
    when = _time(page.published_at)
    lines = [
        "  <entry>",
        f"    <id>{_text(_tag(site, page.url))}</id>",
        f"    <title>{_text(page.title)}</title>",
        f'    <link rel="alternate" type="text/html" href={url}/>',
        f"    <published>{when}</published>",
        f"    <updated>{when}</updated>",
    ]
    if page.meta and page.meta.source and page.meta.source != OWN_SOURCE:
        lines.append(f"    <author><name>{_text(page.meta.source)}</name></author>")
    if about := summary(page):
        lines.append(f'    <summary type="text">{_text(about)}</summary>')
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
