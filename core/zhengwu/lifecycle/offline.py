"""What stands at a site's addresses while it is off line, or after it is gone (Arts. 8, 9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zhengwu.lifecycle.state import State, is_offline, standing
from zhengwu.messages import Message, msg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from zhengwu.lifecycle.state import Standing
    from zhengwu.model.city import City
    from zhengwu.model.lifecycle import Reason
    from zhengwu.model.site import Site
    from zhengwu.pages.index import PageIndex

_CAUSES: Mapping[Reason, Message] = {
    "planned": msg("因网站整改，经批准，"),
    "force-majeure": msg("因不可抗力，"),
    "ordered": msg("因安全整改，"),
}


@dataclass(frozen=True, slots=True)
class OfflineNotice:
    """The notice that answers at every address of a site that is off line.

    Attributes:
        title: its heading.
        lines: its paragraphs.
        moved_to: where the content is now; "" where it stays.
    """

    title: Message
    lines: tuple[Message, ...]
    moved_to: str = ""


def offline_notice(site: Site, city: City, day: date) -> OfflineNotice | None:
    """Return the notice that stands in the place of `site` on `day`; None while it is on line."""
    now = standing(site, day)
    if now.state is State.SUSPENDED:
        return OfflineNotice(
            msg("{site}临时下线公告", site=site.name), tuple(_suspended(now, site, city))
        )
    if now.state is State.RETIRED:
        moved_to = (now.event and now.event.moved_to) or ""
        return OfflineNotice(
            msg("{site}已经永久下线", site=site.name), tuple(_retired(now, site, city)), moved_to
        )
    return None


def on_line(pages: PageIndex, moment: datetime) -> PageIndex:
    """Return the pages that readers find at `moment`: none of a site that is off line."""
    if is_offline(pages.site, moment.date()):
        return replace(pages, pages={}, files=frozenset(), moment=moment)
    return pages.published(moment)


def _suspended(now: Standing, site: Site, city: City) -> Iterator[Message]:
    if now.event is None or now.since is None:
        return
    cause, since = _CAUSES[now.event.reason], _day(now.since)
    if now.until:
        yield msg(
            "{cause}本网站自{since}起临时下线，预计到{until}为止。",
            cause=cause,
            since=since,
            until=_day(now.until),
        )
    else:
        yield msg(
            "{cause}本网站自{since}起临时下线，恢复的时间另行公告。", cause=cause, since=since
        )
    yield from _others(now, site, city)


def _retired(now: Standing, site: Site, city: City) -> Iterator[Message]:
    if now.since is None:
        return
    yield msg("本网站自{since}起永久下线，不再更新。", since=_day(now.since))
    if now.event and now.event.moved_to:
        yield msg("内容已经迁移到新网址。")
    yield from _others(now, site, city)


def _others(now: Standing, site: Site, city: City) -> Iterator[Message]:
    if now.event and now.event.note:
        yield Message("{note}", {"note": now.event.note})
    yield msg(
        "需要查询信息或办理业务的，请联系{unit}，电话：{phone}。",
        unit=city.unit_name(site.unit),
        phone=site.contact.phone,
    )


def _day(day: date) -> Message:
    return msg("{year}年{month}月{day}日", year=day.year, month=day.month, day=day.day)
