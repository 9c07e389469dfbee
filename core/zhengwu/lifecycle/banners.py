"""Banners: what stands above everything else on every page, from when and until when.

Three origins: the law (a migration notice before a site retires, Art. 8; a suspension's notice, on
the site itself and on the portal, Art. 9), the city (on all sites at once, Art. 38), and the site.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from zhengwu.messages import Message, msg
from zhengwu.model.banner import EMERGENCIES, WARNINGS, Emergency, Warned

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.model.banner import BannerFacts
    from zhengwu.model.city import City
    from zhengwu.model.lifecycle import LifecycleEvent
    from zhengwu.model.site import Site

BannerKind = Literal["emergency", "migration", "suspension", "city", "site"]
_LABELS: dict[BannerKind, Message] = {
    "emergency": msg("突发事件"),
    "migration": msg("迁移公告"),
    "suspension": msg("临时下线公告"),
    "city": msg("全市公告"),
    "site": msg("公告"),
}
# Lives first, then what the law demands, then what concerns more readers.
_ORDER: tuple[BannerKind, ...] = ("emergency", "migration", "suspension", "city", "site")
_KEY_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Banner:
    """A banner as a page shows it.

    Attributes:
        kind: where it comes from; an emergency's origin does not matter.
        title: what it says in one line.
        text: what else it says; "" for nothing.
        start: from when it is shown.
        link: where it leads, as written; "" for nowhere.
        link_text: what the link says.
        emergency: the kind of emergency.
        level: the colour of the warning.
    """

    kind: BannerKind
    title: str
    text: str
    start: datetime
    link: str = ""
    link_text: str = ""
    emergency: Emergency | None = None
    level: Warned | None = None

    @property
    def label(self) -> Message:
        """What kind of banner it is, in words."""
        if self.emergency is None:
            return _LABELS[self.kind]
        if self.level is None:
            return EMERGENCIES[self.emergency]
        return msg(
            "{emergency}{level}", emergency=EMERGENCIES[self.emergency], level=WARNINGS[self.level]
        )

    @property
    def mandatory(self) -> bool:
        """Whether the law demands it."""
        return self.kind in {"migration", "suspension"}

    @property
    def dismissible(self) -> bool:
        """Whether a reader may put it away: neither what the law demands nor an emergency."""
        return not (self.mandatory or self.emergency)

    @property
    def key(self) -> str:
        """A digest of what it says: a banner that was put away comes back when its words change."""
        said = (self.kind, self.title, self.text, self.link, self.link_text, self.level or "")
        return hashlib.sha256("\0".join(said).encode()).hexdigest()[:_KEY_LENGTH]


def banners_for(city: City, site: Site, moment: datetime) -> tuple[Banner, ...]:
    """Return the banners that every page of `site` carries at `moment`, the weightiest first.

    Args:
        city: the register.
        site: one of its sites.
        moment: the build's moment, in the city's time.
    """
    found = (*_by_law(city, site, moment), *_by_hand(city, site, moment))
    return tuple(sorted(found, key=lambda b: (_ORDER.index(b.kind), b.start, b.title)))


def _by_hand(city: City, site: Site, moment: datetime) -> Iterator[Banner]:
    origins: tuple[tuple[BannerKind, tuple[BannerFacts, ...]], ...] = (
        ("city", city.facts.banners),
        ("site", site.banners),
    )
    for kind, banners in origins:
        for facts in banners:
            if facts.shows(moment):
                yield Banner(
                    "emergency" if facts.emergency else kind,
                    facts.title,
                    facts.text,
                    facts.start,
                    facts.link or "",
                    facts.link_text if facts.link else "",
                    facts.emergency,
                    facts.level,
                )


def _by_law(city: City, site: Site, moment: datetime) -> Iterator[Banner]:
    day = moment.date()
    for event in site.lifecycle:
        if event.event == "retire" and _stands(event, site, day):
            yield _migration(site, event)
    for other in city.sites.values():
        if other.id == site.id or site.kind == "portal":
            for event in other.lifecycle:
                if event.event == "suspend" and _stands(event, other, day):
                    yield _suspension(other, event)


def _stands(event: LifecycleEvent, site: Site, day: date) -> bool:
    """Whether the notice of `event` is due on `day`."""
    last = event.until
    if event.event == "suspend":
        # Back early: the day on which the site resumes no longer announces that it is away.
        resumed = (e.date for e in site.lifecycle if e.event == "resume" and e.date >= event.date)
        if (back := min(resumed, default=None)) and (last is None or back <= last):
            last = back - timedelta(days=1)
    return event.notice_begins <= day and (last is None or day <= last)


def _migration(site: Site, event: LifecycleEvent) -> Banner:
    when = (
        msg("{site}将于{day}永久下线", site=site.name, day=_day(event.until))
        if event.until
        else msg("{site}将永久下线", site=site.name)
    )
    where = msg("内容已迁移，请改用新网址。") if event.moved_to else msg("")
    return Banner(
        "migration",
        when.text(),
        where.text() + (event.note or ""),
        datetime.combine(event.notice_begins, datetime.min.time()),
        event.moved_to or "",
        msg("前往新网址").text() if event.moved_to else "",
    )


def _suspension(site: Site, event: LifecycleEvent) -> Banner:
    title = msg("{site}自{day}起临时下线", site=site.name, day=_day(event.date))
    back = msg("预计下线至{day}。", day=_day(event.until)) if event.until else msg("")
    return Banner(
        "suspension",
        title.text(),
        back.text() + (event.note or ""),
        datetime.combine(event.notice_begins, datetime.min.time()),
    )


def _day(day: date) -> Message:
    return msg("{year}年{month}月{day}日", year=day.year, month=day.month, day=day.day)
