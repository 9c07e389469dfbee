"""Everything about the seals of one city: which pages are approved, and why others are not."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.pages.schedule import appears_at
from zhengwu.seals import (
    Authorship,
    PlacedSeal,
    Policy,
    Reason,
    digest_page,
    digest_site_file,
    verdict,
)
from zhengwu.seals.candidate import Bench
from zhengwu.seals.covers import covered_files, parts, stray_note
from zhengwu.seals.seal import REVIEWS, SUFFIX, namespace, read_seal, seal_id
from zhengwu.seals.verdict import approved
from zhengwu.store import CITY_FILE, SITE_FILE
from zhengwu.textfile import Unreadable, read_text
from zhengwu.tree import FolderTree
from zhengwu_lint.workspace import Workspace
from zhengwu_ops.reviewing.authors import Authors
from zhengwu_ops.reviewing.forge import forge_record
from zhengwu_ops.reviewing.history import History
from zhengwu_ops.reviewing.openssh import Signatures, Signed
from zhengwu_ops.reviewing.register import pins, read_trust

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.pages.index import PageIndex
    from zhengwu.seals import Emergency, PageDigest, Trust, Verdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """By what a page is approved, for a release's manifest.

    Attributes:
        digest: the page.
        seals: the seals that count, in order.
        texts: the text of their files; a server checks these for itself.
        emergency: set while the page stands by an emergency seal alone.
    """

    digest: PageDigest
    seals: tuple[PlacedSeal, ...]
    texts: tuple[str, ...]
    emergency: Emergency | None


@dataclass(frozen=True, slots=True)
class _File:
    """A seal's file as it was read."""

    placed: PlacedSeal
    text: str
    signed: Signed


@dataclass
class Reviews:
    """The seals of a city, judged at one minute.

    Attributes:
        content: the folder of `city.yml`.
        workspace: the city's tree.
        city: the register.
        history: what git knows.
        signatures: checks them.
        now: the minute, in the city's time.
    """

    content: Path
    workspace: Workspace
    city: City
    history: History
    signatures: Signatures
    now: datetime
    _digests: dict[tuple[str, str], PageDigest] = field(default_factory=dict, init=False)

    @classmethod
    def open(
        cls, content: Path, now: datetime, signatures: Signatures | None = None
    ) -> Reviews:
        """Read what is needed of the city in the folder `content`.

        Args:
            content: the folder of `city.yml`.
            now: the minute by which is judged, in the city's time.
            signatures: who checks them; keeps its answers in the user's cache by default.

        Raises:
            UserError: the register does not load, or there is no whole history.
        """
        root = content.parent
        workspace = Workspace(FolderTree(root), content.name, now)
        city = workspace.register.city
        if city is None:
            raise UserError(workspace.register.mistakes)
        branch = city.facts.protected_branch
        history = History(root, branch, content.name, forge_record())
        history.require_whole()
        return cls(content, workspace, city, history, signatures or Signatures.of_user(), now)

    @cached_property
    def trust(self) -> Trust:
        """The officers' register, as far as it is signed."""
        return read_trust(self.workspace.tree, self.city, self.signatures, self.history)

    def problems(self) -> tuple[Reason, ...]:
        """Return what is wrong with the officers' register as a whole."""
        if self.trust.root or self.trust.problems:
            return self.trust.problems
        return (
            Reason(
                "no-register",
                msg("还没有人员名册，任何审签都不算数"),
                msg("登记公钥后运行 zhengwu officer found，由两名主管签署并提交"),
                f"{self.content.name}/{CITY_FILE}",
            ),
        )

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
        if site_id in self.workspace.register.broken:
            raise UserError(self.workspace.register.mistakes)
        raise UserError(
            msg(
                "没有网站“{unknown}”；登记的有：{known}",
                unknown=site_id,
                known="、".join(sorted(self.city.sites)),
            )
        )

    def index(self, site_id: str) -> PageIndex:
        """Return the pages of a site."""
        return self.workspace.pages(self.site(site_id))

    def pages(self, site_id: str, *, due: bool = True) -> tuple[str, ...]:
        """Return what is sealed of a site: `site.yml` and its pages, drafts never.

        Args:
            site_id: the site.
            due: only the pages that stand on the site by now.
        """
        index = self.index(site_id)
        last = self.workspace.moment if due else None
        shown = (
            path
            for path, page in index.pages.items()
            if not (page.meta and page.meta.draft)
            and (last is None or appears_at(page.meta) <= last)
        )
        return (SITE_FILE, *sorted(shown))

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
        site, tree, folder = self.site(site_id), self.workspace.tree, self.folder(site_id)
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

    def folder(self, site_id: str) -> str:
        """Return a site's folder, relative to the folder that holds the content."""
        return f"{self.content.name}/{site_id}"

    @cached_property
    def _files(self) -> tuple[dict[str, list[_File]], dict[str, list[Reason]]]:
        """The seal files by the folder of their page, and those that cannot be read."""
        files: dict[str, list[_File]] = {}
        broken: dict[str, list[Reason]] = {}
        tree = self.workspace.tree
        for path in tree.files(REVIEWS):
            if not path.endswith(SUFFIX):
                continue
            folder = posixpath.dirname(path)
            data = tree.read(path)
            text = read_text(data)
            found = text.message if isinstance(text, Unreadable) else read_seal(text)
            if isinstance(text, Unreadable) or not isinstance(found, tuple):
                broken.setdefault(folder, []).append(_malformed(path))
                continue
            seal, armor = found
            placed = PlacedSeal(
                seal, path, seal_id(text), arrival=self.history.arrival(path, data)
            )
            signed = Signed(seal.payload().encode(), armor, namespace(self.city.facts.region))
            files.setdefault(folder, []).append(_File(placed, text, signed))
        return files, broken

    def seals(self, site_id: str, page: str) -> list[PlacedSeal]:
        """Return the seals in a page's folder; only those that may count have their signer.

        A signature costs a process: old texts are asked about only where an emergency needs it.
        """
        files = self._files[0].get(f"{REVIEWS}/{site_id}/{page}", [])
        value = self.digest(site_id, page).value
        urgent = any(file.placed.seal.stage == "emergency" for file in files)
        asked = [f for f in files if urgent or f.placed.seal.digest.value == value]
        return self._signed(asked) + [f.placed for f in files if f not in asked]

    def _signed(self, files: list[_File]) -> list[PlacedSeal]:
        signers = self.signatures.signers([file.signed for file in files])
        return [
            replace(file.placed, signer=signer)
            for file, signer in zip(files, signers, strict=True)
        ]
