"""Whether one seal counts: whose it is, when it arrived, and whether its officer may seal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from zhengwu.approval.seal import stage_name
from zhengwu.messages import Message, msg
from zhengwu.model.officer import role_name
from zhengwu.packaged import read_data
from zhengwu.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhengwu.approval.digest import PageDigest
    from zhengwu.approval.seal import PlacedSeal
    from zhengwu.approval.trust import Trust
    from zhengwu.model.city import City
    from zhengwu.model.officer import Officer
    from zhengwu.model.site import Site

_AGAIN = msg("由合格的人员重新审签：zhengwu review seal 页面 --stage 环节")
_GOVERNMENT = "government"


@dataclass(frozen=True, slots=True)
class Policy:
    """What a city decides about reviews.

    Attributes:
        emergency_term: how long an emergency publication may stand before its whole review.
        city: whose units say who reviews what.
        site: the site that is reviewed.
    """

    emergency_term: timedelta
    city: City
    site: Site

    @classmethod
    def of(cls, city: City, site: Site) -> Policy:
        """Take the city's own term, or the packaged one."""
        hours = (
            city.facts.emergency_review_hours
            or read_data("reviewing.yml")["emergency_review_hours"]
        )
        return cls(timedelta(hours=hours), city, site)

    def serves(self, officer: Officer) -> bool:
        """Whether an officer of this unit may review the site.

        A unit's people review the sites of their own house (the unit, those above and below it);
        the government's office reviews every site.
        """
        house = self.city.head_unit(officer.unit)
        unit = self.city.facts.units.get(house)
        return house == self.city.head_unit(self.site.unit) or (
            unit is not None and unit.kind == _GOVERNMENT
        )


@dataclass(frozen=True, slots=True)
class SealCheck:
    """By what the seals of a page are judged.

    Attributes:
        digest: the text that would be published.
        trust: the officers' register.
        policy: the city's.
        authors: ids of the officers who wrote the text.
    """

    digest: PageDigest
    trust: Trust
    policy: Policy
    authors: frozenset[str]

    def refused(self, placed: PlacedSeal) -> Problem | None:
        """Return why a seal does not count for the text that it names; None if it does."""
        return (
            _misplaced(placed, self.digest)
            or self._forged(placed)
            or self._too_late(placed)
            or self._not_entitled(placed)
        )

    def sorted_out(self, seals: Iterable[PlacedSeal]) -> tuple[list[PlacedSeal], list[Problem]]:
        """Return the seals that count, and why the others do not."""
        good: list[PlacedSeal] = []
        reasons: list[Problem] = []
        for placed in seals:
            if reason := self.refused(placed):
                reasons.append(reason)
            else:
                good.append(placed)
        return good, reasons

    def _forged(self, placed: PlacedSeal) -> Problem | None:
        if placed.signer is None or placed.signer != placed.seal.key:
            return _reason(
                placed, "bad-signature", msg("签名与内容不符：文件被改过，或不是本市的签名")
            )
        found = self.trust.keys.get(placed.signer)
        if found is None:
            return _unknown(placed, self.trust)
        if found.officer != placed.seal.officer:
            return _reason(
                placed, "bad-signature", msg("签名用的是别人（{owner}）的公钥", owner=found.officer)
            )
        return None

    def _too_late(self, placed: PlacedSeal) -> Problem | None:
        if placed.arrival is None:
            return Problem.of(
                "not-arrived",
                msg("{what}还没有到达主分支", what=_what(placed)),
                msg("提交审签文件并合并到主分支"),
                placed.file,
            )
        found = self.trust.keys[placed.seal.key]
        why = self.trust.holds(found, placed.arrival)
        return _reason(placed, "key-not-valid", why) if why else None

    def _not_entitled(self, placed: PlacedSeal) -> Problem | None:
        if placed.arrival is None:
            message = "only a seal that has arrived is judged by its officer's roles"
            raise ValueError(message)
        officer = self.trust.officer_at(placed.seal.officer, placed.arrival)
        role = read_data("reviewing.yml")["stages"][placed.seal.stage]["role"]
        if officer is None or role not in officer.roles:
            return _reason(placed, "role", msg("他没有“{role}”的角色", role=role_name(role)))
        if not self.policy.serves(officer):
            return _reason(placed, "unit", msg("他不是这个网站主办单位的审核人员"))
        if placed.seal.officer in self.authors:
            return _reason(placed, "author", msg("他是这篇稿件的作者，作者不能审自己的稿"))
        return None


def _misplaced(placed: PlacedSeal, digest: PageDigest) -> Problem | None:
    own = placed.seal.digest
    if own.city != digest.city:
        return _reason(placed, "other-city", msg("它是另一个城市（{city}）的审签", city=own.city))
    if own.site != digest.site:
        return _reason(placed, "other-site", msg("它是网站 {site} 的审签", site=own.site))
    if own.page != digest.page:
        return _reason(placed, "other-page", msg("它是页面 {page} 的审签", page=own.page))
    if placed.file != placed.seal.path():
        return _reason(placed, "misplaced", msg("文件名与内容不符，文件被改过名"))
    return None


def _unknown(placed: PlacedSeal, trust: Trust) -> Problem:
    if placed.seal.key in trust.unsigned:
        return Problem.of(
            "unsigned-key",
            msg("{what}的公钥没有经过两名主管签署", what=_what(placed)),
            msg("用 zhengwu officer 拟变更，由两名主管签署并合并后，再重新审签"),
            placed.file,
        )
    return _reason(placed, "unknown-key", msg("它的公钥没有登记"))


def _what(placed: PlacedSeal) -> Message:
    return msg(
        "{stage}（{officer}）",
        stage=stage_name(placed.seal.stage),
        officer=placed.seal.officer,
    )


def _reason(placed: PlacedSeal, code: str, why: Message) -> Problem:
    return Problem.of(
        code, msg("{what}不算数：{why}", what=_what(placed), why=why), _AGAIN, placed.file
    )
