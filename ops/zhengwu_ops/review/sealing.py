"""Making a seal: what is signed, by whom, on which earlier seal it builds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.approval import Arrival, PlacedSeal, Seal
from zhengwu.approval.reasons import CHAIN
from zhengwu.approval.seal import (
    NOTHING,
    folder_of,
    namespace,
    one_line,
    stage_name,
    write_seal,
)
from zhengwu.approval.seal_check import SealCheck
from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu_ops.review.authorship import authorship
from zhengwu_ops.world.files import write_file

if TYPE_CHECKING:
    from pathlib import Path

    from zhengwu.approval.seal import Stage
    from zhengwu_ops.review.reviews import Reviews
    from zhengwu_ops.world.openssh import Signer


@dataclass(frozen=True, slots=True)
class Draft:
    """A seal that is ready to be signed.

    Attributes:
        seal: what will be signed.
        officer: the name of who signs.
    """

    seal: Seal
    officer: str


def draft(
    reviews: Reviews, site_id: str, page: str, stage: Stage, key: str, reason: str = ""
) -> Draft:
    """Prepare a seal, and refuse at once what would not count later.

    Args:
        reviews: the city's.
        site_id: the site.
        page: the page's file, relative to the site's folder.
        stage: the stage of the review.
        key: fingerprint of the key that will sign.
        reason: why it is urgent; for an emergency only.

    Raises:
        UserError: the officer may not seal this text, or the stage before is missing.
    """
    found = reviews.trust.keys.get(key)
    if found is None:
        raise UserError(
            msg("这把密钥没有登记，或登记还没有经过两名主管签署"),
            msg("用 zhengwu officer status 查看名册，用 zhengwu officer 拟变更"),
        )
    digest = reviews.digest(site_id, page)
    if reviews.history.uncommitted(reviews.files(site_id, page)):
        raise UserError(
            msg("{page} 有没提交的改动", page=page), msg("先提交稿件，再审签提交了的内容")
        )
    seal = Seal(
        digest,
        one_line(reviews.title(site_id, page)),
        stage,
        found.officer,
        key,
        _previous(reviews, site_id, page, stage),
        reviews.now,
        one_line(reason) if stage == "emergency" else NOTHING,
    )
    if stage == "emergency" and seal.reason == NOTHING:
        raise UserError(msg("应急发布要写明原因：--reason 原因"))
    _require_right(reviews, site_id, page, seal)
    return Draft(seal, reviews.trust.officers[found.officer].name)


def _previous(reviews: Reviews, site_id: str, page: str, stage: Stage) -> str:
    """Return the digest of the seal on which this stage builds."""
    if stage not in CHAIN or stage == CHAIN[0]:
        return NOTHING
    before = CHAIN[CHAIN.index(stage) - 1]
    value = reviews.digest(site_id, page).value
    fitting = [
        placed
        for placed in reviews.seals(site_id, page)
        if placed.seal.stage == before and placed.seal.digest.value == value and placed.signer
    ]
    if not fitting:
        raise UserError(
            msg(
                "{page} 还没有“{before}”，不能“{stage}”",
                page=page,
                before=stage_name(before),
                stage=stage_name(stage),
            ),
            msg(
                "先由“{before}”人员审签；已经审签的，先用 git pull 取回", before=stage_name(before)
            ),
        )
    return max(fitting, key=_newest).id


def _newest(placed: PlacedSeal) -> tuple[int, str]:
    return (placed.arrival.order if placed.arrival else -1, placed.seal.signed.isoformat())


def _require_right(reviews: Reviews, site_id: str, page: str, seal: Seal) -> None:
    """Judge the seal as if it had just reached the branch."""
    arrival = Arrival(len(reviews.history.line), reviews.now, "")
    placed = PlacedSeal(seal, seal.path(), "", seal.key, arrival)
    authors = authorship(reviews, site_id, page, sealing=seal.officer)
    seal_check = SealCheck(seal.digest, reviews.trust, reviews.policy(site_id), authors.officers)
    if reason := seal_check.refused(placed):
        raise UserError(reason)
    value = seal.digest.value
    same = {
        other.seal.stage
        for other in reviews.seals(site_id, page)
        if other.seal.officer == seal.officer
        and other.seal.digest.value == value
        and other.seal.stage != seal.stage
    }
    together = {seal.stage, *same} & {*CHAIN, "secrecy"}
    if len(together) > 1 and together != {"final", "secrecy"}:
        names = tuple(stage_name(stage) for stage in sorted(same))
        raise UserError(
            msg(
                "{officer} 已经对这篇稿件做了“{names}”，同一个人不能再做“{stage}”",
                officer=seal.officer,
                names=names,
                stage=stage_name(seal.stage),
            ),
            msg("由另一名有这个角色的人员审签"),
        )


def put(root: Path, prepared: Draft, signer: Signer) -> Path:
    """Sign a seal and write its file below `root`, the folder that holds the content.

    Raises:
        UserError: the key does not sign, or a link stands in the way.
    """
    seal = prepared.seal
    armor = signer.sign(seal.payload().encode(), namespace(seal.digest.city))
    file = root / seal.path()
    folder = root
    for part in folder_of(seal.digest.site, seal.digest.page).split("/"):
        folder /= part
        if folder.is_symlink():
            raise UserError(
                msg("{folder} 是一个链接，不能存放审签", folder=str(folder)), msg("删去这个链接")
            )
    write_file(file, write_seal(seal, armor))
    return file
