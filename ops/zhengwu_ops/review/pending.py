"""What waits for whom, which emergencies stand, and how often there were any."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from zhengwu.approval import Arrival
from zhengwu.approval.seal import stage_name
from zhengwu.messages import joined, msg
from zhengwu.packaged import read_data
from zhengwu_ops.review.authorship import authorship
from zhengwu_ops.review.verdicts import verdict_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from zhengwu.approval import Emergency
    from zhengwu.approval.seal import Stage
    from zhengwu.messages import Message
    from zhengwu.problem import Problem
    from zhengwu_ops.review.reviews import Reviews

# A year, by which the rate of emergencies is told.
_PERIOD = timedelta(days=365)
_EXPIRES_SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page that is not wholly approved.

    Attributes:
        site: id of its site.
        page: its file.
        title: what people call it.
        stages: the stages that can be sealed now, each with the officers who may.
        reasons: everything that is missing.
        emergency: set while it stands by an emergency seal.
    """

    site: str
    page: str
    title: str
    stages: dict[Stage, tuple[str, ...]]
    reasons: tuple[Problem, ...]
    emergency: Emergency | None

    def text(self, names: Mapping[str, str]) -> Message:
        """Say in a line what waits for whom."""
        waits = [
            msg(
                "等{stage}（{people}）",
                stage=stage_name(stage),
                people=tuple(names.get(who, who) for who in people) or msg("没有合适的人员"),
            )
            for stage, people in self.stages.items()
        ]
        return msg(
            "{site} {page} 《{title}》：{whom}",
            site=self.site,
            page=self.page,
            title=self.title,
            whom=joined(waits, msg("；")) if waits else msg("不能发布"),
        )


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of a site's approvals within a year were emergencies."""

    emergencies: int
    approvals: int

    @property
    def percent(self) -> float:
        """Emergencies among all approvals, in percent."""
        return round(100 * self.emergencies / self.approvals, 1) if self.approvals else 0.0


def waiting(reviews: Reviews, site_ids: Iterable[str]) -> list[Waiting]:
    """Return the pages of these sites that are not wholly approved, drafts left out."""
    found: list[Waiting] = []
    for site_id in site_ids:
        for page in reviews.pages(site_id, due=False):
            judged = verdict_of(reviews, site_id, page)
            if judged.reasons or judged.emergency:
                stages = {stage: able(reviews, site_id, page, stage) for stage in judged.waiting}
                found.append(
                    Waiting(
                        site_id,
                        page,
                        reviews.title(site_id, page),
                        stages,
                        judged.reasons,
                        judged.emergency,
                    )
                )
    return found


def able(reviews: Reviews, site_id: str, page: str, stage: Stage) -> tuple[str, ...]:
    """Return the officers who may seal this stage of a page now."""
    policy = reviews.policy(site_id)
    role = read_data("reviewing.yml")["stages"][stage]["role"]
    arrival = Arrival(len(reviews.history.line), reviews.now, "")
    value = reviews.digest(site_id, page).value
    busy = {
        placed.seal.officer
        for placed in reviews.seals(site_id, page)
        if placed.seal.digest.value == value
        and {placed.seal.stage, stage} != {"final", "secrecy"}
        and placed.seal.stage != "emergency"
    }
    keys = reviews.trust.keys.values()
    return tuple(
        officer
        for officer, entry in sorted(reviews.trust.officers.items())
        if role in entry.roles
        and policy.serves(entry)
        and officer not in busy
        and officer not in authorship(reviews, site_id, page, sealing=officer).officers
        and any(k.officer == officer and not reviews.trust.holds(k, arrival) for k in keys)
    )


def rate(reviews: Reviews, site_id: str) -> Rate:
    """Count the emergency seals of a site that reached the branch within a year."""
    first = reviews.now - _PERIOD
    counted = [
        placed.seal.stage
        for placed in reviews.seal_files.everything(site_id)
        if placed.arrival and placed.arrival.time >= first
    ]
    emergencies = counted.count("emergency")
    return Rate(emergencies, emergencies + counted.count("final"))


def expiring(reviews: Reviews) -> list[tuple[str, date]]:
    """Return the officers whose last key ends within a month, with its last day."""
    last = (reviews.now + _EXPIRES_SOON).date()
    found: list[tuple[str, date]] = []
    for officer, entry in sorted(reviews.trust.officers.items()):
        living = [key for key in entry.keys if not key.revoked_at]
        ends = [key.valid_until for key in living if key.valid_until]
        if living and len(ends) == len(living) and max(ends) <= last:
            found.append((officer, max(ends)))
    return found
