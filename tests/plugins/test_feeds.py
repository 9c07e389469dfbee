"""Plugin `zhengwu/feeds`: the files for machines, in every build the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from tests.cities import article
from tests.plugins.building import build, write_city

if TYPE_CHECKING:
    from pathlib import Path

NEWS = {
    "content/portal/xwdt/a.md": article("甲。", title="甲"),
    "content/portal/xwdt/b.md": article("乙。", title="乙", published_at="2026-11-03 09:30"),
    "content/portal/tzgg/c.md": article("丙。", title="丙", draft="true"),
}
MOMENT = "2026-11-24 12:00"


def machine_files(files: dict[str, bytes]) -> dict[str, bytes]:
    return {n: d for n, d in files.items() if n.endswith((".xml", ".gz", "robots.txt"))}


def test_every_dated_column_has_a_feed_that_its_page_names(tmp_path: Path) -> None:
    pages = build(write_city(tmp_path, NEWS), MOMENT)
    for page, href in {
        "xwdt/index.html": "feed.xml",
        "xwdt/a/index.html": "../feed.xml",
    }.items():
        found = pages.tree(page).xpath("//link[@type='application/atom+xml']/@href")
        assert found == [href]
    titles = etree.fromstring(pages.text("xwdt/feed.xml").encode()).xpath(
        "//*[local-name()='entry']/*[local-name()='title']/text()"
    )
    assert titles == ["乙", "甲"]
    assert pages.tree("gk/index.html").xpath("//link[@type='application/atom+xml']") == []


def test_the_site_map_is_ours_and_names_no_draft(tmp_path: Path) -> None:
    pages = build(write_city(tmp_path, NEWS), MOMENT)
    assert "https://www.zhongshan.example/xwdt/b/" in pages.text("sitemap.xml")
    assert "tzgg/c/" not in pages.text("sitemap.xml")
    assert "sitemap.xml.gz" not in pages.files()
    assert "Sitemap: https://www.zhongshan.example/sitemap.xml\n" in pages.text("robots.txt")


def test_a_part_of_the_pages_and_another_minute_give_the_same_files(tmp_path: Path) -> None:
    config = write_city(tmp_path, NEWS)
    whole = machine_files(build(config, MOMENT).files())
    assert {"sitemap.xml", "robots.txt", "xwdt/feed.xml", "tzgg/feed.xml"} <= set(whole)
    assert machine_files(build(config, MOMENT, pages=("xwdt/*",)).files()) == whole
    assert machine_files(build(config, "2026-11-25 07:00").files()) == whole


@pytest.mark.parametrize("name", ["robots.txt", "sitemap.xml", "xwdt/feed.xml"])
def test_a_file_of_an_editor_in_their_place_is_told(tmp_path: Path, name: str) -> None:
    config = write_city(tmp_path, {f"content/portal/{name}": "User-agent: *\nDisallow: /\n"})
    outcome = build(config, MOMENT).outcome
    assert outcome.failed
    assert f"请删去 content/portal/{name}" in outcome.log
