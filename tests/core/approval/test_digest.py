"""The digest covers every part of a page, and nothing but the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cities import MemoryTree, article, city_tree
from zhengwu.approval import PageDigest, digest_page, digest_site_file
from zhengwu.pages.index import read_pages
from zhengwu.register.load import load_register

PAGE = "content/portal/tzgg/a.md"
FILES = {
    PAGE: article(
        "见[附件](files/a.csv)。\n\n![图](images/b.svg)\n\n"
        '![片](files/e.mp4){poster="images/f.svg" captions="files/g.vtt"}',
        attachments="[{name: 名单, file: files/c.csv}]",
        image="images/d.svg",
    ),
    "content/portal/tzgg/files/a.csv": "a",
    "content/portal/tzgg/images/b.svg": "b",
    "content/portal/tzgg/files/c.csv": "c",
    "content/portal/tzgg/images/d.svg": "d",
    "content/portal/tzgg/files/e.mp4": "e",
    "content/portal/tzgg/images/f.svg": "f",
    "content/portal/tzgg/files/g.vtt": "g",
    "content/portal/tzgg/files/other.csv": "other",
}


def digest(changes: dict[str, str] | None = None, **city: object) -> PageDigest:
    tree = city_tree({**FILES, **(changes or {})}, city=city)
    return digest_of(tree)


def digest_of(tree: MemoryTree) -> PageDigest:
    city = load_register(tree).city
    assert city is not None
    site = city.sites["portal"]
    index = read_pages(site, tree, "content/portal", city)
    return digest_page(index.pages["tzgg/a.md"], index, tree, "content/portal", city)


CHANGES = {
    "the text": {PAGE: FILES[PAGE].replace("见", "请见")},
    "the title": {PAGE: FILES[PAGE].replace("启用", "停用")},
    "the source": {PAGE: FILES[PAGE].replace("本网", "他网")},
    "a linked file": {"content/portal/tzgg/files/a.csv": "A"},
    "a picture": {"content/portal/tzgg/images/b.svg": "B"},
    "a video": {"content/portal/tzgg/files/e.mp4": "E"},
    "a video's still": {"content/portal/tzgg/images/f.svg": "F"},
    "a video's captions": {"content/portal/tzgg/files/g.vtt": "G"},
    "a listed attachment": {"content/portal/tzgg/files/c.csv": "C"},
    "the title picture": {"content/portal/tzgg/images/d.svg": "D"},
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_part_counts(name: str) -> None:
    assert digest(CHANGES[name]).value != digest().value


def test_a_file_that_the_page_does_not_name_does_not_count() -> None:
    assert digest({"content/portal/tzgg/files/other.csv": "changed"}).value == digest().value


def test_line_ends_do_not_count() -> None:
    windows = FILES[PAGE].replace("\n", "\r\n")
    assert digest({PAGE: windows}).value == digest().value


@pytest.mark.parametrize(("start", "same"), [("", True), ("\0", False)], ids=["text", "binary"])
def test_line_ends_of_an_attachment_count_in_binary_files_only(start: str, *, same: bool) -> None:
    file = "content/portal/tzgg/files/a.csv"
    unix, windows = digest({file: f"{start}a\nb"}), digest({file: f"{start}a\r\nb"})
    assert (unix.value == windows.value) == same


def test_differences_are_told_by_part() -> None:
    before = digest()
    changed = {
        PAGE: FILES[PAGE].replace("启用", "停用"),
        "content/portal/tzgg/files/a.csv": "A",
    }
    told = [message.text() for message in digest(changed).differences(before)]
    assert told == ["标题等信息区改过", "附件 tzgg/files/a.csv 改过"]


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.sampled_from(["city", "site", "page"]))
def test_no_two_places_share_a_digest(text: str, field: str) -> None:
    own = {"city": "442000", "site": "portal", "page": "a.md"}
    here = PageDigest(**own, meta="0" * 64, text="1" * 64)
    there = PageDigest(**{**own, field: own[field] + text}, meta="0" * 64, text="1" * 64)
    assert here.value != there.value


def site_digest(tree: MemoryTree) -> str:
    city = load_register(tree).city
    assert city is not None
    return digest_site_file(city.sites["portal"], tree, "content/portal", city).value


BANNER = {
    "title": "全市停课",
    "start": "2026-11-20 09:00",
    "end": "2026-11-21 09:00",
}


def test_a_banner_of_the_city_changes_the_digest_of_every_site() -> None:
    assert site_digest(city_tree(city={"banners": [BANNER]})) != site_digest(city_tree())


def test_a_name_of_the_site_changes_its_digest() -> None:
    named = city_tree(portal={"name": "中山市人民政府网站"})
    assert site_digest(named) != site_digest(city_tree())


def test_officers_and_hosts_do_not_change_the_digest_of_a_site() -> None:
    hosts = city_tree(city={"hosts": [], "protected_branch": "trunk"})
    assert site_digest(hosts) == site_digest(city_tree())
