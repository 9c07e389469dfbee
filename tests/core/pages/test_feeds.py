"""Atom feeds: what RFC 4287 demands, and the same bytes for the same pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from zhengwu.pages.feeds import NEWEST, feed_path, feed_text, feed_view

if TYPE_CHECKING:
    from tests.core.conftest import CityFiles

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def read(files: CityFiles, column: str, site: str = "portal") -> etree._Element:
    pages = files.pages(site)
    text = feed_text(feed_view(files.city, pages, pages.site.columns_by_path[column]))
    return etree.fromstring(text.encode())


def texts(element: etree._Element, path: str) -> list[str]:
    return [str(found.text) for found in element.findall(path, ATOM)]


def news(day: int, title: str = "甲", **more: str) -> str:
    lines = {"title": title, "published_at": f"2026-11-{day:02} 09:30", "source": "本网"} | more
    body = lines.pop("body", "第一段，[链接](b.md)和**重点**。\n\n第二段。")
    front = "".join(f"{key}: {value}\n" for key, value in lines.items())
    return f"---\n{front}---\n{body}\n"


def test_a_feed_says_what_the_norm_demands(files: CityFiles) -> None:
    files.write("portal/gzdt/a.md", news(19, "甲 <b> & 乙", source="示范市统计局"))
    root = read(files, "gzdt")
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert texts(root, "a:title") == ["工作动态 - 示范市人民政府门户网站"]
    assert texts(root, "a:updated") == ["2026-11-19T09:30:00+08:00"]
    assert texts(root, "a:author/a:name") == ["示范市人民政府办公室"]
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)}
    assert links == {
        "self": "https://www.shifan.example/gzdt/feed.xml",
        "alternate": "https://www.shifan.example/gzdt/",
    }
    (entry,) = root.findall("a:entry", ATOM)
    assert texts(entry, "a:title") == ["甲 <b> & 乙"]
    assert texts(entry, "a:updated") == ["2026-11-19T09:30:00+08:00"]
    assert texts(entry, "a:author/a:name") == ["示范市统计局"]
    link = entry.find("a:link", ATOM)
    assert link is not None
    assert link.get("href") == "https://www.shifan.example/gzdt/a/"


def test_ids_are_tag_uris_that_a_new_title_or_time_does_not_change(files: CityFiles) -> None:
    files.set("portal/site.yml", "filings", {"domain": {"date": "2024-03-01"}})
    files.write("portal/gzdt/a.md", news(19))
    before = texts(read(files, "gzdt"), "a:entry/a:id")
    files.write("portal/gzdt/a.md", news(20, "乙"))
    assert before == ["tag:www.shifan.example,2024-03-01:/gzdt/a/"]
    assert texts(read(files, "gzdt"), "a:entry/a:id") == before


def test_a_town_s_addresses_lie_below_its_path(files: CityFiles) -> None:
    files.write("linchuan/gzdt/a.md", news(19))
    root = read(files, "gzdt", "linchuan")
    assert texts(root, "a:entry/a:id")[0].endswith(":/linchuan/gzdt/a/")
    link = root.find("a:entry/a:link", ATOM)
    assert link is not None
    assert link.get("href") == "https://www.shifan.example/linchuan/gzdt/a/"


@pytest.mark.parametrize(
    ("page", "summary"),
    [
        (news(19, summary="一句话"), "一句话"),
        (news(19), "第一段，链接和重点。"),
        (news(19, body="# 标题\n\n- 列表\n\n正文在此。"), "正文在此。"),
        (news(19, body="字" * 500), "字" * 120 + "……"),
        (news(19, body="甲\x0b乙"), "甲 乙"),
    ],
    ids=["its own", "the first paragraph", "no heading", "shortened", "no control characters"],
)
def test_an_entry_says_what_the_page_is_about(files: CityFiles, page: str, summary: str) -> None:
    files.write("portal/gzdt/a.md", page)
    assert texts(read(files, "gzdt"), "a:entry/a:summary") == [summary]


def test_a_feed_holds_the_newest_and_those_of_the_columns_below(files: CityFiles) -> None:
    for day in range(1, 26):
        files.write(f"portal/zwgk/zcwj/{day}.md", news(day, f"第{day}号"))
    titles = texts(read(files, "zwgk"), "a:entry/a:title")
    assert titles == [f"第{day}号" for day in range(25, 25 - NEWEST, -1)]
    assert texts(read(files, "zwgk/zcwj"), "a:entry/a:title") == titles


def test_an_empty_feed_is_valid_and_always_the_same(files: CityFiles) -> None:
    root = read(files, "gzdt")
    assert root.findall("a:entry", ATOM) == []
    assert texts(root, "a:updated") == ["2020-01-01T00:00:00Z"]


def test_only_columns_of_dated_pages_have_a_feed(files: CityFiles) -> None:
    columns = files.site().columns_by_path
    assert feed_path(columns["gzdt"]) == "gzdt/feed.xml"
    assert feed_path(columns["zwgk/zcwj"]) == "zwgk/zcwj/feed.xml"
    assert feed_path(columns["gk"]) == ""
