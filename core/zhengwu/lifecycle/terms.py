"""The terms of Arts. 8 and 9: how often and how long a site may be off line, how long it warns."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from zhengwu.lifecycle.gaps import gap
from zhengwu.lifecycle.limits import limits
from zhengwu.lifecycle.state import spells
from zhengwu.messages import msg
from zhengwu.problem import DUE, ERROR, PAST, Due, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.lifecycle.state import Spell
    from zhengwu.model.lifecycle import LifecycleEvent
    from zhengwu.model.site import Site

_ART_8 = "measures-8"
_ART_9 = "measures-9"


def suspension_gaps(site: Site, day: date) -> Iterator[Problem]:
    """Yield suspensions that last too long or come too often.

    A suspension counts for the year in which it begins. Those by force majeure and by order count
    for nothing. What is over cannot be mended: it is `past`.
    """
    of_year: defaultdict[int, list[Spell]] = defaultdict(list)
    for spell in spells(site):
        if spell.counted:
            of_year[spell.event.date.year].append(spell)
            yield from _length(site, spell, day)
    allowed = limits().suspensions_a_year
    for year, found in of_year.items():
        for number, spell in enumerate(found[allowed:], start=allowed + 1):
            yield gap(
                "repeated-suspension",
                msg(
                    "{year}年第{number}次临时下线（{date}），每年不得超过{allowed}次",
                    year=year,
                    number=number,
                    date=spell.event.date,
                    allowed=allowed,
                ),
                msg(
                    "取消这一次，或推迟到下一年；不可抗力写 reason: force-majeure，"
                    "被责令关停写 reason: ordered"
                ),
                severity=PAST if spell.over(day) else ERROR,
                basis=(_ART_9,),
                path=("lifecycle", spell.index, "date"),
            )


def _length(site: Site, spell: Spell, day: date) -> Iterator[Problem]:
    event, most = spell.event, limits().suspension_days
    last = event.date + timedelta(days=most - 1)
    days = spell.days(day)
    over = spell.over(day)
    if days is not None and days > most:
        yield gap(
            "overlong-suspension",
            msg(
                "临时下线（{date}）共 {days} 天，不得超过 {most} 天",
                date=event.date,
                days=days,
                most=most,
            ),
            msg("改成最迟下线到 {last}，按时恢复上线", last=last),
            severity=PAST if over else ERROR,
            basis=(_ART_9,),
            due=Due.on(last),
            path=("lifecycle", spell.index, "until" if event.until else "date"),
        )
    elif event.until is None and spell.resume is None:
        yield gap(
            "overlong-suspension",
            msg("临时下线（{date}）没有写下线到哪一天", date=event.date),
            msg("写上 until: 最后一天，不晚于 {last}", last=last),
            severity=ERROR,
            basis=(_ART_9,),
            due=Due.on(last),
            path=("lifecycle", spell.index),
        )
    elif spell.resume is None and event.until:
        late = day > event.until
        yield gap(
            "overlong-suspension",
            msg("批准下线到 {until}，还没有登记恢复上线", until=event.until),
            msg("恢复前先报备，再运行 zhengwu lifecycle {id} resume", id=site.id),
            severity=ERROR if late else DUE,
            basis=(_ART_9,),
            due=Due.on(event.until),
            path=("lifecycle", spell.index, "until"),
        )


def retirement_gaps(site: Site, day: date) -> Iterator[Problem]:
    """Yield what is wrong with the migration notice, and with where readers are sent."""
    least = limits().migration_notice_days
    for index, event in enumerate(site.lifecycle):
        if event.event != "retire":
            continue
        yield from _notice(index, event, day, least)
        if event.moved_to is None:
            yield gap(
                "missing-lifecycle-step",
                msg("永久下线没有写内容迁移到哪里，原网址不能跳转"),
                msg("写上 moved_to: 新网址；各页路径不变的，再写 keep_paths: true"),
                severity=ERROR if day >= event.date else DUE,
                basis=(_ART_8,),
                due=Due.on(event.date),
                path=("lifecycle", index),
            )


def _notice(index: int, event: LifecycleEvent, day: date, least: int) -> Iterator[Problem]:
    first = event.notice_begins
    earliest = first + timedelta(days=least - 1)
    if event.until is None:
        yield gap(
            "short-migration-notice",
            msg("永久下线还没有写迁移公告挂到哪一天"),
            msg("写上 until: 最后一天，不早于 {earliest}", earliest=earliest),
            severity=DUE,
            basis=(_ART_8,),
            path=("lifecycle", index),
        )
        return
    days = (event.until - first).days + 1
    if days < least:
        yield gap(
            "short-migration-notice",
            msg("迁移公告只挂 {days} 天，不得少于 {least} 天", days=days, least=least),
            msg("把 until 改到 {earliest} 或以后", earliest=earliest),
            severity=PAST if day > event.until else ERROR,
            basis=(_ART_8,),
            path=("lifecycle", index, "until"),
        )
