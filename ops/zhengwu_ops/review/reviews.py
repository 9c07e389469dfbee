"""Everything about the seals of one city: which pages are approved, and why others are not."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from zhengwu.approval import (
    PlacedSeal,
    Policy,
    Verdict,
    digest_page,
    digest_site_file,
)
from zhengwu.approval.page_digest import covered_files
from zhengwu.approval.seal import folder_of
from zhengwu.errors import UserError
from zhengwu.facts_reader import FactsReader
from zhengwu.messages import msg
from zhengwu.pages.schedule import appears_at
from zhengwu.register.load import CITY_FILE, SITE_FILE
from zhengwu.snapshot import take_snapshot
from zhengwu.tree import FolderTree
from zhengwu_ops.officers.trust import dated_ahead, no_register, pins, read_trust
from zhengwu_ops.review.commit_authors import Authors
from zhengwu_ops.review.seal_files import SealFiles
from zhengwu_ops.world.forge import forge_record
from zhengwu_ops.world.history import History
from zhengwu_ops.world.openssh import Signatures

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from zhengwu.approval import PageDigest, Trust
    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.pages.index import PageIndex
    from zhengwu.problem import Problem
    from zhengwu.snapshot import Snapshot
    from zhengwu.tree import Tree


@dataclass
class Reviews:
    """The seals of a city, judged at one minute; `open` makes it.

    Attributes:
        content: the folder of `city.yml`.
        snapshot: the city in the folder that holds it, at the minute by which is judged.
        city: its register, which has loaded.
        facts: reads the facts of its pages.
        history: what git knows.
        signatures: checks them.
        verdicts: what was judged already, by site and page.
    """

    content: Path
    snapshot: Snapshot
    city: City
    facts: FactsReader
    history: History
    signatures: Signatures
    _indexes: dict[str, PageIndex] = field(default_factory=dict, init=False)
    _digests: dict[tuple[str, str], PageDigest] = field(default_factory=dict, init=False)
    verdicts: dict[tuple[str, str], Verdict] = field(default_factory=dict, init=False)

    @classmethod
    def open(cls, content: Path, now: datetime, signatures: Signatures | None = None) -> Reviews:
        """Read what is needed of the city in the folder `content`.

        Args:
            content: the folder of `city.yml`.
            now: the minute by which is judged, in the city's time.
            signatures: who checks them; keeps its answers in the user's cache by default.

        Raises:
            UserError: the register does not load, or there is no whole history.
        """
        root = content.parent
        snapshot = take_snapshot(FolderTree(root), content.name, now=now, moment=now)
        city = snapshot.register.city
        if city is None:
            raise UserError(snapshot.register.mistakes)
        history = History(root, city.facts.protected_branch, content.name, forge_record())
        history.require_whole()
        checks = signatures or Signatures.of_user()
        return cls(content, snapshot, city, FactsReader(snapshot.tree), history, checks)

    @property
    def tree(self) -> Tree:
        """The folder that holds the content."""
        return self.snapshot.tree

    @property
    def now(self) -> datetime:
        """The minute by which is judged, in the city's time."""
        return self.snapshot.moment

    @cached_property
    def trust(self) -> Trust:
        """The officers' register, as far as it is signed."""
        return read_trust(self.tree, self.city, self.signatures, self.history)

    @cached_property
    def seal_files(self) -> SealFiles:
        """The seal files."""
        region = self.city.facts.region
        return SealFiles(self.tree, region, self.history, self.signatures)

    @cached_property
    def authors(self) -> Authors:
        """Who made which commit."""
        return Authors(self.history, self.trust, self.signatures, self.now)

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the officers' register, or with the branch, as a whole."""
        found = list(self.trust.problems)
        if not self.trust.root and not found:
            found.append(no_register(f"{self.content.name}/{CITY_FILE}"))
        if early := self.history.ahead(self.now):
            found.append(dated_ahead(early))
        return tuple(found)

    def pins(self) -> Mapping[str, object]:
        """Return the signers that a publishing server pins."""
        return pins(self.trust, self.city.facts.region)

    def site(self, site_id: str) -> Site:
        """Return the site called `site_id`.

        Raises:
            UserError: there is none, or its register file is wrong.
        """
        if site_id in self.city.sites:
            return self.city.sites[site_id]
        register = self.snapshot.register
        if site_id in register.broken:
            raise UserError(register.mistakes)
        known = tuple(sorted(self.city.sites))
        raise UserError(msg("没有网站“{unknown}”；登记的有：{known}", unknown=site_id, known=known))

    def index(self, site_id: str) -> PageIndex:
        """Return the pages of a site."""
        if site_id not in self._indexes:
            self._indexes[site_id] = self.snapshot.pages(self.site(site_id), self.facts)
        return self._indexes[site_id]

    def folder(self, site_id: str) -> str:
        """Return a site's folder, relative to the folder that holds the content."""
        return f"{self.content.name}/{site_id}"

    def pages(self, site_id: str, *, due: bool = True) -> tuple[str, ...]:
        """Return what is sealed of a site: `site.yml` and its pages, drafts never.

        Args:
            site_id: the site.
            due: only the pages that stand on the site by now.
        """
        shown = (
            path
            for path, page in self.index(site_id).pages.items()
            if not (page.meta and page.meta.draft)
            and not (due and appears_at(page.meta) > self.now)
        )
        return (SITE_FILE, *sorted(shown))

    def files(self, site_id: str, page: str) -> tuple[str, ...]:
        """Return what a page's digest covers, relative to the folder that holds the content."""
        folder = self.folder(site_id)
        if page == SITE_FILE:
            return (f"{folder}/{SITE_FILE}", f"{self.content.name}/{CITY_FILE}")
        index = self.index(site_id)
        return tuple(
            f"{folder}/{path}" for path in (page, *covered_files(index.pages[page], index))
        )

    def title(self, site_id: str, page: str) -> str:
        """Return what people call a page."""
        if page == SITE_FILE:
            return msg("{name}：网站登记信息", name=self.site(site_id).name).text()
        return self.index(site_id).pages[page].title

    def digest(self, site_id: str, page: str) -> PageDigest:
        """Return the digest of a page as it is now.

        Raises:
            UserError: there is no such page, or it cannot be read.
        """
        key = (site_id, page)
        if key not in self._digests:
            self._digests[key] = self._digest(site_id, page)
        return self._digests[key]

    def _digest(self, site_id: str, page: str) -> PageDigest:
        site, tree, folder = self.site(site_id), self.tree, self.folder(site_id)
        if page == SITE_FILE:
            return digest_site_file(site, tree, folder, self.city)
        index = self.index(site_id)
        if page not in index.pages:
            raise UserError(msg("网站 {site} 没有页面 {page}", site=site_id, page=page))
        found = index.pages[page]
        if found.source is None:
            why = found.unreadable.message if found.unreadable else msg("")
            raise UserError(msg("{page} 读不了：{why}", page=page, why=why))
        return digest_page(found, index, tree, folder, self.city)

    def seals(self, site_id: str, page: str) -> list[PlacedSeal]:
        """Return every seal in a page's folder, of whatever text."""
        return self.seal_files.seals(folder_of(site_id, page), self.digest(site_id, page).value)

    def policy(self, site_id: str) -> Policy:
        """Return by what the seals of a site are judged."""
        return Policy.of(self.city, self.site(site_id))
