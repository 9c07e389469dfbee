"""The parts of views: plain values that templates print.

Addresses are relative to the site's root, or absolute where they lead off the site; a template
makes them relative to the page. Moments are texts, `YYYY-MM-DD HH:MM`. What is not there is "",
`()` or None.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# A site's own index, the one of its last build in a preview, or none in a preview.
SearchState = Literal["own", "last", "none"]
# How a column's entries are shown; `pages` are those beside its own text.
ListStyle = Literal["entries", "documents", "guides", "pages"]

# The city's entrance to which a column leads (Arts. 19, 20).
EntranceName = Literal["", "services", "interaction"]


@dataclass(frozen=True, slots=True)
class LinkView:
    """A place to go to, by its name."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class TypedLink:
    """A column with its type, which chooses its picture."""

    type: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Label:
    """A page label 网页标签, or a fact under its name."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class BodyLink:
    """A destination of the body as the page carries it.

    Attributes:
        href: relative to the page, or absolute; "" where the text stands without a link.
        leaves: it is the leaving notice before a destination outside government.
    """

    href: str
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class BodyView:
    """What a page's text is made from.

    Attributes:
        digest: of its source; "" for a page without a text.
        links: its destinations, in their order.
    """

    digest: str = ""
    links: tuple[BodyLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """An interpretation beside its policy in a list."""

    form: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in a list.

    Attributes:
        title: its title.
        url: its address.
        published_at: when it was published.
        summary: its summary.
        docno: a policy's document number.
        organ: who issued a policy, as its page says.
        validity: what a reader should know first: that it is no longer in force as it stands.
        readings: its interpretations, one of each form.
        waiting: only the preview shows it.
    """

    title: str
    url: str
    published_at: str = ""
    summary: str = ""
    docno: str = ""
    organ: str = ""
    validity: str = ""
    readings: tuple[Reading, ...] = ()
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class BlockView:
    """A column's newest pages, beside the columns that belong to it."""

    column: LinkView
    entries: tuple[Entry, ...]
    beside: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberedPage:
    """A further page of a list: its number from the oldest on, and the days that it covers."""

    number: int
    url: str
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a column's list.

    Attributes:
        style: how the entries are shown.
        entries: newest first.
        number: of a further page, from the oldest on; 0 on the column's own page.
        first_day: the day of the oldest entry.
        last_day: the day of the newest entry.
        total: of the column's entries; 0 on a further page, which never changes.
        paged: there are more entries than one page holds.
        newer_url: the page of the next newer entries.
        older_url: the page of the next older entries.
        further: on the column's own page, all others, the newest first.
        plain: columns below that have no list.
        blocks: columns below that have one.
    """

    style: ListStyle
    entries: tuple[Entry, ...]
    number: int = 0
    first_day: str = ""
    last_day: str = ""
    total: int = 0
    paged: bool = False
    newer_url: str = ""
    older_url: str = ""
    further: tuple[NumberedPage, ...] = ()
    plain: tuple[LinkView, ...] = ()
    blocks: tuple[BlockView, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """The news of the home page: a headline, one with a picture, the rest."""

    column: LinkView
    below: tuple[LinkView, ...]
    headline: Entry | None
    pictured: Entry | None
    picture: str
    rest: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Interaction:
    """The interaction of the home page: its own column, and lists beside it."""

    column: LinkView | None
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """What stands on the home page beside its text; None for what the site has no column for."""

    news: News | None
    more_news: tuple[BlockView, ...]
    documents: tuple[BlockView, ...]
    services: BlockView | None
    interaction: Interaction | None
    quick: tuple[TypedLink, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """Another document.

    Attributes:
        title: its title, or its number where it stands on no site.
        url: its address; "" where it stands on no site.
        docno: its document number.
        published_at: when it was published.
        provider: the unit that provided an interpretation.
        site: the name of the other site that it stands on; "" on the page's own.
    """

    title: str
    url: str = ""
    docno: str = ""
    published_at: str = ""
    provider: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class FormGroup:
    """A policy's interpretations of one form, newest first."""

    form: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class PolicyView:
    """What a policy says of itself, and what it has to do with other documents.

    Attributes:
        organ: who issued it.
        validity: whether it is in force, as the others' pages say too.
        interpretations: by form.
        replaces: documents that it replaces.
        amends: documents that it amends.
        replaced_by: documents that replace it.
        amended_by: documents that amend it.
    """

    index_no: str
    category: str
    organ: str
    docno: str
    made_on: str
    published_on: str
    effective_on: str
    validity: str
    interpretations: tuple[FormGroup, ...] = ()
    replaces: tuple[Item, ...] = ()
    amends: tuple[Item, ...] = ()
    replaced_by: tuple[Item, ...] = ()
    amended_by: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What an interpretation is about, who provides it, and its form."""

    policies: tuple[Item, ...]
    provider: str
    form: str


@dataclass(frozen=True, slots=True)
class Guide:
    """The eight elements of a service guide."""

    item: str
    basis: str
    conditions: str
    materials: str
    place: str
    hours: str
    phone: str
    procedure: str


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file below a page's text; `url` is "" where there is no such file."""

    name: str
    url: str
    form: str


@dataclass(frozen=True, slots=True)
class Leave:
    """The destination outside government that a leaving notice stands before."""

    target: str
    host: str
    owner: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A column by which results are filtered; its label is indented below the one above."""

    path: str
    label: str


@dataclass(frozen=True, slots=True)
class Search:
    """What the search page offers."""

    state: SearchState
    columns: tuple[Choice, ...]
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A page in a feed; addresses are absolute."""

    id: str
    title: str
    url: str
    published: str
    source: str
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A column's Atom feed; addresses are absolute."""

    id: str
    title: str
    subtitle: str
    updated: str
    author: str
    own_url: str
    column_url: str
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True)
class MapEntry:
    """A page in `sitemap.xml`, and the day on which it last changed."""

    url: str
    day: str = ""
