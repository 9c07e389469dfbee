"""Drafts of the notices that a site's events ask for, on the site and on the portal."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.lifecycle.history import CHANGES
from zhengwu.messages import msg

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from zhengwu.model.city import City
    from zhengwu.model.lifecycle import EventKind, LifecycleEvent, Reason
    from zhengwu.model.site import Column, Site

_NOTICES = "通知公告"
_HOUR = "09:00"
# The steps of each event that are notices; of the portal its own notice is the portal's.
_WANTED: Mapping[EventKind, tuple[str, ...]] = {
    "open": ("portal_notice",),
    "change": ("site_notice",),
    "suspend": ("site_notice", "portal_notice"),
    "resume": ("site_notice", "portal_notice"),
    "retire": ("site_notice", "portal_notice"),
}
_NAMES: Mapping[EventKind, str] = {
    "open": "kaitong",
    "change": "biangeng",
    "suspend": "linshi-xiaxian",
    "resume": "huifu-shangxian",
    "retire": "yongjiu-xiaxian",
}
_CAUSES: Mapping[Reason, str] = {
    "planned": "因网站整改，经市政府办公室审批和市委网信办同意",
    "force-majeure": "因不可抗力",
    "ordered": "因安全整改需要",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """A page to be written.

    Attributes:
        step: the step of the event that it is.
        site: id of the site that carries it.
        page: its path below the site's folder.
        day: the day on which it is to be published.
        text: what it says.
    """

    step: str
    site: str
    page: str
    day: dt.date
    text: str


def draft_notices(event: LifecycleEvent, site: Site, city: City, day: dt.date) -> Iterator[Notice]:
    """Yield the notices that `event` of `site` asks for, as drafts.

    Args:
        event: the event.
        site: its site.
        city: the register.
        day: today; a suspension and a retirement are announced before they begin.

    Raises:
        UserError: a site has no column for notices.
    """
    ahead = event.event in {"suspend", "retire"}
    first = min(day, event.date) if ahead else event.date
    for step in ("site_notice",) if site.kind == "portal" else _WANTED[event.event]:
        home = city.portal if step == "portal_notice" else site
        if home is None:
            raise UserError(msg("城市还没有门户网站，公告没有地方发布"))
        name = _NAMES[event.event] if home is site else f"{site.id}-{_NAMES[event.event]}"
        page = f"{_column(home).path}/{first:%Y%m%d}-{name}.md"
        values = {
            **_facts(event, site, city),
            "at": f"{first} {_HOUR}",
            "signed": chinese(first),
            "source": city.unit_name(home.unit),
        }
        yield Notice(step, home.id, page, first, _template(event.event).substitute(values))


def chinese(day: dt.date) -> str:
    """Return a day as notices write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def _column(site: Site) -> Column:
    fitting = [c for c in site.columns if c.type == _NOTICES]
    fitting += [c for c in site.columns if c.holds == "article"]
    if not fitting:
        raise UserError(
            msg(
                "网站 {site} 没有放公告的栏目："
                "先在 site.yml 的 columns 里登记一个类型为“通知公告”的栏目",
                site=site.id,
            )
        )
    return fitting[0]


def _facts(event: LifecycleEvent, site: Site, city: City) -> dict[str, str]:
    until = chinese(event.until) if event.until else ""
    ends = {"suspend": f"，预计到{until}为止", "retire": f"将于{until}"}
    unknown = {"suspend": "", "retire": "将"}
    moved = f"内容已经迁移到新网址：{event.moved_to}。" if event.moved_to else ""
    return {
        "name": site.name,
        "unit_name": city.unit_name(site.unit),
        "address": f"{site.domain}{site.path.rstrip('/')}",
        "url": site.url,
        "phone": site.contact.phone,
        "day": chinese(event.date),
        "until": (ends if until else unknown).get(event.event, ""),
        "cause": _CAUSES[event.reason],
        "moved": moved,
        "note": _sentence(event.note or ""),
        "changes": "\n".join(_changes(event, site, city)),
    }


def _changes(event: LifecycleEvent, site: Site, city: City) -> Iterator[str]:
    for name, old in event.was or ():
        if old:
            new = str(getattr(site, name))
            values = [city.unit_name(v) if name == "unit" else v for v in (old, new)]
            yield f"| {CHANGES[name][0].text()} | {values[0]} | {values[1]} |"


def _sentence(text: str) -> str:
    return text if not text or text.endswith(("。", "！", "？")) else f"{text}。"


def _template(kind: EventKind) -> Template:
    folder = files("zhengwu_ops").joinpath("scaffolds", "notice")
    return Template(folder.joinpath(f"{kind}.md").read_text("utf-8"))
