"""An article as it is built: its description, its language, its files, what scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cities import article
from tests.plugins.building import build, write_city

if TYPE_CHECKING:
    from pathlib import Path

    from tests.plugins.building import Pages

FOLDER = "content/portal/tzgg"
FILES = {
    f"{FOLDER}/a.md": article("没有摘要的正文。\n\n第二段。", title="甲"),
    f"{FOLDER}/b.md": article("正文。", title="乙", summary="写好的摘要。"),
    f"{FOLDER}/c.md": article("The hall opens at nine.", title="Opening hours", lang="en"),
    f"{FOLDER}/d.md": article(
        "[表](<files/申请 表.docx>)\n\n```\n很长的一行\n```\n\n[订阅](feed.xml)、[上](#top)",
        title="丁",
        attachments="[{name: 表, file: 'files/申请 表.docx'}]",
    ),
    f"{FOLDER}/files/申请 表.docx": b"x",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    folder: Path = tmp_path_factory.mktemp("articles")
    return build(write_city(folder, FILES), "2026-11-24 12:00")


@pytest.mark.parametrize(
    ("path", "description"),
    [
        ("tzgg/a/", "没有摘要的正文。"),
        ("tzgg/b/", "写好的摘要。"),
        ("tzgg/", "通知公告栏目。"),
        ("", "中山市人民政府门户网站。"),
    ],
)
def test_a_page_is_described_by_itself(pages: Pages, path: str, description: str) -> None:
    found = pages.tree(f"{path}index.html").xpath("//meta[@name='description']/@content")
    assert found == [description]


def test_a_page_in_another_language_says_so(pages: Pages) -> None:
    tree = pages.tree("tzgg/c/index.html")
    assert tree.xpath("//h1/@lang") == ["en"]
    assert tree.xpath("//div[contains(@class, 'zw-text')]/@lang") == ["en"]
    assert tree.xpath("/html/@lang") == ["zh-CN"]
    assert pages.tree("tzgg/a/index.html").xpath("//h1/@lang") == []


def test_no_address_has_a_blank(pages: Pages) -> None:
    hrefs = pages.tree("tzgg/d/index.html").xpath("//a/@href")
    assert [href for href in hrefs if " " in href] == []
    assert hrefs.count("../files/申请%20表.docx") == 2  # in the text, and below it


def test_what_the_system_makes_can_be_linked(pages: Pages) -> None:
    hrefs = pages.tree("tzgg/d/index.html").xpath("//div[contains(@class, 'zw-text')]//a/@href")
    assert {"../feed.xml", "#top"} <= set(hrefs)


def test_code_can_be_scrolled_by_the_keyboard(pages: Pages) -> None:
    assert pages.tree("tzgg/d/index.html").xpath("//pre/@tabindex") == ["0"]
