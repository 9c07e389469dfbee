"""Plugin `zhengwu/leaving`: a page before every destination outside government."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cities import article
from tests.plugins.building import build, write_city

if TYPE_CHECKING:
    from pathlib import Path

LIBRARY = "https://www.xiangshan-library.example/shu?a=1&b=2"
NEWS = {
    "content/portal/xwdt/a.md": article(f"见[书目]({LIBRARY})和[法规](https://www.gov.cn/)。"),
    "content/portal/tzgg/b.md": article("见[首页](https://www.xiangshan-library.example/)。"),
}
MOMENT = "2026-11-24 12:00"
_LEAVES = "//a[@class='zw-leaves']/@href"


def test_the_link_leads_to_a_page_that_says_where_the_reader_goes(tmp_path: Path) -> None:
    pages = build(write_city(tmp_path, NEWS), MOMENT)
    (href,) = pages.tree("xwdt/a/index.html").xpath(_LEAVES)
    assert href.startswith("../../leave/")
    notice = pages.tree(f"xwdt/a/{href}index.html")
    text = " ".join(notice.xpath("//main")[0].text_content().split())
    for said in (
        "中山市人民政府门户网站",
        "www.xiangshan-library.example",
        "香山演示图书馆",
        "书目查询",
    ):
        assert said in text
    ways = {a.text_content(): a.get("href") for a in notice.xpath("//main//a")}
    assert ways == {"继续访问": LIBRARY, "返回本站首页": "../../"}


def test_the_notice_works_without_script_and_is_not_for_search_engines(tmp_path: Path) -> None:
    pages = build(write_city(tmp_path, NEWS), MOMENT)
    (path, *_) = [name for name in pages.files() if name.startswith("leave/")]
    notice = pages.tree(path)
    assert notice.xpath("//main//script | //main//@onclick | //meta[@http-equiv]") == []
    assert notice.xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"]
    assert "leave/" not in pages.text("sitemap.xml")


def test_no_other_page_leads_out_of_government(tmp_path: Path) -> None:
    pages = build(write_city(tmp_path, NEWS), MOMENT)
    for name in pages.files("**/*.html"):
        found = [h for h in pages.tree(name).xpath("//@href") if "xiangshan-library" in h]
        assert len(found) == name.startswith("leave/"), name


def test_all_notices_come_with_any_part_of_the_pages(tmp_path: Path) -> None:
    config = write_city(tmp_path, NEWS)
    whole = build(config, MOMENT).files("leave/**/*")
    assert len(whole) == 2
    assert build(config, MOMENT, pages=("leave/*",)).files("leave/**/*") == whole
    part = build(config, MOMENT, pages=("xwdt/*",))
    assert part.files("xwdt/a/*") == build(config, MOMENT).files("xwdt/a/*")


def test_an_entrance_outside_government_has_its_notice(tmp_path: Path) -> None:
    entrances = {
        "services": {"name": "书目", "url": LIBRARY},
        "interaction": {"name": "热线", "url": "https://www.gov.cn/"},
    }
    pages = build(write_city(tmp_path, {}, city={"entrances": entrances}), MOMENT)
    assert len(pages.files("leave/**/*")) == 1
    (path,) = pages.files("leave/**/*")
    for page in ("index.html", "bsfw/index.html"):
        links = pages.tree(page).xpath("//a[contains(@href, 'leave/')]/@href")
        assert [link.rpartition("leave/")[2] for link in links] == [path.split("/")[1] + "/"]
        assert pages.tree(page).xpath("//a[contains(@href, 'xiangshan-library')]") == []
