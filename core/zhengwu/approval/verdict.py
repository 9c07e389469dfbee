"""Whether the seals of a page allow it to be published (Arts. 18, 24, 25, 33).

First, second and final review by three different people with the right roles, in this order, none
of them the author; a secrecy review by a fourth, or by the final reviewer where the register gives
that role. The order is shown twice: by when the seals reached the protected branch, and by the
chain, in which each later seal names the earlier one by its digest.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from zhengwu.approval import reasons
from zhengwu.approval.reasons import CHAIN
from zhengwu.approval.seal_check import SealCheck

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from zhengwu.approval.digest import PageDigest
    from zhengwu.approval.seal import PlacedSeal, Stage
    from zhengwu.approval.seal_check import Policy
    from zhengwu.approval.trust import Trust
    from zhengwu.problem import Problem


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who wrote a text, as far as it is proven.

    Attributes:
        officers: ids of its authors, by the keys of signed commits or the forge's record.
        unproven: commits of which nobody can prove whose they are.
    """

    officers: frozenset[str] = frozenset()
    unproven: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Emergency:
    """An emergency publication: since when it stands unreviewed, and by when that must end."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the seals of a page come to.

    Attributes:
        reasons: why it may not be published, every one; empty if it may.
        counted: the seals by which it is approved, in order; fewer while it waits.
        waiting: the stages that can be sealed next.
        emergency: set while it stands by an emergency seal alone.
    """

    reasons: tuple[Problem, ...]
    counted: tuple[PlacedSeal, ...] = ()
    waiting: tuple[Stage, ...] = ()
    emergency: Emergency | None = None


def verdict(
    digest: PageDigest,
    seals: Sequence[PlacedSeal],
    trust: Trust,
    authorship: Authorship,
    policy: Policy,
    now: datetime,
) -> Verdict:
    """Judge a page.

    Args:
        digest: the text that would be published.
        seals: every seal in the page's folder, of whatever text.
        trust: the officers' register.
        authorship: who wrote the text.
        policy: the city's.
        now: the minute by which is judged, in the city's time.
    """
    seal_check = SealCheck(digest, trust, policy, authorship.officers)
    own = [placed for placed in seals if placed.seal.digest.value == digest.value]
    good, refused = seal_check.sorted_out(own)
    full = approved(good)
    unproven = tuple(reasons.unproven(authorship.unproven))
    if full and not unproven:
        return Verdict((), full)
    waiting = _waiting(good, full)
    found = unproven
    if not full:
        found += (*refused, *reasons.another_text(digest, seals), *reasons.unfit(good))
    urgent = next((placed for placed in good if placed.seal.stage == "emergency"), None)
    if urgent is None or unproven:
        return Verdict(found, full, waiting)
    emergency = _emergency(seal_check, seals)
    if emergency is None:
        return Verdict((reasons.replayed(urgent), *found), full, waiting)
    if now <= emergency.until:
        return Verdict((), (urgent,), waiting, emergency)
    return Verdict(
        (reasons.overdue(urgent, emergency.until), *found), (urgent,), waiting, emergency
    )


def approved(good: Sequence[PlacedSeal]) -> tuple[PlacedSeal, ...]:
    """Return the four seals by which a text is approved; empty if it is not.

    Args:
        good: seals of one text that count each for itself.
    """
    chain = _chain(good)
    readers = _people(*chain[:2])
    for placed in good:
        if chain and placed.seal.stage == "secrecy" and placed.seal.officer not in readers:
            return (*chain, placed)
    return ()


def _chain(good: Sequence[PlacedSeal]) -> tuple[PlacedSeal, ...]:
    """Return three seals by three people, each built on the one before; empty if there are none."""
    by_stage = [[p for p in good if p.seal.stage == stage] for stage in CHAIN]
    for chain in product(*by_stage):
        if reasons.in_order(*chain) and len(_people(*chain)) == len(CHAIN):
            return chain
    return ()


def _people(*seals: PlacedSeal) -> set[str]:
    return {placed.seal.officer for placed in seals}


def _waiting(good: Sequence[PlacedSeal], full: tuple[PlacedSeal, ...]) -> tuple[Stage, ...]:
    """Return the stages that can be sealed next."""
    if full:
        return ()
    chain = _chain(good)
    stages = {placed.seal.stage for placed in good}
    next_one = next((stage for stage in CHAIN if stage not in stages), None)
    # Where all are there and do not fit together, the chain goes on from where it broke.
    step: Stage = next_one or ("final" if _follows(good) else "second")
    secrecy = chain or "secrecy" not in stages
    return (*(() if chain else (step,)), *(("secrecy",) if secrecy else ()))


def _follows(good: Sequence[PlacedSeal]) -> bool:
    firsts = {p.id for p in good if p.seal.stage == "first"}
    return any(p.seal.stage == "second" and p.seal.previous in firsts for p in good)


def _emergency(seal_check: SealCheck, seals: Sequence[PlacedSeal]) -> Emergency | None:
    """Return since when the page has stood by emergency seals, whatever was edited meanwhile.

    A whole review ends the emergency, and an emergency seal from before it is used up.
    """
    good, _ = seal_check.sorted_out(seals)
    reviewed = -1
    for value in {p.seal.digest.value for p in good}:
        full = approved([p for p in good if p.seal.digest.value == value])
        reviewed = max(reviewed, *(p.arrival.order for p in full if p.arrival), -1)
    urgent = [
        p.arrival
        for p in good
        if p.seal.stage == "emergency" and p.arrival and p.arrival.order > reviewed
    ]
    if not urgent:
        return None
    since = min(urgent).time
    return Emergency(since, since + seal_check.policy.emergency_term)
