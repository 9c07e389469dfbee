"""The views of all pages of a site at one moment: what its templates print, page by page.

Beside the pages that editors write: list pages, the site map, the search page, leaving notices,
errors, and the files that machines read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from zhengwu.model.page import InterpretationMeta, PolicyMeta, ServiceMeta
from zhengwu.pages.body import body_of, rendered_body
from zhengwu.pages.chrome import Surroundings, report_url, site_view, template_destinations
from zhengwu.pages.entries import Entries, column_link, minute, text_of
from zhengwu.pages.feeds import feed_path, feed_text, feed_view, summary
from zhengwu.pages.home import HomeBlocks
from zhengwu.pages.index import GENERATED, PAGE_SIZE, SITEMAP
from zhengwu.pages.labels import page_labels
from zhengwu.pages.leaving import leave_pages
from zhengwu.pages.lists import (
    forwarding_column,
    list_page,
    list_paths,
    numbered_pages,
)
from zhengwu.pages.neighbours import ColumnOrder
from zhengwu.pages.relations import Relations
from zhengwu.pages.schedule import mark
from zhengwu.pages.search_page import search_view
from zhengwu.pages.sitemap import ROBOTS, map_entries, robots_text, sitemap_text
from zhengwu.pages.target import as_address
from zhengwu.pages.urls import url_of
from zhengwu.pages.view import PageView
from zhengwu.pages.view_parts import (
    AttachedFile,
    Guide,
    Label,
    Leave,
    LinkView,
    Listing,
    NumberedPage,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from zhengwu.model.city import City
    from zhengwu.model.site import Column
    from zhengwu.pages.chrome import SiteView
    from zhengwu.pages.index import Page, PageIndex
    from zhengwu.pages.leaving import LeavePage
    from zhengwu.pages.lists import ListPage
    from zhengwu.pages.view_parts import (
        EntranceName,
        ListStyle,
        SearchState,
    )

# The file of each error page, and its template.
ERRORS = ("404.html", "410.html")
MAIN = "main.html"
_LEAVE = "leave.html"
_OFFLINE = "offline.html"
# Beside the pages that no editor writes, the home page of a site that is off line.
_MADE = GENERATED | {"index.md": "home"}
_BELOW = 5
_ENTRANCES: Mapping[str, EntranceName] = {"办事服务": "services", "咨询投诉": "interaction"}
_STYLES: Mapping[str, ListStyle] = {"service": "guides", "policy": "documents", "page": "pages"}


@dataclass(frozen=True, slots=True)
class ViewOptions:
    """What the configuration says of pages.

    Attributes:
        around: what it says of all pages alike.
        list_size: entries on one page of a column's list.
        search: which index the search page searches; None for a site without search.
        relatives: gives the published policies and interpretations of the city's other sites.
    """

    around: Surroundings = field(default_factory=Surroundings)
    list_size: int = PAGE_SIZE
    search: SearchState | None = "own"
    relatives: Callable[[], Iterable[PageIndex]] = tuple


@dataclass(frozen=True)
class PageViews:
    """The views of one site's pages.

    Attributes:
        city: the register.
        pages: the site's pages as readers find them, with their city; none while it is off line.
        known: the pages that readers know; those from before, while the site is off line.
        moment: the minute by which is built.
        options: what the configuration says.
    """

    city: City
    pages: PageIndex
    known: PageIndex
    moment: datetime
    options: ViewOptions

    @cached_property
    def site(self) -> SiteView:
        """What stands around every page."""
        return site_view(self.city, self.pages, self.moment, self.options.around)

    @property
    def list_paths(self) -> tuple[str, ...]:
        """The paths of the pages that the system makes for readers, notices aside."""
        return (*list_paths(self.known, self.options.list_size), *GENERATED)

    @cached_property
    def leaving(self) -> dict[str, LeavePage]:
        """The leaving notices, by path."""
        also = template_destinations(self.city, self.pages.site, self.moment)
        return {page.path: page for page in leave_pages(self.pages, also)}

    @property
    def machine_files(self) -> Iterator[str]:
        """The files that machines read, relative to the site's root."""
        yield from (path for column in self.pages.site.columns if (path := feed_path(column)))
        yield SITEMAP
        if self.site.sitemaps:
            yield ROBOTS

    def template(self, path: str) -> str:
        """Return the template of the page at `path`, relative to the site's folder."""
        if path in self.leaving:
            return _LEAVE
        return _OFFLINE if self.site.offline else MAIN

    def of(self, path: str) -> PageView:
        """Return the view of the page at `path`, written or made; its text is not rendered."""
        if path in self.leaving:
            return self._leave(path)
        page = self.pages.pages.get(path)
        return self._written(page) if page else self._made(path)

    def html(self, path: str) -> str:
        """Return the text of the page at `path` as HTML, "" for pages that the system makes."""
        page = self.pages.pages.get(path)
        return rendered_body(self.pages, page).html if page else ""

    def error(self, name: str) -> PageView:
        """Return the view of an error page of `ERRORS`."""
        return self._view(name, "none", None)

    def machine_file(self, path: str) -> PageView:
        """Return the view of a file of `machine_files`."""
        for column in self.pages.site.columns:
            if feed_path(column) == path:
                feed = feed_view(self.city, self.pages, column)
                return self._view("", "feed", path, feed=feed)
        if path == SITEMAP:
            return self._view("", "sitemap", path, site_map=map_entries(self.pages))
        return self._view("", "robots", path)

    def _leave(self, path: str) -> PageView:
        page = self.leaving[path]
        leave = Leave(page.target, page.host, page.owner, page.purpose)
        return self._view(_LEAVE, "page", url_of(path), leave=leave)

    def _made(self, path: str) -> PageView:
        column = self.pages.site.column_of(path)
        kind = _MADE.get(path, "column" if column else "page")
        listing, forward, home = None, "", None
        if not self.site.offline:
            listing = self._listing(path)
            goal = None if listing else forwarding_column(self.pages, path, self._size)
            forward = column_link(goal).url if goal else ""
            home = self._home.home() if kind == "home" else None
        found = search_view(self.pages, self.options.search) if kind == "search" else None
        return self._view(
            self.template(path),
            "forward" if forward else kind,
            url_of(path),
            column,
            listing=listing,
            forward_url=forward,
            home=home,
            search=found,
        )

    def _written(self, page: Page) -> PageView:
        meta, kind = page.meta, page.kind
        beside = self._order.neighbours(page)
        said = mark(meta, self.moment)
        return self._view(
            self.template(page.path),
            kind,
            page.url,
            page.column,
            page,
            body=body_of(self.pages, page),
            mark=said.text() if said else "",
            published_at=minute(meta),
            source=text_of(meta, "source"),
            author=text_of(meta, "author"),
            attachments=tuple(self._attachments(page)),
            newer=_link(beside.above),
            older=_link(beside.below),
            listing=self._listing(page.path),
            home=self._home.home() if kind == "home" else None,
            policy=self._entries.policy(page, meta) if isinstance(meta, PolicyMeta) else None,
            interpretation=self._entries.interpretation(page, meta)
            if isinstance(meta, InterpretationMeta)
            else None,
            guide=_guide(meta) if isinstance(meta, ServiceMeta) else None,
        )

    def _view(
        self,
        template: str,
        kind: str,
        url: str | None,
        column: Column | None = None,
        page: Page | None = None,
        **parts: Any,  # noqa: ANN401 -- the fields of a view, typed there
    ) -> PageView:
        site = self.pages.site
        meta = page.meta if page else None
        name = page.title if page else (column.name if column else "")
        labels = page_labels(site, "column" if kind == "forward" else kind, column, meta)
        about = column.description if column else site.home.description
        trail = site.trail(column) if column else ()
        return PageView(
            template=template,
            kind=kind,
            url=url,
            address="" if url is None else site.url + quote(url),
            title=name,
            written=page is not None,
            description=_description(page, kind) or text_of(meta, "summary") or about,
            lang=text_of(meta, "lang"),
            labels=tuple(Label(*label) for label in labels),
            report_url=report_url(site, url or ""),
            column=column_link(column) if column else None,
            crumbs=tuple(map(column_link, trail)),
            feeds=tuple(self._feeds(kind, column)),
            entrance=_ENTRANCES.get(column.type, "") if column else "",
            **parts,
        )

    def _feeds(self, kind: str, column: Column | None) -> Iterator[LinkView]:
        """Yield the feed of the page's column; on the home page those of all at the top."""
        if self.options.around.feeds:
            top = self.pages.site.below("") if kind == "home" else ()
            for fed in (column,) if column else top:
                if path := feed_path(fed):
                    yield LinkView(fed.name, path)

    def _listing(self, path: str) -> Listing | None:
        found = list_page(self.pages, path, self._size)
        if found is None:
            return None
        column, items = found.column, found.items
        below = () if found.number else self.pages.site.below(column.path)
        listed = [sub for sub in below if sub.lists and self.pages.listing(sub)]
        if not column.lists:
            items = tuple(page for page in items if page.column and page.column.path == column.path)
        further = numbered_pages(self.pages, column, self._size) if not found.number else ()
        first_day, last_day = _days(found)
        return Listing(
            style=_STYLES.get(column.holds, "entries"),
            entries=self._entries.entries(items),
            number=found.number,
            first_day=first_day,
            last_day=last_day,
            total=0 if found.number else found.total,
            paged=column.lists and found.total > self._size,
            newer_url=found.newer_url,
            older_url=found.older_url,
            further=tuple(
                NumberedPage(p.number, f"{column.path}/page/{p.number}/", *_days(p))
                for p in further
            ),
            plain=tuple(column_link(sub) for sub in below if sub not in listed),
            blocks=tuple(self._home.block(sub, _BELOW) for sub in listed),
        )

    def _attachments(self, page: Page) -> Iterator[AttachedFile]:
        for name, written in _written_attachments(page):
            found = self.pages.follow(written, page.path) if written else None
            url = as_address(found.path) if found and found.kind == "file" else ""
            yield AttachedFile(name, url, url.rpartition(".")[2].upper())

    @property
    def _size(self) -> int:
        return self.options.list_size

    @cached_property
    def _entries(self) -> Entries:
        relations = Relations(self.pages, self.options.relatives)
        return Entries(relations, self.city, self.pages.site, self.moment)

    @cached_property
    def _home(self) -> HomeBlocks:
        return HomeBlocks(self.pages, self._entries)

    @cached_property
    def _order(self) -> ColumnOrder:
        return ColumnOrder(self.pages)


def machine_text(view: PageView, site: SiteView) -> str:
    """Return the text of a file that machines read, from its view and the site's."""
    if view.feed:
        return feed_text(view.feed)
    return sitemap_text(view.site_map) if view.kind == "sitemap" else robots_text(site.sitemaps)


def _description(page: Page | None, kind: str) -> str:
    """Return what an editor's page is about; "" for those of which the register speaks."""
    return "" if page is None or kind in {"home", "column"} else summary(page)


def _link(page: Page | None) -> LinkView | None:
    return LinkView(page.title, page.url) if page else None


def _days(page: ListPage) -> tuple[str, str]:
    """Return the days of the oldest and the newest entry; "" where entries have no date."""
    dated = [item.published_at.date().isoformat() for item in page.items if item.dated]
    return (min(dated), max(dated)) if dated else ("", "")


def _guide(meta: ServiceMeta) -> Guide:
    return Guide(
        item=meta.item or "",
        basis=meta.basis or "",
        conditions=meta.conditions or "",
        materials=meta.materials or "",
        place=meta.place or "",
        hours=meta.hours or "",
        phone=meta.phone or "",
        procedure=meta.procedure or "",
    )


def _written_attachments(page: Page) -> Iterator[tuple[str, str]]:
    """Yield name and file of the attachments; of kinds that know none, as far as they are some."""
    written = getattr(page.meta, "attachments", None)
    for one in written if isinstance(written, (list, tuple)) else ():
        facts = one if isinstance(one, dict) else vars(one) if hasattr(one, "name") else {}
        name, file = facts.get("name"), facts.get("file")
        if isinstance(name, str) and isinstance(file, str):
            yield name, file
