"""What destinations on a page lead to, and what the page carries of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.core.conftest import CityFiles
    from zhengwu.pages.index import PageIndex

DATED = "---\ntitle: {}\npublished_at: 2026-11-01 09:00\nsource: 本网\n---\n{}\n"


@pytest.fixture
def pages(files: CityFiles) -> PageIndex:
    texts = {
        "index.md": "---\ntitle: 首页\n---\n",
        "zwgk/zcwj/index.md": "---\ntitle: 政策文件\n---\n",
        "zwgk/zcwj/a.md": DATED.format("甲", "## 第一条\n\n{#zhu}\n注"),
        "zwgk/zcwj/2026/b.md": DATED.format("乙", "正文"),
        "gzdt/d.md": DATED.format("丁", "正文"),
        "files/表.pdf": "pdf",
        "files/申请 表.docx": "docx",
    }
    for name, text in texts.items():
        files.write(f"portal/{name}", text)
    return files.pages()


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("a.md", ("page", "zwgk/zcwj/a.md", "")),
        ("./a.md", ("page", "zwgk/zcwj/a.md", "")),
        ("../zcwj/a.md", ("page", "zwgk/zcwj/a.md", "")),
        ("2026/b.md", ("page", "zwgk/zcwj/2026/b.md", "")),
        ("/gzdt/d.md", ("page", "gzdt/d.md", "")),
        ("../../index.md", ("page", "index.md", "")),
        ("../..", ("page", "index.md", "")),
        ("/", ("page", "index.md", "")),
        (".", ("page", "zwgk/zcwj/index.md", "")),
        ("../../gzdt/", ("page", "gzdt/index.md", "")),
        ("../../gzdt", ("page", "gzdt/index.md", "")),
        ("/site-map/", ("page", "site-map/index.md", "")),
        ("..\\zcwj\\a.md", ("page", "zwgk/zcwj/a.md", "")),
        ("a.md#第一条", ("page", "zwgk/zcwj/a.md", "第一条")),
        ("a.md#%E7%AC%AC%E4%B8%80%E6%9D%A1", ("page", "zwgk/zcwj/a.md", "第一条")),
        ("a.md#zhu", ("page", "zwgk/zcwj/a.md", "zhu")),
        ("#第一条", ("page", "zwgk/zcwj/a.md", "第一条")),
        ("#", ("page", "zwgk/zcwj/a.md", "")),
        ("", ("page", "zwgk/zcwj/a.md", "")),
        ("a.md?from=b", ("page", "zwgk/zcwj/a.md", "")),
        ("../../files/表.pdf", ("file", "files/表.pdf", "")),
        ("/files/%E8%A1%A8.pdf", ("file", "files/表.pdf", "")),
        ("https://www.gov.cn/", ("outside", "https://www.gov.cn/", "")),
        ("//www.gov.cn/a.md", ("outside", "//www.gov.cn/a.md", "")),
        ("a.md#top", ("page", "zwgk/zcwj/a.md", "top")),
        ("#top", ("page", "zwgk/zcwj/a.md", "top")),
        ("a.md#:~:text=甲", ("page", "zwgk/zcwj/a.md", ":~:text=%E7%94%B2")),
        ("a.md#第一条:~:text=a", ("page", "zwgk/zcwj/a.md", "第一条:~:text=a")),
        ("../../files/表.pdf#page=3", ("file", "files/表.pdf", "page=3")),
        ("/sitemap.xml", ("file", "sitemap.xml", "")),
        ("feed.xml", ("file", "zwgk/zcwj/feed.xml", "")),
        ("mailto:office@shifan.example", ("outside", "mailto:office@shifan.example", "")),
    ],
)
def test_a_destination_is_found(target: str, found: tuple[str, str, str], pages: PageIndex) -> None:
    followed = pages.follow(target, "zwgk/zcwj/a.md")
    assert (followed.kind, followed.path, followed.anchor) == found
    assert followed.problem.text() == ""


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("x.md", "没有“zwgk/zcwj/x.md”这个文件"),
        ("/zwgk/zcwj/A.md", "没有“zwgk/zcwj/A.md”这个文件"),
        ("../files/表.pdf", "没有“zwgk/files/表.pdf”这个文件"),
        ("../../files/", "没有“files”这个文件"),
        ("../../../fgj/index.md", "链接指到网站文件夹之外"),
        ("../../..", "链接指到网站文件夹之外"),
        ("/site.yml", "没有“site.yml”这个文件"),
        ("a.md#第二条", "“zwgk/zcwj/a.md”里没有“#第二条”这一处"),
        ("#第二条", "“zwgk/zcwj/a.md”里没有“#第二条”这一处"),
        ("a/", "没有“zwgk/zcwj/a”这个文件"),
    ],
)
def test_a_missing_destination_says_why(target: str, message: str, pages: PageIndex) -> None:
    followed = pages.follow(target, "zwgk/zcwj/a.md")
    assert (followed.kind, followed.problem.text()) == ("missing", message)


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("a.md", "../a/"),
        ("/gzdt/d.md#x", ""),
        ("../../index.md", "../../../"),
        ("../index.md", "../../"),
        ("../../files/表.pdf", "../../../files/表.pdf"),
        ("a.md#zhu", "../a/#zhu"),
        ("../../files/表.pdf#page=3", "../../../files/表.pdf#page=3"),
        ("../../files/表.pdf?a=1#b", "../../../files/表.pdf?a=1#b"),
        ("/search/?q=绿道", "../../../search/?q=%E7%BB%BF%E9%81%93"),
        ("/search/index.md?q=a", "../../../search/?q=a"),
        ("a.md#:~:text=甲", "../a/#:~:text=%E7%94%B2"),
        ("feed.xml", "../feed.xml"),
        ("../../files/申请%20表.docx", "../../../files/申请%20表.docx"),
        ("b.md", ""),
        ("https://www.gov.cn/", "https://www.gov.cn/"),
    ],
)
def test_a_link_becomes_what_the_page_carries(target: str, href: str, pages: PageIndex) -> None:
    # A page of its own folder: zwgk/zcwj/x/ is two folders below zwgk.
    assert pages.link(target, "zwgk/zcwj/x.md").href == href


def test_a_link_on_the_own_page_is_an_anchor(pages: PageIndex) -> None:
    assert pages.link("#第一条", "zwgk/zcwj/a.md").href == "#第一条"
    assert pages.link("a.md#zhu", "zwgk/zcwj/a.md").href == "#zhu"
