"""A page's relations to other documents, as templates see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.model.page import InterpretationMeta, PolicyMeta

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from zhengwu.model.city import City
    from zhengwu.model.page import Form, Validity
    from zhengwu.model.site import Site
    from zhengwu.pages.index import Page
    from zhengwu.pages.relations import Field, PolicyReference, RelatedPage, Relations

_IN_FORCE = "有效"


@dataclass(frozen=True, slots=True)
class Item:
    """Another document.

    Attributes:
        title: its title, or its number where it stands on no site.
        url: relative to the site's root, or in full on another site; "" where it stands on no site.
        docno: its document number, "" if it has none.
        published_at: when it was published; None where it stands on no site.
        provider: the unit that provided an interpretation, "" if not said.
        site: the name of the other site that it stands on; "" on the page's own.
    """

    title: str
    url: str = ""
    docno: str = ""
    published_at: datetime | None = None
    provider: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class FormGroup:
    """A policy's interpretations of one form, newest first."""

    form: Form
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """What a page has to do with other documents.

    Attributes:
        interpretations: of a policy, by form.
        policies: what an interpretation is about.
        replaces: documents that this one replaces.
        amends: documents that this one amends.
        replaced_by: documents that replace this one.
        amended_by: documents that amend this one.
        validity: whether a policy is in force, as the others' pages say too; "" if nobody says.
        organ: who issued a policy, "" for other pages.
    """

    interpretations: tuple[FormGroup, ...] = ()
    policies: tuple[Item, ...] = ()
    replaces: tuple[Item, ...] = ()
    amends: tuple[Item, ...] = ()
    replaced_by: tuple[Item, ...] = ()
    amended_by: tuple[Item, ...] = ()
    validity: Validity | str = ""
    organ: str = ""


class Links:
    """Makes the view of any page of a site; a global of the templates."""

    def __init__(self, relations: Relations, city: City, site: Site) -> None:
        """Take the relations of the site's pages."""
        self._relations = relations
        self._city = city
        self._site = site

    def __call__(self, page: Page | None) -> Linked:
        """Return what `page` has to do with other documents; nothing for pages of other kinds."""
        if page is None:
            return Linked()
        if isinstance(page.meta, InterpretationMeta):
            return Linked(policies=self._items(self._relations.stated(page, "interprets")))
        if isinstance(page.meta, PolicyMeta):
            return self._policy(page, page.meta)
        return Linked()

    def _policy(self, page: Page, meta: PolicyMeta) -> Linked:
        replaced_by = self._related(page, "replaced_by")
        amended_by = self._related(page, "amended_by")
        groups = self._relations.interpretations(page)
        return Linked(
            interpretations=tuple(
                FormGroup(group.form, tuple(self._item(entry) for entry in group.entries))
                for group in groups
            ),
            replaces=self._related(page, "replaces"),
            amends=self._related(page, "amends"),
            replaced_by=replaced_by,
            amended_by=amended_by,
            validity=_validity(meta.validity, replaced_by, amended_by),
            organ=meta.organ or self._city.unit_name(self._site.unit),
        )

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
            meta.published_at if meta else None,
            (meta.provider or "") if isinstance(meta, InterpretationMeta) else "",
            entry.site.name if entry.site.id != self._site.id else "",
        )


def _validity(
    stated: Validity | None, replaced_by: tuple[Item, ...], amended_by: tuple[Item, ...]
) -> Validity | str:
    """Return what holds from the moment on at which the other document appears."""
    if stated in {None, _IN_FORCE}:
        if replaced_by:
            return "废止"
        if amended_by:
            return "已修改"
    return stated or ""
