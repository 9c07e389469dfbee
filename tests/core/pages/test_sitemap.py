"""`sitemap.xml` and `robots.txt`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from zhengwu.pages.sitemap import map_entries, robots_sitemaps, robots_text, sitemap_text

if TYPE_CHECKING:
    from tests.core.conftest import CityFiles

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def entries(files: CityFiles, site: str = "portal") -> dict[str, str | None]:
    root = etree.fromstring(sitemap_text(map_entries(files.pages(site))).encode())
    return {
        str(url.findtext("s:loc", namespaces=NAMES)): url.findtext("s:lastmod", namespaces=NAMES)
        for url in root.findall("s:url", NAMES)
    }


def test_every_page_stands_in_the_site_map_with_its_day(files: CityFiles) -> None:
    dated = "---\ntitle: 甲\npublished_at: 2026-11-{} 09:30\nsource: 本网\n---\n正文。\n"
    files.write("portal/index.md", "---\ntitle: 首页\n---\n")
    files.write("portal/gzdt/a.md", dated.format(18))
    files.write("portal/zwgk/zcwj/b.md", dated.format(19))
    files.write("portal/gk/index.md", "---\ntitle: 概况\n---\n")
    files.write("portal/gk/diming.md", "---\ntitle: 地名\n---\n")
    base = "https://www.shifan.example/"
    assert entries(files) == {
        base: "2026-11-19",
        f"{base}gk/": None,
        f"{base}gk/diming/": None,
        f"{base}gzdt/": "2026-11-18",
        f"{base}gzdt/a/": "2026-11-18",
        f"{base}site-map/": None,
        f"{base}zwgk/": "2026-11-19",
        f"{base}zwgk/zcwj/": "2026-11-19",
        f"{base}zwgk/zcwj/b/": "2026-11-19",
    }


def test_a_town_s_site_map_lies_below_its_path(files: CityFiles) -> None:
    assert set(entries(files, "linchuan")) == {
        "https://www.shifan.example/linchuan/",
        "https://www.shifan.example/linchuan/gzdt/",
        "https://www.shifan.example/linchuan/site-map/",
    }


def test_robots_of_a_domain_names_the_maps_of_all_its_sites(files: CityFiles) -> None:
    assert robots_text(robots_sitemaps(files.city, files.site())) == (
        "User-agent: *\n"
        "Disallow:\n"
        "Sitemap: https://www.shifan.example/sitemap.xml\n"
        "Sitemap: https://www.shifan.example/linchuan/sitemap.xml\n"
    )
    assert "https://fgj.shifan.example/sitemap.xml" in robots_sitemaps(
        files.city, files.site("fgj")
    )


def test_a_site_below_a_domain_s_root_has_no_robots(files: CityFiles) -> None:
    assert robots_sitemaps(files.city, files.site("linchuan")) == ()
