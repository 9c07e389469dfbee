"""Leaving notices: before every destination outside government, and before no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhengwu.dialect import fill
from zhengwu.pages.index import PageIndex, read_pages
from zhengwu.pages.leaving import leave_pages
from zhengwu.pages.urls import leave_path

if TYPE_CHECKING:
    from tests.core.conftest import CityFiles

LIBRARY = "https://www.library.example/katalog?a=1#b"
NEWS = "gzdt/a.md"


@pytest.fixture
def files(files: CityFiles) -> CityFiles:
    return files.set(
        "city.yml",
        "hosts",
        [
            {
                "host": "*.gov.cn",
                "owner": "各级政府",
                "purpose": "政策原文",
                "expires": "2027-12-31",
                "government": True,
            },
            {
                "host": "*.library.example",
                "owner": "示范图书馆",
                "purpose": "书目查询",
                "expires": "2027-12-31",
            },
        ],
    )


def index(files: CityFiles, body: str, front: str = "") -> PageIndex:
    text = f"---\ntitle: 甲\npublished_at: 2026-11-20 09:30\nsource: 本网\n{front}---\n{body}\n"
    files.write(f"portal/{NEWS}", text)
    city = files.city
    return read_pages(city.sites["portal"], files.tree, "content/portal", city)


def targets(pages: PageIndex) -> list[str]:
    return [page.target for page in leave_pages(pages)]


@pytest.mark.parametrize(
    "target",
    [
        LIBRARY,
        "http://www.library.example/",
        "HTTPS://WWW.Library.Example/",
        "//www.library.example/a",
        "&#47;&#47;www.library.example/a",
    ],
)
def test_a_link_out_of_government_leads_to_its_notice(files: CityFiles, target: str) -> None:
    pages = index(files, f"见[书目](<{target}>)。")
    (notice,) = leave_pages(pages)
    page = pages.pages[NEWS]
    assert page.source is not None
    html = fill(page.source.facts.html, lambda t: pages.link(t, NEWS))
    address = notice.path.removesuffix(".md")
    assert (
        html == f'<p>见<a href="../../{address}/" class="zw-leaves" rel="nofollow">书目</a>。</p>\n'
    )
    assert (notice.host, notice.owner, notice.purpose) == (
        "www.library.example",
        "示范图书馆",
        "书目查询",
    )


@pytest.mark.parametrize(
    "target",
    [
        "https://www.gov.cn/zhengce/",
        "https://fgj.shifan.example/gzdt/",
        "https://www.shifan.example/",
        "mailto:a@www.library.example",
        "tel:0990-1234567",
        "b.md",
        "#甲",
        "https://unlisted.example/",
    ],
)
def test_other_links_have_none(files: CityFiles, target: str) -> None:
    pages = index(files, f"见[这里]({target})。")
    assert leave_pages(pages) == ()
    assert pages.link(target, NEWS).leaves is False


@pytest.mark.parametrize(
    "body",
    [
        f"<{LIBRARY}>",
        f"[书目][1]\n\n[1]: {LIBRARY}",
        f"| 甲 |\n|---|\n| [书目]({LIBRARY}) |",
        f"脚注[^1]\n\n[^1]: [书目]({LIBRARY})",
        f"- 列表\n  > [书目]({LIBRARY})",
        f"[书目]({LIBRARY.replace(':', '&colon;')})",
        f"[![图](a.png)]({LIBRARY})",
    ],
    ids=["autolink", "reference", "table", "footnote", "quote", "entity", "around a picture"],
)
def test_links_are_seen_wherever_they_stand(files: CityFiles, body: str) -> None:
    assert targets(index(files, body)) == [LIBRARY]


def test_addresses_in_the_front_matter_count(files: CityFiles) -> None:
    assert targets(index(files, "正文。", f"author: {LIBRARY}\n")) == [LIBRARY]


def test_addresses_that_only_templates_carry_count(files: CityFiles) -> None:
    pages = index(files, "正文。")
    (notice,) = leave_pages(pages, [LIBRARY, "https://www.gov.cn/", ""])
    assert notice.target == LIBRARY
    link = pages.link(LIBRARY, "index.md")
    assert (link.href, link.leaves) == (notice.path.removesuffix(".md") + "/", True)


def test_a_picture_from_elsewhere_is_no_journey(files: CityFiles) -> None:
    picture = "https://www.library.example/a.png"
    pages = index(files, f"![图]({picture})")
    page = pages.pages[NEWS]
    assert page.source is not None
    html = fill(page.source.facts.html, lambda t: pages.link(t, NEWS))
    assert html == f'<p><img src="{picture}" alt="图"></p>\n'
    assert leave_pages(pages) == ()


def test_a_destination_has_one_notice_on_a_site(files: CityFiles) -> None:
    pages = index(files, f"[甲]({LIBRARY})、[乙]({LIBRARY})、[丙]({LIBRARY}c)")
    paths = [page.path for page in leave_pages(pages)]
    assert paths == sorted({leave_path(LIBRARY), leave_path(f"{LIBRARY}c")})


def test_without_a_city_links_stay_as_they_are(files: CityFiles) -> None:
    pages = index(files, f"[甲]({LIBRARY})")
    alone = PageIndex(pages.site, pages.pages)
    assert alone.link(LIBRARY, NEWS).href == LIBRARY
    assert leave_pages(alone) == ()
