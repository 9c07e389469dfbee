"""Plugin `zhengwu/interpretation`: policies and interpretations link each other, on any site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from tests.cities import article
from tests.plugins.building import build, write_city

if TYPE_CHECKING:
    from pathlib import Path

MOMENT = "2026-11-24 12:00"
NUMBER = "中府办函〔2026〕993号"
OLD = "content/portal/zcwj/old.md"
NEW = "content/portal/zcwj/new.md"
FILES = {
    OLD: article("第一条", title="旧办法", kind="policy", validity="废止", replaced_by="new.md"),
    NEW: article(
        "第一条",
        title="新办法",
        kind="policy",
        docno=NUMBER,
        index_no="1144200099DEM0013A/2026-00993",
        made_on="2026-10-30",
        validity="有效",
        replaces="old.md",
    ),
    "content/portal/zcjd/wenda.md": article(
        "问：甲？",
        title="新办法问答",
        kind="interpretation",
        interprets="../zcwj/new.md",
        form="问答",
        provider="中山市文化广电旅游局",
    ),
    "content/fgj/zcjd/tujie.md": article(
        "图",
        title="一图读懂新办法",
        kind="interpretation",
        interprets=NUMBER,
        form="图解",
        provider="中山市发展和改革局",
    ),
}


def test_a_policy_shows_its_interpretations_by_form_with_provider_and_date(tmp_path: Path) -> None:
    page = build(write_city(tmp_path, FILES), MOMENT).tree("zcwj/new/index.html")
    (panel,) = page.xpath("//section[h2='解读']")
    assert [dt.text_content() for dt in panel.iter("dt")] == ["问答", "图解"]
    links = {a.text_content(): a.get("href") for a in panel.iter("a")}
    assert links == {
        "新办法问答": "../../zcjd/wenda/",
        "一图读懂新办法": "https://fgj.zhongshan.example/zcjd/tujie/",
    }
    text = " ".join(panel.text_content().split())
    assert "中山市文化广电旅游局" in text
    assert "中山市发展和改革局" in text  # the other site's name
    assert [time.text for time in panel.iter("time")] == ["2026-11-02", "2026-11-02"]


def test_an_interpretation_links_what_it_is_about_across_sites(tmp_path: Path) -> None:
    config = write_city(tmp_path, FILES)
    for site, path, href in (
        ("portal", "zcjd/wenda/index.html", "../../zcwj/new/"),
        ("fgj", "zcjd/tujie/index.html", "https://www.zhongshan.example/zcwj/new/"),
    ):
        (facts,) = build(config, MOMENT, site).tree(path).xpath("//dl[@aria-label='解读信息']")
        (link,) = facts.iter("a")
        assert (link.text, link.get("href")) == ("新办法", href)
        assert NUMBER in facts.text_content()


def test_a_policy_shows_its_information_table(tmp_path: Path) -> None:
    page = build(write_city(tmp_path, FILES), MOMENT).tree("zcwj/new/index.html")
    (table,) = page.xpath("//dl[@aria-label='文件信息']")
    names = [dt.text_content() for dt in table.iter("dt")]
    facts = dict(zip(names, [dd.text_content() for dd in table.iter("dd")], strict=True))
    assert facts == {
        "索引号": "1144200099DEM0013A/2026-00993",
        "文号": NUMBER,
        "发布机构": "中山市人民政府办公室",
        "成文日期": "2026-10-30",
        "发布日期": "2026-11-02",
        "有效性": "有效",
        "废止文件": "旧办法",
    }


def test_a_repealed_policy_says_so_before_its_title_and_links_the_one_in_force(
    tmp_path: Path,
) -> None:
    pages = build(write_city(tmp_path, FILES), MOMENT)
    page = pages.tree("zcwj/old/index.html")
    (mark,) = page.xpath("//article//h1/preceding::*[@role='note']")
    assert "本文件已废止" in mark.text_content()
    assert [(a.text, a.get("href")) for a in mark.iter("a")] == [("新办法", "../new/")]
    assert pages.tree("zcwj/new/index.html").xpath("//*[@role='note']") == []


def test_a_scheduled_policy_repeals_the_old_one_at_its_minute(tmp_path: Path) -> None:
    files = {
        OLD: article("第一条", title="旧办法", kind="policy", validity="有效"),
        NEW: FILES[NEW].replace("published_at: 2026-11-02", "publish_at: 2026-11-25"),
    }
    config = write_city(tmp_path, files)
    before = build(config, "2026-11-25 09:29").tree("zcwj/old/index.html")
    after = build(config, "2026-11-25 09:30").tree("zcwj/old/index.html")
    assert before.xpath("//*[@role='note']") == []
    assert "本文件已废止" in after.xpath("//*[@role='note']")[0].text_content()


def test_what_is_not_due_on_another_site_is_not_linked(tmp_path: Path) -> None:
    late = FILES["content/fgj/zcjd/tujie.md"].replace("form:", "draft: true\nform:")
    config = write_city(tmp_path, {**FILES, "content/fgj/zcjd/tujie.md": late})
    assert "tujie" not in build(config, MOMENT).text("zcwj/new/index.html")


def test_a_part_of_the_pages_builds_to_the_same_bytes(tmp_path: Path) -> None:
    config = write_city(tmp_path, FILES)
    whole = build(config, MOMENT).files("zc*/**/index.html")
    policies = build(config, MOMENT, pages=("zcwj/*",)).files("zcwj/**/index.html")
    readings = build(config, MOMENT, pages=("zcjd/*",)).files("zcjd/**/index.html")
    assert len(whole) > 3
    assert {**policies, **readings} == whole


def test_deleting_the_interpretation_takes_its_link_away(tmp_path: Path) -> None:
    files = {path: text for path, text in FILES.items() if "/zcjd/" not in path}
    page = build(write_city(tmp_path, files), MOMENT).tree("zcwj/new/index.html")
    assert page.xpath("//section[h2='解读']") == []


def test_the_preview_shows_on_the_page_what_dangles(tmp_path: Path) -> None:
    reading = "content/portal/zcjd/wenda.md"
    files = {**FILES, reading: FILES[reading].replace("new.md", "none.md")}
    config = load_config(str(write_city(tmp_path, files)), site_dir=str(tmp_path / "preview"))
    config.plugins["zhengwu/site"].config.date = MOMENT
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config)
    config.plugins.on_shutdown()
    panels = {
        path: (tmp_path / "preview" / path).read_text("utf-8")
        for path in ("zcjd/wenda/index.html", "zcwj/old/index.html")
    }
    assert "dangling-interpretation" in panels["zcjd/wenda/index.html"]
    assert f"{reading} 第 6 行" in panels["zcjd/wenda/index.html"]
    assert "dangling-interpretation" not in panels["zcwj/old/index.html"]
