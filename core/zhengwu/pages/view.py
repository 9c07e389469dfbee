"""A page as its template prints it: plain values, so that it can be stored, compared and sent.

`PageView.digest` is known before anything is rendered: it covers the body's digest and the links
that the body carries, not the body's HTML, which follows from both.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter

from zhengwu.pages.view_parts import (
    AttachedFile,
    BodyView,
    EntranceName,
    Feed,
    Guide,
    HomeView,
    Interpretation,
    Label,
    Leave,
    LinkView,
    Listing,
    MapEntry,
    PolicyView,
    Search,
)

if TYPE_CHECKING:
    from collections.abc import Callable

View = TypeVar("View")


@dataclass(frozen=True, slots=True)
class PageView:
    """All that is printed of one page.

    Attributes:
        template: by which it is rendered; "" for what `machine_files` writes.
        kind: of the page; `column` for all pages of a list, `none` for errors, which stand nowhere.
        url: its address; None for errors, which are served anywhere.
        address: its address in the world; "" for errors.
        title: its title; "" for pages that the theme names.
        written: an editor wrote it.
        description: what it is about, for search engines.
        labels: the page labels.
        report_url: where to report an error on it.
        body: what its text is made from.
        html: its text; no part of the digest.
        column: the column that it belongs to.
        crumbs: the columns above it, the highest first.
        feeds: the feeds that it names.
        lang: what its title and text are written in; "" for the site's language.
        mark: what the preview says of a page that is not published.
        published_at: when it was published.
        source: where it comes from.
        author: who wrote it.
        attachments: the files that belong to it.
        newer: the next newer page of its column.
        older: the next older page of its column.
        entrance: the city's entrance that its column leads to.
        forward_url: of an address that stands for another page: that page.
    """

    template: str
    kind: str
    url: str | None
    address: str
    title: str
    written: bool
    description: str
    labels: tuple[Label, ...]
    report_url: str
    body: BodyView = field(default_factory=BodyView)
    html: str = ""
    column: LinkView | None = None
    crumbs: tuple[LinkView, ...] = ()
    feeds: tuple[LinkView, ...] = ()
    lang: str = ""
    mark: str = ""
    published_at: str = ""
    source: str = ""
    author: str = ""
    attachments: tuple[AttachedFile, ...] = ()
    newer: LinkView | None = None
    older: LinkView | None = None
    entrance: EntranceName = ""
    forward_url: str = ""
    listing: Listing | None = None
    home: HomeView | None = None
    policy: PolicyView | None = None
    interpretation: Interpretation | None = None
    guide: Guide | None = None
    leave: Leave | None = None
    search: Search | None = None
    feed: Feed | None = None
    site_map: tuple[MapEntry, ...] = ()

    @property
    def digest(self) -> str:
        """A digest of everything that the page prints, the HTML of its text aside."""
        return digest_of(replace(self, html=""))


def digest_of(view: object) -> str:
    """Return the SHA-256 of a view: of the same values always the same."""
    data = json.dumps(to_data(view), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(data.encode("ascii")).hexdigest()


def to_data(view: object) -> Any:  # noqa: ANN401 -- what JSON can hold
    """Return a view as JSON can hold it."""
    return _adapter(type(view)).dump_python(view, mode="json")


def from_data(kind: type[View], data: Any) -> View:  # noqa: ANN401 -- what JSON can hold
    """Return the view of the type `kind` that `to_data` turned into `data`."""
    view: View = _adapter(kind).validate_python(data)
    return view


# Made once for each type: it costs more than a view.
_adapter: Callable[[type], TypeAdapter[Any]] = cache(TypeAdapter)
