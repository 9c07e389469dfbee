"""Policies, their interpretations, and the documents that replace or amend them (Art. 18).

A page names another document by the relative path of its page or by its document number 文号. A
number is looked for on the page's own site first, then in the whole city. Each relation is stated
on one page and known on both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from zhengwu.messages import Message, msg
from zhengwu.model.page import Form, InterpretationMeta, PolicyMeta
from zhengwu.pages.document_number import names_page
from zhengwu.pages.index import PageIndex, PageTable
from zhengwu.pages.schedule import dead_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from zhengwu.facts_reader import FactsReader
    from zhengwu.model.site import Site
    from zhengwu.pages.index import Page

Key = tuple[str, str]
Field = Literal["interprets", "replaces", "amends", "replaced_by", "amended_by"]
# Fields that state the same relation from its other end.
REVERSE: dict[Field, Field] = {
    "replaces": "replaced_by",
    "amends": "amended_by",
    "replaced_by": "replaces",
    "amended_by": "amends",
}
FORMS: tuple[Form, ...] = get_args(Form)
FIELDS: tuple[Field, ...] = get_args(Field)
# A page without any of these words can stand in no relation across sites.
_WORDS = tuple(word.encode() for word in ("docno", *FIELDS))


@dataclass(frozen=True)
class RelatedPage:
    """A page and the site that it stands on."""

    site: Site
    page: Page

    @property
    def key(self) -> Key:
        """The page's identity within the city."""
        return self.site.id, self.page.path

    def url_from(self, site: Site) -> str:
        """Return the address relative to the root of `site`, or in full from other sites."""
        return self.page.url if site.id == self.site.id else self.site.url + self.page.url


@dataclass(frozen=True)
class PolicyReference:
    """What a page says of another document.

    Attributes:
        text: as written; the document's number where the other page stated the relation.
        entries: the pages that it names: none, the one meant, or several that carry the number.
        problem: why a path leads to no page.
    """

    text: str
    entries: tuple[RelatedPage, ...] = ()
    problem: Message | None = None

    @property
    def entry(self) -> RelatedPage | None:
        """The one page that is meant; None if there is none, or more than one."""
        return self.entries[0] if len(self.entries) == 1 else None


@dataclass(frozen=True)
class RelationGroup:
    """The interpretations of one form, newest first."""

    form: Form
    entries: tuple[RelatedPage, ...]


class Relations:
    """The relations of one site's pages, to each other and to pages of the city's other sites."""

    def __init__(
        self,
        pages: PageIndex,
        others: Callable[[], Iterable[PageIndex]] = tuple,
    ) -> None:
        """Take the pages to be related.

        Args:
            pages: of the site.
            others: gives the pages of the city's other sites, as far as they have to do with
                policies; asked once, and only if an answer depends on them.
        """
        self._pages = pages
        self._ask = others

    def stated(self, page: Page, field: Field) -> tuple[PolicyReference, ...]:
        """Return what `page` itself says in `field`, in its order."""
        return tuple(self._references(self._pages, page, field))

    def interpretations(self, page: Page) -> tuple[RelationGroup, ...]:
        """Return the interpretations of the policy `page` by form, in the order of `FORMS`."""
        by_form: dict[Form, list[RelatedPage]] = {}
        for entry in self._stated_by_others(page, "interprets"):
            meta = entry.page.meta
            if isinstance(meta, InterpretationMeta):
                by_form.setdefault(meta.form, []).append(entry)
        return tuple(
            RelationGroup(form, tuple(sorted(by_form[form], key=_newest_first)))
            for form in FORMS
            if form in by_form
        )

    def related(self, page: Page, field: Field) -> tuple[PolicyReference, ...]:
        """Return the documents in relation `field` to `page`, whichever page says so.

        Those that `page` names come first, in its order.
        """
        found = list(self.stated(page, field))
        named = {entry.key for reference in found for entry in reference.entries}
        if reverse := REVERSE.get(field):
            others = sorted(self._stated_by_others(page, reverse), key=_newest_first)
            found += (PolicyReference(_number(e.page), (e,)) for e in others if e.key not in named)
        return tuple(found)

    def states(self, entry: RelatedPage, field: Field, page: Page) -> bool:
        """Whether `entry` itself names `page` in `field`."""
        return entry.key in {found.key for found in self._stated_by_others(page, field)}

    def _stated_by_others(self, page: Page, field: Field) -> Iterator[RelatedPage]:
        pointing = self._pointing.get((self._pages.site.id, page.path), {})
        yield from pointing.get(field, {}).values()

    @cached_property
    def _others(self) -> tuple[PageIndex, ...]:
        own = self._pages.site.id
        return tuple(pages for pages in self._ask() if pages.site.id != own)

    @cached_property
    def _pointing(self) -> dict[Key, dict[Field, dict[Key, RelatedPage]]]:
        """What points to a page: by its key, then by the field that says so."""
        found: dict[Key, dict[Field, dict[Key, RelatedPage]]] = {}
        for pages in (self._pages, *self._others):
            for page in pages.pages.values():
                if not isinstance(page.meta, (PolicyMeta, InterpretationMeta)):
                    continue
                entry = RelatedPage(pages.site, page)
                for field in FIELDS:
                    for reference in self._references(pages, page, field):
                        if reference.entry and reference.entry.key != entry.key:
                            by_field = found.setdefault(reference.entry.key, {})
                            by_field.setdefault(field, {})[entry.key] = entry
        return found

    def _references(self, pages: PageIndex, page: Page, field: Field) -> Iterator[PolicyReference]:
        for text in getattr(page.meta, field, ()):
            if not names_page(text):
                yield PolicyReference(text, tuple(self._numbered(text, pages)))
                continue
            target = pages.follow(text, page.path)
            if target.kind == "page" and target.path in pages.pages:
                yield PolicyReference(text, (RelatedPage(pages.site, pages.pages[target.path]),))
            elif target.kind == "missing":
                yield PolicyReference(text, problem=target.problem)
            else:
                yield PolicyReference(text, problem=msg("“{text}”不是页面", text=text))

    def _numbered(self, number: str, pages: PageIndex) -> Iterator[RelatedPage]:
        """Yield the pages that carry `number`: those of the site itself, else the city's."""
        own = pages.numbered(number)
        yield from (RelatedPage(pages.site, page) for page in own)
        if not own:
            for other in (self._pages, *self._others):
                yield from (RelatedPage(other.site, page) for page in other.numbered(number))


def fault(reference: PolicyReference, page: Page, moment: datetime | None) -> Message | None:
    """Return why `reference` on `page` does not lead readers to one policy; None if it does.

    Args:
        reference: what the page says.
        page: the page.
        moment: by which is judged; None where pages that are not due count as well.
    """
    if reference.problem:
        return reference.problem
    if len(reference.entries) > 1:
        files = "、".join("/".join(entry.key) for entry in reference.entries)
        return msg("文号“{text}”有几个页面都写着：{files}", text=reference.text, files=files)
    entry = reference.entry
    if entry is None:
        return msg("没有哪个页面的文号是“{text}”", text=reference.text)
    if entry.page is page:
        return msg("“{text}”就是本页自己", text=reference.text)
    if entry.page.kind != "policy":
        return msg("“{text}”不是政策文件", text=reference.text)
    return dead_link(entry.page.meta, page.meta, moment) if moment else None


def read_relatives(site: Site, facts: FactsReader, folder: str) -> PageIndex:
    """Find those pages of `site` that can stand in a relation to pages of other sites.

    Most pages of a city cannot: their bytes tell, and their front matter is not read.
    """
    tree = facts.tree
    paths = (
        file.removeprefix(f"{folder}/")
        for file in tree.files(folder)
        if file.endswith(".md") and any(word in tree.read(file) for word in _WORDS)
    )
    return PageIndex(site, PageTable(site, folder, tuple(paths), facts))


def _number(page: Page) -> str:
    return (page.meta.docno or "") if isinstance(page.meta, PolicyMeta) else ""


def _newest_first(entry: RelatedPage) -> tuple[float, str, str]:
    age = (datetime.max - entry.page.published_at).total_seconds()  # noqa: DTZ901 -- local by definition
    return age, *entry.key
