"""The officers' register as supervisors signed it: a chain of changes; the first founds it.

A key that merely stands in `city.yml` signs nothing. It counts from the change that two supervisors
signed, and each change names the one before by its digest. The first change is signed by the
supervisors whom it names itself: it is the city's root of trust, and the publishing server pins its
digest.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from zhengwu.approval.change import NOTHING, change_path
from zhengwu.messages import Message, msg
from zhengwu.packaged import read_data
from zhengwu.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zhengwu.approval.change import Change, PlacedChange, Signature
    from zhengwu.approval.seal import Arrival
    from zhengwu.model.officer import Officer, OfficerKey


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A key of the register: whose it is, how it stands now, and since when it counts."""

    officer: str
    key: OfficerKey
    since: Arrival


@dataclass(frozen=True, slots=True)
class Trust:
    """The officers' register as far as it is signed.

    Attributes:
        root: digest of the change that founded it; "" if there is none.
        last: digest of the last change that holds; "-" if there is none.
        number: how many changes hold.
        versions: by officer, what was registered from when on, oldest first.
        keys: by fingerprint.
        unsigned: fingerprints that `city.yml` names and no change.
        problems: what is wrong with the register.
    """

    root: str = ""
    last: str = NOTHING
    number: int = 0
    versions: Mapping[str, tuple[tuple[Arrival, Officer], ...]] = field(default_factory=dict)
    keys: Mapping[str, TrustedKey] = field(default_factory=dict)
    unsigned: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    @property
    def officers(self) -> dict[str, Officer]:
        """Every officer as last registered."""
        return {officer: versions[-1][1] for officer, versions in self.versions.items()}

    def officer_at(self, officer: str, arrival: Arrival) -> Officer | None:
        """Return how `officer` was registered when something reached the branch."""
        known = [v for since, v in self.versions.get(officer, ()) if since.order <= arrival.order]
        return known[-1] if known else None

    def holds(self, found: TrustedKey, arrival: Arrival) -> Message | None:
        """Return why a key does not count for what arrived then; None if it counts."""
        key, when = found.key, arrival.time.strftime("%Y-%m-%d %H:%M")
        if arrival.order < found.since.order:
            return msg("签名先于公钥的登记到达主分支")
        if arrival.time.date() < key.valid_from:
            return msg("公钥从 {day} 起才有效，签名 {when} 到达", day=key.valid_from, when=when)
        if key.revoked_at and arrival.time >= key.revoked_at:
            return msg("公钥 {at} 已作废，签名 {when} 到达", at=key.revoked_at, when=when)
        if key.valid_until and arrival.time.date() > key.valid_until:
            return msg("公钥 {day} 到期，签名 {when} 到达", day=key.valid_until, when=when)
        return None


def replay(changes: Sequence[PlacedChange], region: str) -> Trust:
    """Apply the changes in order, as far as each is signed as it must be.

    Args:
        changes: by number, ascending.
        region: the city's region code.
    """
    trust = Trust()
    for placed in changes:
        if reason := _misplaced(trust, placed, region):
            return replace(trust, problems=(reason,))
        if why := next(_wrong_entries(trust, placed.change), None):
            return replace(trust, problems=(_refused(placed, why),))
        since = _since(trust, placed)
        if isinstance(since, Problem):
            return replace(trust, problems=(since,))
        trust = _applied(trust, placed, since)
    return trust


def _misplaced(trust: Trust, placed: PlacedChange, region: str) -> Problem | None:
    change = placed.change
    fits = (
        placed.file == change_path(change.number)
        and change.number == trust.number + 1
        and change.previous == trust.last
        and change.city == region
        and (change.act == "found") == (change.number == 1)
        and (change.act == "found" or len(change.officers) == 1)
    )
    if fits and not placed.edited:
        return None
    return Problem.of(
        "change-out-of-order",
        msg("人员变更 {file} 接不上前一次变更，或签署后被改过", file=placed.file),
        msg("用 zhengwu officer 重新拟稿，不要手工改动或改名"),
        placed.file,
    )


def _refused(placed: PlacedChange, why: Message) -> Problem:
    return Problem.of(
        "change-refused",
        msg("人员变更 {file} 不成立：{why}", file=placed.file, why=why),
        msg("用 zhengwu officer 重新拟稿"),
        placed.file,
    )


def _since(trust: Trust, placed: PlacedChange) -> Arrival | Problem:
    """Return from when on a change holds: when its last needed signature arrived."""
    if placed.arrival is None:
        return Problem.of(
            "change-not-arrived",
            msg("人员变更 {file} 还没有到达主分支", file=placed.file),
            msg("两名主管签署后，一起提交并合并到主分支"),
            placed.file,
        )
    # The register is founded by the supervisors whom it names itself.
    founding = placed.change.act == "found"
    judge = _applied(trust, placed, placed.arrival) if founding else trust
    signed = {
        signature.officer: signature.arrival
        for signature in placed.signatures
        if signature.arrival and _supervises(judge, signature, signature.arrival)
    }
    wanted = int(read_data("reviewing.yml")["supervisors"])
    if len(signed) >= wanted:
        return max(placed.arrival, sorted(signed.values())[wanted - 1])
    return Problem.of(
        "two-supervisors",
        msg(
            "人员变更 {file} 只有 {number} 名主管有效签署，要 {wanted} 名",
            file=placed.file,
            number=len(signed),
            wanted=wanted,
        ),
        msg("请主管运行：zhengwu officer sign {number}，再提交", number=placed.change.number),
        placed.file,
    )


def _supervises(trust: Trust, signature: Signature, arrival: Arrival) -> bool:
    found = trust.keys.get(signature.signer or "")
    officer = trust.officer_at(signature.officer, arrival)
    return (
        found is not None
        and found.officer == signature.officer
        and trust.holds(found, arrival) is None
        and officer is not None
        and "supervisor" in officer.roles
    )


def _wrong_entries(trust: Trust, change: Change) -> Iterator[Message]:
    owners = {print_: found.officer for print_, found in trust.keys.items()}
    for officer, entry in change.officers.items():
        for key in entry.keys:
            if owners.setdefault(key.fingerprint, officer) != officer:
                yield msg("同一把公钥登记给了两个人：{officer}", officer=officer)
        prints = [key.fingerprint for key in entry.keys]
        if len(set(prints)) != len(prints):
            yield msg("{officer} 的同一把公钥写了两次", officer=officer)
        new = {key.fingerprint: key for key in entry.keys}
        before = trust.officers.get(officer)
        for old in before.keys if before else ():
            kept = new.get(old.fingerprint)
            if kept is None or kept.valid_from != old.valid_from:
                yield msg("{officer} 的旧公钥不能删改，只能作废", officer=officer)
            elif old.revoked_at and (not kept.revoked_at or kept.revoked_at > old.revoked_at):
                yield msg("{officer} 已作废的公钥不能恢复", officer=officer)


def _applied(trust: Trust, placed: PlacedChange, arrival: Arrival) -> Trust:
    versions = dict(trust.versions)
    keys = dict(trust.keys)
    for officer, entry in placed.change.officers.items():
        versions[officer] = (*versions.get(officer, ()), (arrival, entry))
        for key in entry.keys:
            known = keys.get(key.fingerprint)
            keys[key.fingerprint] = TrustedKey(officer, key, known.since if known else arrival)
    root = trust.root or placed.id
    return Trust(root, placed.id, placed.change.number, versions, keys)


def compare(trust: Trust, officers: Mapping[str, Officer], file: str) -> Trust:
    """Return `trust` with what `city.yml` says otherwise noted in it.

    Args:
        trust: the signed register.
        officers: those of `city.yml`.
        file: its name, as people know it.
    """
    signed = trust.officers
    reasons: list[Problem] = []
    for officer in sorted(signed.keys() | {o for o, entry in officers.items() if entry.keys}):
        mine, theirs = officers.get(officer), signed.get(officer)
        if mine is None or theirs is None or _plain(mine) != _plain(theirs):
            reasons.append(
                Problem.of(
                    "register-differs",
                    msg("{file} 里“{officer}”与主管签署的登记不一致", file=file, officer=officer),
                    msg("用 zhengwu officer 拟变更，由两名主管签署；或把这一项改回签署的内容"),
                    file,
                )
            )
    named = {key.fingerprint for entry in officers.values() for key in entry.keys}
    return replace(
        trust,
        unsigned=frozenset(named - trust.keys.keys()),
        problems=(*trust.problems, *reasons),
    )


def _plain(entry: Officer) -> Officer:
    """Return an entry without what supervisors do not sign."""
    return entry.model_copy(update={"account": None})
