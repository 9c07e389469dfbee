"""Why the seals of a page do not come together: the words for it."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING

from zhengwu.approval.seal import stage_name
from zhengwu.messages import joined, msg
from zhengwu.pages.schedule import MINUTE_FORMAT
from zhengwu.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from zhengwu.approval.digest import PageDigest
    from zhengwu.approval.seal import PlacedSeal, Stage

CHAIN: tuple[Stage, ...] = ("first", "second", "final")
NEEDED: tuple[Stage, ...] = (*CHAIN, "secrecy")
_NAMED = 5  # commits that a message names
_AGAIN = msg("由另外的人员按初审、复审、终审的顺序重新审签")


def in_order(*chain: PlacedSeal) -> bool:
    """Whether each seal names the one before, and none arrived earlier than that one."""
    return all(
        later.seal.previous == earlier.id
        and earlier.arrival is not None
        and later.arrival is not None
        and earlier.arrival.order <= later.arrival.order
        for earlier, later in pairwise(chain)
    )


def unproven(commits: Sequence[str]) -> Iterator[Problem]:
    """Say that nobody can prove who wrote a text."""
    if commits:
        yield Problem.of(
            "unproven-author",
            msg("无法证明稿件是谁写的：提交 {commits}", commits=tuple(commits[:_NAMED])),
            msg("用登记的 SSH 公钥签名提交，或由代码平台提供记录（见手册“审签”）"),
        )


def another_text(digest: PageDigest, seals: Sequence[PlacedSeal]) -> Iterator[Problem]:
    """Say what changed since the page was sealed last, where no seal is about its present text."""
    if not seals or any(p.seal.digest.value == digest.value for p in seals):
        return
    newest = max(seals, key=lambda p: (p.arrival.order if p.arrival else -1, p.seal.signed))
    own = newest.seal.digest
    if (own.city, own.site, own.page) != (digest.city, digest.site, digest.page):
        yield Problem.of(
            "other-page",
            msg(
                "审签文件是别处的（城市 {city}，网站 {site}，页面 {page}），对本页不算数",
                city=own.city,
                site=own.site,
                page=own.page,
            ),
            msg("删去它，对本页重新审签"),
            newest.file,
        )
        return
    what = joined(digest.differences(own), msg("；"))
    yield Problem.of(
        "older-text",
        msg("审签之后稿件改过：{what}", what=what),
        msg("对现在的稿件重新审签，或改回审签时的内容"),
        newest.file,
    )


def unfit(good: Sequence[PlacedSeal]) -> Iterator[Problem]:
    """Say which stages are missing, and why seals that count alone do not count together."""
    people = {stage: {p.seal.officer for p in good if p.seal.stage == stage} for stage in NEEDED}
    for stage in NEEDED:
        if not people[stage]:
            yield Problem.of(
                f"missing-{stage}",
                msg("缺少“{stage}”的审签", stage=stage_name(stage)),
                msg("请负责的人员运行：zhengwu review seal 页面 --stage {stage}", stage=stage),
            )
    chain = [officer for stage in CHAIN for officer in people[stage]]
    if len(set(chain)) < len(chain):
        yield Problem.of("same-person", msg("初审、复审、终审要由三个不同的人审签"), _AGAIN)
    elif not _any_order(good):
        yield Problem.of("order", msg("审签没有按初审、复审、终审的顺序进行"), _AGAIN)
    elif people["secrecy"] & (people["first"] | people["second"]):
        yield Problem.of(
            "same-person",
            msg("保密审查不能由初审或复审人员兼任；终审人员有“保密审查”角色的可以兼任"),
            msg("由保密审查人员重新审签"),
        )


def _any_order(good: Sequence[PlacedSeal]) -> bool:
    """Whether the stages that there are follow one another somehow."""
    there = [[p for p in good if p.seal.stage == stage] for stage in CHAIN]
    if not there[0] and (there[1] or there[2]):
        return False
    if not there[1] and there[2]:
        return False
    return any(in_order(*chain) for chain in product(*(seals for seals in there if seals)))


def overdue(urgent: PlacedSeal, until: datetime) -> Problem:
    """Say that an emergency publication was not reviewed in time."""
    return Problem.of(
        "overdue",
        msg("应急发布应当在 {until} 前补齐审签，已经超过", until=until.strftime(MINUTE_FORMAT)),
        msg("马上补齐初审、复审、终审和保密审查，或撤下页面"),
        urgent.file,
    )


def replayed(urgent: PlacedSeal) -> Problem:
    """Say that an emergency seal is from before a whole review, and used up."""
    return Problem.of(
        "emergency-replayed",
        msg("应急发布的标记已经用过，不能再用一次"),
        msg("按初审、复审、终审和保密审查重新审签；仍然紧急的，由终审人员重新签一次应急发布"),
        urgent.file,
    )
