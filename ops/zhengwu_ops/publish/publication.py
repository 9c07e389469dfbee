"""A publication from beginning to end: look, judge, build, ask the server, and then send."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from zhengwu.approval import digest_page
from zhengwu.errors import UserError
from zhengwu.facts_reader import FactsReader
from zhengwu.lifecycle import may_publish, notice_pages
from zhengwu.lifecycle import redirects as former_addresses
from zhengwu.messages import msg
from zhengwu.problem import Problem
from zhengwu.register.load import SITE_FILE
from zhengwu.release.changes import Changes, changes
from zhengwu.release.manifest import Contents, PageFacts, SealMark
from zhengwu.release.withdrawals import WithdrawalFacts, gone, read_withdrawals, redirects
from zhengwu.snapshot import take_snapshot
from zhengwu.tree import FolderTree
from zhengwu_ops.build.sites import build_sites
from zhengwu_ops.lifecycle.events import LAST_COMMIT, Registered, former_of
from zhengwu_ops.publish.checkout import descends, export, look
from zhengwu_ops.publish.delivery import Courier, Prepared, live_manifest
from zhengwu_ops.publish.gate import Candidate, lost_pages, reasons
from zhengwu_ops.publish.release_files import compress, files_of, name_release
from zhengwu_ops.publish.request import OPERATOR
from zhengwu_ops.publish.route import Resolver, resolve, route
from zhengwu_ops.publish.transport import Conversation
from zhengwu_ops.review import Reviews
from zhengwu_ops.review.verdicts import evidence_of, unsealed_pages
from zhengwu_ops.world.clock import now

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhengwu.lifecycle import Former
    from zhengwu.pages.index import PageIndex
    from zhengwu.release.manifest import Manifest
    from zhengwu_ops.build.sites import Outcome
    from zhengwu_ops.publish.checkout import Checkout
    from zhengwu_ops.publish.request import Order
    from zhengwu_ops.publish.route import Route
    from zhengwu_ops.review import Evidence
    from zhengwu_ops.world.openssh import Signer

_PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a publication.

    Attributes:
        release: the release's name; "" where nothing was built.
        reasons: why it was refused; empty if it was not.
        changes: what it changes.
        published: it is live now.
        unchanged: it was live already.
    """

    release: str
    reasons: tuple[Problem, ...] = ()
    changes: Changes = field(default_factory=Changes)
    published: bool = False
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class _Approval:
    """What the reviews of a site come to."""

    reasons: tuple[Problem, ...]
    evidence: Mapping[str, Evidence]


def publish(order: Order, *, dry_run: bool = False, resolver: Resolver = resolve) -> Result:
    """Publish a site, or say every reason why not.

    Args:
        order: what was ordered.
        dry_run: stop before anything changes.
        resolver: finds the addresses of a name.

    Raises:
        UserError: it could not be tried, or the server did not do its part; what was live is live.
    """
    with tempfile.TemporaryDirectory(prefix="zhengwu-") as name:
        return _Publication(order, Path(name), resolver).run(dry_run=dry_run)


class _Publication:
    """One publication, in a folder of its own."""

    def __init__(self, order: Order, scratch: Path, resolver: Resolver) -> None:
        self._order = order
        self._scratch = scratch
        self._resolver = resolver
        self._tree = scratch / "tree"
        self._content = self._tree / order.content.name

    def run(self, *, dry_run: bool) -> Result:
        order = self._order
        signer = order.signer(self._scratch)
        way = route(order.target, order.site, order.city, self._resolver)
        order.say(msg("检查工作区和审签……"))
        checkout = look(order.content.parent)
        self._tree.mkdir()
        export(checkout, self._tree)
        approval = self._approval()
        server, live = self._ask(way, signer)
        outcome = self._build()
        pages, withdrawn, register = self._register()
        release = self._stage(checkout, approval, pages, withdrawn) if outcome.done else None
        candidate = Candidate(
            site=order.site,
            checkout=checkout,
            route=way,
            standing=self._standing(checkout, live),
            seals=(*approval.reasons, *self._as_sealed(approval, pages)),
            operator=tuple(self._operator(signer)),
            register=register,
            outcome=outcome,
            manifest=release.manifest if release and not order.notice else None,
            server=server,
            live=live,
            descends=descends(checkout, live.commit) if live else True,
        )
        found = reasons(candidate)
        before = live.contents if live else None
        change = changes(before, release.manifest.contents) if release else Changes()
        if found or release is None:
            return Result(release.manifest.release if release else "", found, change)
        if live and live.release == release.manifest.release:
            return Result(live.release, unchanged=True)
        if not dry_run:
            self._deliver(way, signer, release, live)
        return Result(release.manifest.release, (), change, published=not dry_run)

    def _approval(self) -> _Approval:
        site = self._order.site.id
        try:
            # Seals have a clock of their own: what is built may be of an earlier day.
            reviews = Reviews.open(self._order.content, max(self._order.moment, now()))
            unsealed = unsealed_pages(reviews, site)
            problems = reviews.problems()
            evidence = evidence_of(reviews, site)
        except UserError as error:
            return _Approval(tuple(replace(p, code="reviews") for p in error.problems), {})
        if self._order.notice:  # no page is shown, only what the register says
            unsealed = {path: why for path, why in unsealed.items() if path == SITE_FILE}
        each = (_at(path, reason) for path, found in unsealed.items() for reason in found)
        return _Approval((*problems, *each), evidence)

    def _ask(self, way: Route, signer: Signer) -> tuple[tuple[Problem, ...], Manifest | None]:
        """Return why the server cannot be asked, and what is live there."""
        if way.reasons:
            return (), None
        self._order.say(msg("查看线上的版本……"))
        try:
            link = self._order.link(way, signer, self._scratch)
            with Conversation(link) as talk:
                status = talk.ask("status")
                return (), live_manifest(talk, status["live"])
        except UserError as error:
            return tuple(replace(problem, code="server") for problem in error.problems), None

    def _build(self) -> Outcome:
        order = self._order
        return build_sites(
            self._content,
            (order.site.id,),
            order.moment,
            strict=True,
            say=order.say,
            kept=order.content.parent,
            publishing=True,
        )

    def _register(self) -> tuple[PageIndex, WithdrawalFacts, tuple[Problem, ...]]:
        """Read the pages and withdrawals that were committed."""
        order, tree = self._order, FolderTree(self._tree)
        committed = take_snapshot(tree, order.content.name, now=now(), moment=order.moment)
        pages = committed.pages(order.site, FactsReader(tree)).published(order.moment)
        withdrawn = read_withdrawals(tree, order.site, pages)
        return pages, withdrawn.facts, withdrawn.mistakes

    def _stage(
        self,
        checkout: Checkout,
        approval: _Approval,
        pages: PageIndex,
        withdrawn: WithdrawalFacts,
    ) -> Prepared:
        order = self._order
        folder = self._tree / _PUBLIC / order.site.id
        compress(folder)
        facts = {
            path: PageFacts(
                pages.pages[path].url if path in pages.pages else None,
                evidence.digest.value,
                tuple(SealMark(p.seal.stage, p.seal.officer, p.id) for p in evidence.seals),
            )
            for path, evidence in approval.evidence.items()
        }
        moved = (
            *redirects(order.site, withdrawn),
            *former_addresses(order.site, pages, order.moment.date()),
        )
        contents = Contents(files_of(folder), facts, gone(order.site, withdrawn), moved)
        manifest = name_release(
            folder, contents, order.site, order.city, checkout.commit, order.moment
        )
        texts = {
            placed.id: text
            for evidence in approval.evidence.values()
            for placed, text in zip(evidence.seals, evidence.texts, strict=True)
        }
        return Prepared(folder, replace(manifest, log=str(order.log.head())), texts)

    def _standing(self, checkout: Checkout, live: Manifest | None) -> tuple[Problem, ...]:
        order = self._order
        yaml = order.snapshot.register.files[order.site.file]
        tree, folder = order.snapshot.tree, order.content.name
        registered = Registered(order.content, order.city, order.site, yaml)
        return may_publish(
            order.site,
            order.city,
            order.moment.date(),
            former=self._former(registered, checkout, live),
            pages=notice_pages(order.site, order.city, tree, folder),
            yaml=yaml,
            notice=order.notice,
        )

    def _former(
        self, registered: Registered, checkout: Checkout, live: Manifest | None
    ) -> Former | None:
        known = live and descends(checkout, live.commit) is not None
        return former_of(registered, live.commit if live and known else LAST_COMMIT)

    def _as_sealed(self, approval: _Approval, pages: PageIndex) -> Iterator[Problem]:
        """Yield a reason for every page that was built from another text than was sealed."""
        order, tree = self._order, FolderTree(self._tree)
        folder = f"{order.content.name}/{order.site.id}"
        for path, evidence in approval.evidence.items():
            page = pages.pages.get(path)
            if path == SITE_FILE or page is None or page.source is None:
                continue
            if digest_page(page, pages, tree, folder, order.city) != evidence.digest:
                yield Problem.of(
                    "not-as-sealed",
                    msg("{path} 提交的内容与审签的内容不同", path=path),
                    msg("运行 git status 查看；提交后重新审签"),
                    path,
                )

    def _operator(self, signer: Signer) -> Iterator[Problem]:
        officers = self._order.city.facts.officers
        who = self._order.who(signer)
        if who not in officers or OPERATOR not in officers[who].roles:
            yield Problem.of(
                "no-operator",
                msg("密钥 {key} 不是登记的运维人员的", key=signer.fingerprint),
                msg("由运维人员用自己的密钥发布；没有登记的，运行 zhengwu officer"),
                self._order.city.file,
            )

    def _deliver(
        self, way: Route, signer: Signer, release: Prepared, seen: Manifest | None
    ) -> None:
        order = self._order

        def recheck(live: Manifest | None) -> None:
            if live == seen or order.notice:
                return
            lost = tuple(lost_pages(order.site, live, release.manifest))
            if lost:
                raise UserError(lost)
            if live and descends(look(order.content.parent), live.commit) is not True:
                raise UserError(msg("准备期间有人发布了别的版本"), msg("运行 git pull，再发布一次"))

        courier = Courier(
            order.link(way, signer, self._scratch),
            signer,
            order.who(signer),
            order.probe(way),
            order.wait,
            order.say,
            order.progress,
        )
        name = release.manifest.release
        with order.recorded("publish", courier.who, name), Conversation(courier.link) as talk:
            courier.deliver(talk, release, recheck)


def _at(path: str, reason: Problem) -> Problem:
    message = msg("{path}：{message}", path=path, message=reason.message)
    return Problem.of(reason.code, message, reason.fix, reason.file or path)
