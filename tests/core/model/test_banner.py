"""Banners: the right ones on the right site, from their first minute to their last."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from zhengwu.lifecycle.banners import Banner, banners_for
from zhengwu.model.banner import BannerFacts
from zhengwu.model.base import validate
from zhengwu.register.yaml import read_yaml

if TYPE_CHECKING:
    from tests.core.conftest import CityFiles

START = datetime(2026, 11, 20, 9, 30)
END = datetime(2026, 11, 22, 18, 0)
MINUTE = timedelta(minutes=1)
NOTICE = {"title": "系统维护", "start": "2026-11-20 09:30", "end": "2026-11-22 18:00"}
TYPHOON = NOTICE | {
    "title": "台风红色预警",
    "text": "请留在室内。",
    "emergency": "natural",
    "level": "red",
}
RETIRE = {
    "event": "retire",
    "date": "2026-11-01",
    "until": "2026-12-15",
    "moved_to": "https://www.shifan.example/fgj/",
}
SUSPEND = {"event": "suspend", "date": "2026-11-20", "until": "2026-11-25", "note": "系统升级。"}


def shown(files: CityFiles, moment: datetime, site: str = "portal") -> tuple[Banner, ...]:
    city = files.city
    return banners_for(city, city.sites[site], moment)


def titles(files: CityFiles, moment: datetime, site: str = "portal") -> list[str]:
    return [banner.title for banner in shown(files, moment, site)]


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day} 12:00")


TIMES = [
    pytest.param(START - MINUTE, False, id="before the start"),
    pytest.param(START, True, id="on the start"),
    pytest.param(END, True, id="on the end"),
    pytest.param(END + MINUTE, False, id="after the end"),
]


@pytest.mark.parametrize(("moment", "stands"), TIMES)
@pytest.mark.parametrize("banner", [NOTICE, TYPHOON], ids=["notice", "emergency"])
def test_a_site_s_banner_stands_from_start_to_end(
    files: CityFiles, banner: dict[str, Any], moment: datetime, *, stands: bool
) -> None:
    files.set("fgj/site.yml", "banners", [banner])
    assert titles(files, moment, "fgj") == [banner["title"]] * stands
    assert titles(files, moment) == []


@pytest.mark.parametrize("site", ["portal", "fgj", "linchuan"])
def test_the_city_s_banner_stands_on_all_sites_at_once(files: CityFiles, site: str) -> None:
    files.set("city.yml", "banners", [NOTICE])
    (banner,) = shown(files, START, site)
    assert (banner.kind, banner.label.text(), banner.dismissible) == ("city", "全市公告", True)


@pytest.mark.parametrize(
    ("emergency", "level", "label"),
    [
        ("natural", "red", "自然灾害红色预警"),
        ("accident", "orange", "事故灾难橙色预警"),
        ("health", None, "公共卫生事件"),
    ],
)
def test_an_emergency_names_its_kind_and_cannot_be_put_away(
    files: CityFiles, emergency: str, level: str | None, label: str
) -> None:
    banner = NOTICE | {"emergency": emergency} | ({"level": level} if level else {})
    files.set("portal/site.yml", "banners", [banner])
    (found,) = shown(files, START)
    assert (found.kind, found.label.text(), found.dismissible) == ("emergency", label, False)


@pytest.mark.parametrize(
    ("day", "stands"),
    [
        ("2026-10-31", False),
        ("2026-11-01", True),
        ("2026-12-15", True),
        ("2026-12-16", False),
    ],
    ids=["before it begins", "on its first day", "on its last day", "after it"],
)
def test_a_retirement_s_migration_notice_stands_on_the_site_itself(
    files: CityFiles, day: str, *, stands: bool
) -> None:
    files.set("fgj/site.yml", "lifecycle", [RETIRE])
    found = shown(files, noon(day), "fgj")
    assert [banner.title for banner in found] == [
        "示范市发展和改革局网站将于2026年12月15日永久下线"
    ] * stands
    assert shown(files, noon(day)) == ()
    for banner in found:
        assert banner.kind == "migration"
        assert banner.link == "https://www.shifan.example/fgj/"
        assert not banner.dismissible


def test_a_notice_may_begin_before_its_event(files: CityFiles) -> None:
    files.set("fgj/site.yml", "lifecycle", [SUSPEND | {"notice_from": "2026-11-18"}])
    assert len(shown(files, noon("2026-11-18"), "fgj")) == 1
    assert shown(files, noon("2026-11-17"), "fgj") == ()


@pytest.mark.parametrize("site", ["portal", "fgj"])
@pytest.mark.parametrize(
    ("day", "stands"),
    [("2026-11-19", False), ("2026-11-20", True), ("2026-11-25", True), ("2026-11-26", False)],
)
def test_a_suspension_is_announced_on_the_site_and_on_the_portal(
    files: CityFiles, site: str, day: str, *, stands: bool
) -> None:
    files.set("fgj/site.yml", "lifecycle", [SUSPEND])
    found = shown(files, noon(day), site)
    assert [(banner.title, banner.text) for banner in found] == [
        ("示范市发展和改革局网站自2026年11月20日起临时下线", "预计下线至2026年11月25日。系统升级。")
    ] * stands
    assert shown(files, noon(day), "linchuan") == ()
    assert not any(banner.dismissible for banner in found)


@pytest.mark.parametrize("until", ["2026-11-25", None], ids=["with an end", "without an end"])
def test_a_site_that_is_back_early_no_longer_announces_that_it_is_away(
    files: CityFiles, until: str | None
) -> None:
    away = {key: value for key, value in (SUSPEND | {"until": until}).items() if value}
    files.set("fgj/site.yml", "lifecycle", [away, {"event": "resume", "date": "2026-11-23"}])
    assert len(shown(files, noon("2026-11-22"), "fgj")) == 1
    assert shown(files, noon("2026-11-23"), "fgj") == ()


def test_what_presses_stands_above_what_does_not(files: CityFiles) -> None:
    files.set("portal/site.yml", "banners", [NOTICE])
    files.set("city.yml", "banners", [NOTICE | {"title": "全市停水"}, TYPHOON])
    files.set("portal/site.yml", "lifecycle", [RETIRE])
    files.set("fgj/site.yml", "lifecycle", [SUSPEND])
    kinds = [banner.kind for banner in shown(files, START)]
    assert kinds == ["emergency", "migration", "suspension", "city", "site"]


def test_a_banner_that_was_put_away_comes_back_when_its_words_change() -> None:
    banner = Banner("site", "系统维护", "周六不能办事。", START)
    assert banner.key == replace(banner, start=END).key
    others = {
        replace(banner, title="系统维护延期").key,
        replace(banner, text="周日不能办事。").key,
        replace(banner, link="tzgg/a.md").key,
    }
    assert banner.key not in others
    assert len(others) == 3


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("end: 2026-11-19 09:30", "横幅结束的时间早于开始的时间，永远不会显示"),
        ("end: 2026-11-22", "时间“2026-11-22”没有写到分钟"),
        ("level: red", "只有突发事件才有预警级别"),
        ("emergency: war", "“emergency”不能是“war”"),
        ("colour: 红", "不认识“colour”这一项"),
    ],
)
def test_a_wrong_banner_is_told_at_its_line(line: str, message: str) -> None:
    key = line.partition(":")[0]
    data = {k: v for k, v in NOTICE.items() if k != key}
    text = "".join(f"{k}: {v}\n" for k, v in data.items()) + line
    _, mistakes = validate(BannerFacts, read_yaml(text, "city.yml"), "city.yml")
    assert [(m.line, m.message.text()) for m in mistakes] == [(len(data) + 1, message)]


def test_an_event_that_ends_before_it_begins_is_told_at_its_line(files: CityFiles) -> None:
    files.set("fgj/site.yml", "lifecycle", [SUSPEND | {"until": "2026-11-19"}])
    (mistake,) = files.register.mistakes
    assert mistake.message.text() == "until 早于 date"
    assert "until:" in files.line("fgj/site.yml", mistake.line)
