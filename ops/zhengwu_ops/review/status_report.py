"""Reviews in words: a page before it is sealed, and how things stand in a city."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.approval.seal import stage_name
from zhengwu.messages import Message, msg
from zhengwu.pages.schedule import MINUTE_FORMAT
from zhengwu_ops.review.diff import attachments, show, visible
from zhengwu_ops.review.pending import expiring, rate, waiting
from zhengwu_ops.review.verdicts import verdict_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from zhengwu.problem import Problem
    from zhengwu_ops.review.pending import Rate, Waiting
    from zhengwu_ops.review.reviews import Reviews

_MISSING = "missing-"


def page_lines(reviews: Reviews, site_id: str, page: str, against: str) -> Iterator[Message]:
    """Yield what a reviewer must see of a page: its parts, its seals, its changes, what is missing.

    Args:
        reviews: the city's.
        site_id: the site.
        page: the page's file, relative to the site's folder.
        against: a commit to compare with; the newest sealed text if empty.
    """
    shown = show(reviews, site_id, page, against)
    digest = reviews.digest(site_id, page)
    title = visible(reviews.title(site_id, page))
    yield msg("《{title}》 {site} {page}", title=title, site=site_id, page=page)
    yield msg("内容的摘要值：{digest}", digest=digest.value)
    for name in attachments(digest):
        yield msg("附件：{name}", name=visible(name))
    for placed in reviews.seals(site_id, page):
        if placed.seal.digest.value == digest.value:
            yield msg(
                "{stage}：{officer} {signed}",
                stage=stage_name(placed.seal.stage),
                officer=placed.seal.officer,
                signed=placed.seal.signed.strftime(MINUTE_FORMAT),
            )
    yield msg("")
    yield (
        msg("与{since}相比：", since=shown.since)
        if shown.since
        else msg("没有更早审签过的稿件，全文：")
    )
    yield from shown.parts
    yield msg("{changes}\n", changes=shown.changes or msg("（没有改动）"))
    for reason in verdict_of(reviews, site_id, page).reasons:
        yield reason.as_message()


@dataclass(frozen=True, slots=True)
class PageStatus:
    """How the reviews of some sites stand.

    Attributes:
        problems: what is wrong with the officers' register.
        rows: the pages that wait.
        rates: by site, how often there were emergencies.
        expiring: officers whose last key ends within a month, with its last day.
        names: of the officers.
    """

    problems: tuple[Problem, ...]
    rows: tuple[Waiting, ...]
    rates: Mapping[str, Rate]
    expiring: tuple[tuple[str, date], ...]
    names: Mapping[str, str]

    @classmethod
    def of(cls, reviews: Reviews, sites: tuple[str, ...]) -> PageStatus:
        """Judge every page of `sites`."""
        return cls(
            reviews.problems(),
            tuple(waiting(reviews, sites)),
            {site: rate(reviews, site) for site in sites},
            tuple(expiring(reviews)),
            {officer: entry.name for officer, entry in reviews.trust.officers.items()},
        )

    def lines(self) -> Iterator[Message]:
        """Yield it for people."""
        for reason in self.problems:
            yield reason.as_message()
        for row in self.rows:
            yield row.text(self.names)
            for reason in row.reasons:
                if not reason.code.startswith(_MISSING):  # who is waited for says that already
                    yield msg("  {why}", why=reason.message)
            if row.emergency:
                until = row.emergency.until.strftime(MINUTE_FORMAT)
                yield msg("  应急发布，{until} 前要补齐审签", until=until)
        for site, found in self.rates.items():
            yield msg(
                "{site}：近一年审签 {approvals} 次，其中应急发布 {emergencies} 次，占 {percent}%",
                site=site,
                approvals=found.approvals,
                emergencies=found.emergencies,
                percent=found.percent,
            )
        for officer, day in self.expiring:
            yield msg("{name} 的公钥 {day} 到期，请更换", name=self.names[officer], day=day)
        if not self.rows and not self.problems:
            yield msg("全部页面都已审签。")

    def data(self, language: str) -> dict[str, object]:
        """Return it for programs."""
        return {
            "problems": [reason.data(language) for reason in self.problems],
            "waiting": [_row(row, language) for row in self.rows],
            "emergency_rate": {
                site: {
                    "emergencies": found.emergencies,
                    "approvals": found.approvals,
                    "percent": found.percent,
                }
                for site, found in self.rates.items()
            },
            "expiring": {officer: day.isoformat() for officer, day in self.expiring},
        }


def _row(row: Waiting, language: str) -> dict[str, object]:
    return {
        "site": row.site,
        "page": row.page,
        "title": row.title,
        "waiting": {stage: list(people) for stage, people in row.stages.items()},
        "reasons": [reason.data(language) for reason in row.reasons],
        "emergency_until": row.emergency.until.isoformat() if row.emergency else None,
    }
