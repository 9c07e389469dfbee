"""Plugin `zhengwu/announcement`: the banner stands on every page at the right time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cities import DEPARTMENT, article, dump
from tests.plugins.building import build, write_city

if TYPE_CHECKING:
    from pathlib import Path

    from tests.plugins.building import Pages

TYPHOON = {
    "title": "台风红色预警",
    "text": "请留在室内。",
    "link": "tzgg/taifeng.md",
    "emergency": "natural",
    "level": "red",
    "start": "2026-11-20 09:30",
    "end": "2026-11-22 18:00",
}
MAINTENANCE = {"title": "系统维护", "start": "2026-11-20 09:30", "end": "2026-11-22 18:00"}
RETIRING = dump(
    DEPARTMENT
    | {
        "lifecycle": [
            {
                "event": "retire",
                "date": "2026-11-01",
                "until": "2026-12-15",
                "moved_to": "https://www.xiangshan-library.example/new",
            }
        ]
    }
)


@pytest.fixture
def emergency(tmp_path: Path) -> Path:
    """A city whose portal has an emergency banner."""
    files = {"content/portal/tzgg/taifeng.md": article("请留在室内。")}
    return write_city(tmp_path, files, portal={"banners": [TYPHOON]})


@pytest.fixture
def migration(tmp_path: Path) -> Path:
    """A city with a department whose site retires."""
    return write_city(tmp_path, {"content/fgj/site.yml": RETIRING})


def banners(pages: Pages, path: str = "index.html") -> list[str]:
    found = pages.tree(path).xpath("//*[contains(@class, 'zw-banner ')]")
    return [" ".join(banner.text_content().split()) for banner in found]


@pytest.mark.parametrize(
    ("moment", "stands"),
    [
        ("2026-11-20 09:29", False),
        ("2026-11-20 09:30", True),
        ("2026-11-22 18:00", True),
        ("2026-11-22 18:01", False),
    ],
    ids=["before the start", "on the start", "on the end", "after the end"],
)
def test_an_emergency_stands_on_every_page_while_it_lasts(
    emergency: Path, moment: str, *, stands: bool
) -> None:
    pages = build(emergency, moment)
    for path in ("index.html", "tzgg/index.html", "tzgg/taifeng/index.html", "404.html"):
        wanted = ["自然灾害红色预警 台风红色预警 请留在室内。 查看详情"] * stands
        assert banners(pages, path) == wanted, path


def test_an_emergency_is_announced_and_has_no_button(emergency: Path) -> None:
    pages = build(emergency, "2026-11-21 12:00")
    (banner,) = pages.tree("tzgg/index.html").xpath("//*[@role='alert']")
    assert banner.xpath(".//a/@href") == ["taifeng/"]
    assert banner.xpath(".//button | @data-zw-banner") == []
    assert "assets/js/banners.js" not in pages.text("index.html")
    (link,) = pages.tree("404.html").xpath("//*[@role='alert']//a/@href")
    assert link == "/tzgg/taifeng/"


@pytest.mark.parametrize(
    ("moment", "stands"),
    [
        ("2026-10-31 23:59", False),
        ("2026-11-01 00:00", True),
        ("2026-12-15 23:59", True),
        ("2026-12-16 00:00", False),
    ],
    ids=["before it begins", "from its first minute", "to its last minute", "after it"],
)
def test_a_migration_notice_stands_on_the_retiring_site(
    migration: Path, moment: str, *, stands: bool
) -> None:
    found = banners(build(migration, moment, "fgj"))
    assert len(found) == stands
    for text in found:
        assert text.startswith("迁移公告 中山市发展和改革局将于2026年12月15日永久下线")


def test_the_new_address_has_its_leaving_notice(migration: Path) -> None:
    pages = build(migration, "2026-11-24 12:00", "fgj")
    (href,) = pages.tree().xpath("//*[contains(@class, 'zw-banner--migration')]//a/@href")
    assert "https://www.xiangshan-library.example/new" in pages.text(f"{href}index.html")


def test_what_may_be_put_away_has_a_button_and_a_key(tmp_path: Path) -> None:
    config = write_city(tmp_path, {}, city={"banners": [MAINTENANCE]})
    keys = set()
    for site in ("portal", "fgj"):
        pages = build(config, "2026-11-21 12:00", site)
        keys |= set(pages.tree().xpath("//@data-zw-banner"))
        assert len(pages.tree().xpath("//button[@data-zw-dismiss]")) == 1
        assert "assets/js/banners.js" in pages.files()
        assert pages.tree().xpath("//script[contains(@src, 'banners.js')]")
    assert len(keys) == 1


def test_a_page_without_banners_has_no_place_for_them(tmp_path: Path) -> None:
    pages = build(write_city(tmp_path, {}), "2026-11-21 12:00")
    assert "zw-banner" not in pages.text("index.html")
