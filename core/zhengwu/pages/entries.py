"""Pages as they stand in lists, and what a page has to do with other documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.model.page import InterpretationMeta, PolicyMeta
from zhengwu.pages.schedule import MINUTE_FORMAT, mark
from zhengwu.pages.view_parts import (
    Entry,
    FormGroup,
    Interpretation,
    Item,
    LinkView,
    PolicyView,
    Reading,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from zhengwu.model.city import City
    from zhengwu.model.page import PageMeta
    from zhengwu.model.site import Column, Site
    from zhengwu.pages.index import Page
    from zhengwu.pages.relations import Field, PolicyReference, RelatedPage, Relations

_IN_FORCE = "有效"


class Entries:
    """Makes the entries of one site's pages, and their relations."""

    def __init__(self, relations: Relations, city: City, site: Site, moment: datetime) -> None:
        """Take the relations of the site's pages, and the minute by which is built."""
        self._relations = relations
        self._city = city
        self._site = site
        self._moment = moment

    def entry(self, page: Page) -> Entry:
        """Return `page` as an entry of a list."""
        validity, readings = "", []
        if isinstance(page.meta, PolicyMeta):
            said = self.policy(page, page.meta)
            validity = "" if said.validity == _IN_FORCE else said.validity
            firsts = ((group.form, group.items[0]) for group in said.interpretations)
            readings = [Reading(form, first.title, first.url) for form, first in firsts]
        return Entry(
            page.title,
            page.url,
            minute(page.meta),
            text_of(page.meta, "summary"),
            text_of(page.meta, "docno"),
            text_of(page.meta, "organ"),
            validity,
            tuple(readings),
            mark(page.meta, self._moment) is not None,
        )

    def entries(self, pages: Iterable[Page]) -> tuple[Entry, ...]:
        """Return pages as entries of a list, in their order."""
        return tuple(self.entry(page) for page in pages)

    def policy(self, page: Page, meta: PolicyMeta) -> PolicyView:
        """Return what the policy `page` is, and what it has to do with other documents."""
        replaced_by = self._related(page, "replaced_by")
        amended_by = self._related(page, "amended_by")
        return PolicyView(
            index_no=meta.index_no or "",
            category=meta.category or "",
            organ=meta.organ or self._city.unit_name(self._site.unit),
            docno=meta.docno or "",
            made_on=_day(meta.made_on),
            published_on=_day(meta.published_at.date()),
            effective_on=_day(meta.effective_on),
            validity=_validity(meta.validity or "", replaced_by, amended_by),
            interpretations=tuple(
                FormGroup(group.form, tuple(self._item(entry) for entry in group.entries))
                for group in self._relations.interpretations(page)
            ),
            replaces=self._related(page, "replaces"),
            amends=self._related(page, "amends"),
            replaced_by=replaced_by,
            amended_by=amended_by,
        )

    def interpretation(self, page: Page, meta: InterpretationMeta) -> Interpretation:
        """Return what the interpretation `page` is about."""
        policies = self._items(self._relations.stated(page, "interprets"))
        return Interpretation(policies, meta.provider or "", meta.form)

    def _related(self, page: Page, field: Field) -> tuple[Item, ...]:
        return self._items(self._relations.related(page, field))

    def _items(self, references: Iterable[PolicyReference]) -> tuple[Item, ...]:
        return tuple(
            self._item(reference.entry) if reference.entry else Item(reference.text)
            for reference in references
            if reference.problem is None
        )

    def _item(self, entry: RelatedPage) -> Item:
        meta = entry.page.meta
        return Item(
            entry.page.title,
            entry.url_from(self._site),
            (meta.docno or "") if isinstance(meta, PolicyMeta) else "",
            minute(meta),
            (meta.provider or "") if isinstance(meta, InterpretationMeta) else "",
            entry.site.name if entry.site.id != self._site.id else "",
        )


def column_link(column: Column) -> LinkView:
    """Return the way to a column's own page."""
    return LinkView(column.name, f"{column.path}/")


def minute(meta: PageMeta | None) -> str:
    """Return when a page was published, as views hold it; "" where it does not say."""
    at = meta.published_at if meta else None
    return at.strftime(MINUTE_FORMAT) if at else ""


def text_of(meta: object, name: str) -> str:
    """Return a field of the front matter as text; "" where it says nothing, or does not know it."""
    value = getattr(meta, name, None)
    return str(value) if value else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _validity(stated: str, replaced_by: tuple[Item, ...], amended_by: tuple[Item, ...]) -> str:
    """Return what holds from the moment on at which the other document appears."""
    if stated in {"", _IN_FORCE}:
        if replaced_by:
            return "废止"
        if amended_by:
            return "已修改"
    return stated
