"""What was ordered: which site goes where, by whom; and the register that it is read from."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.snapshot import take_snapshot
from zhengwu.tree import FolderTree
from zhengwu_ops.oplog.log import Log
from zhengwu_ops.publish.probe import Probe
from zhengwu_ops.publish.transport import Transport, local_link, ssh_link
from zhengwu_ops.world.clock import now
from zhengwu_ops.world.openssh import choose_signer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from zhengwu.messages import Message
    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.model.target import Target
    from zhengwu.snapshot import Snapshot
    from zhengwu_ops.publish.route import Route
    from zhengwu_ops.world.openssh import Signer

OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Order:
    """What was ordered.

    Attributes:
        content: the folder of `city.yml`.
        snapshot: the city in the operator's folder, at the moment by which is built and judged.
        site: the site.
        target: where to.
        key: the operator's key file; None for the one that an agent holds.
        wait: seconds to wait for another publisher.
        probed: ask the live site afterwards; only a target that nobody reads yet can do without.
        notice: not the content is published but the notice of a site that is off line.
        say: told what is being done.
        progress: show a progress bar.
    """

    content: Path
    snapshot: Snapshot
    site: Site
    target: Target
    key: Path | None
    wait: float
    probed: bool
    notice: bool
    say: Callable[[Message], None]
    progress: bool = False

    @property
    def city(self) -> City:
        """The register."""
        return city_of(self.snapshot)

    @property
    def moment(self) -> datetime:
        """By which is built and judged, in the city's time."""
        return self.snapshot.moment

    def signer(self, scratch: Path) -> Signer:
        """Return the operator's key.

        Raises:
            UserError: there is none.
        """
        known = [
            key.fingerprint
            for officer in self.city.facts.officers.values()
            if OPERATOR in officer.roles
            for key in officer.keys
        ]
        return choose_signer(self.key, known, scratch)

    def who(self, signer: Signer) -> str:
        """Return the id of the officer whose key it is, or its fingerprint."""
        for officer, facts in self.city.facts.officers.items():
            if any(key.fingerprint == signer.fingerprint for key in facts.keys):
                return officer
        return signer.fingerprint

    def link(self, route: Route, signer: Signer, scratch: Path) -> Transport:
        """Return the way to the target's receiver.

        Raises:
            UserError: none of its addresses answers.
        """
        if route.ssh is None:
            return local_link(self.target)
        return ssh_link(self.target, route.ssh.reachable(), signer.file, scratch)

    @property
    def log(self) -> Log:
        """The operations log (Art. 30)."""
        return Log.of_city(self.content)

    @contextmanager
    def recorded(self, act: str, who: str, release: str) -> Iterator[None]:
        """Log that `act` begins, and how it ends; what is killed meanwhile has begun."""
        note = partial(self.log.append, who=who, site=self.site.id, release=release)
        where = {"target": self.target.name}
        note(f"{act}-begin", detail=where)
        try:
            yield
        except BaseException as error:
            why = str(error) or type(error).__name__
            note(f"{act}-failed", detail={**where, "why": why})
            raise
        note(act, detail=where)

    def probe(self, route: Route) -> Probe | None:
        """Return what asks the live site."""
        return Probe(self.site, route) if self.probed else None


def city_of(snapshot: Snapshot) -> City:
    """Return the register's city.

    Raises:
        UserError: `city.yml` does not load.
    """
    if snapshot.register.city is None:
        raise UserError(snapshot.register.mistakes)
    return snapshot.register.city


def find(
    content: Path, site_id: str, target: str | None, moment: datetime | None = None
) -> tuple[Snapshot, Site, Target]:
    """Return the city, with the site and the target of those names.

    Args:
        content: the folder of `city.yml`.
        site_id: the site.
        target: the target; None if the site has only one.
        moment: the minute of the snapshot; None for the day that a demonstration names, else now.

    Raises:
        UserError: there is no such site or target, or its register file is wrong.
    """
    tree = FolderTree(content.parent)
    snapshot = take_snapshot(tree, content.name, now=now(), moment=moment)
    register = snapshot.register
    city = register.city
    if city is None or site_id in register.broken:
        raise UserError(register.mistakes)
    if site_id not in city.sites:
        known = tuple(city.sites)
        raise UserError(msg("没有网站“{site}”；登记的有：{known}", site=site_id, known=known))
    site = city.sites[site_id]
    targets = {entry.name: entry for entry in site.targets}
    if not targets:
        raise UserError(
            msg("{file} 没有登记发布的去处", file=site.file),
            msg("在 targets 下写明名称、去处和服务器公钥"),
        )
    if target is None and len(targets) > 1:
        raise UserError(msg("有几个去处：{known}", known=tuple(targets)), msg("用 --to 写明一个"))
    name = target or next(iter(targets))
    if name not in targets:
        raise UserError(msg("没有去处“{name}”；登记的有：{known}", name=name, known=tuple(targets)))
    return snapshot, site, targets[name]
