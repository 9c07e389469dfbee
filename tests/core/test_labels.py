"""The page labels, by kind of page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhengwu.pages.labels import page_labels

if TYPE_CHECKING:
    from tests.core.conftest import CityFiles

SITE = [
    ("SiteName", "示范市人民政府门户网站"),
    ("SiteDomain", "www.shifan.example"),
    ("SiteIDCode", "9900009901"),
]
COLUMN = [
    ("ColumnName", "工作动态"),
    ("ColumnDescription", "各单位的工作"),
    ("ColumnKeywords", "动态"),
    ("ColumnType", "工作动态"),
]
HOME = [
    ("ColumnName", "首页"),
    ("ColumnDescription", "示范网站的首页"),
    ("ColumnKeywords", "示范市"),
    ("ColumnType", "首页"),
]
CONTENT = [
    ("ArticleTitle", "动态甲"),
    ("PubDate", "2026-11-04 09:05"),
    ("ContentSource", "示范日报"),
]
ARTICLE = "---\ntitle: 动态甲\npublished_at: 2026-11-04 09:05\nsource: 示范日报\n{more}---\n"


def labels(files: CityFiles, path: str) -> list[tuple[str, str]]:
    pages = files.pages()
    page = pages.pages[path]
    return page_labels(pages.site, page.kind, page.column, page.meta)


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        ("index.md", "---\ntitle: 首页\n---\n", SITE + HOME),
        ("gzdt/index.md", "---\ntitle: 工作动态\n---\n", SITE + COLUMN),
        ("gzdt/a.md", ARTICLE.format(more=""), SITE + COLUMN + CONTENT),
        (
            "gzdt/a.md",
            ARTICLE.format(more="keywords: [甲, 乙]\nauthor: 李四\n"),
            [*SITE, *COLUMN, *CONTENT, ("Keywords", "甲,乙"), ("Author", "李四")],
        ),
        ("about.md", "---\ntitle: 关于\n---\n", SITE),
    ],
    ids=["home", "column", "article", "article with keywords and author", "page without column"],
)
def test_a_page_carries_the_labels_of_its_kind(
    path: str, text: str, wanted: list[tuple[str, str]], files: CityFiles
) -> None:
    assert labels(files.write(f"portal/{path}", text), path) == wanted


def test_a_service_without_source_is_the_sites_own(files: CityFiles) -> None:
    files.write("portal/about.md", "---\ntitle: 办事\nkind: service\n---\n")
    assert ("ContentSource", "本网") in labels(files, "about.md")


def test_a_page_of_the_system_carries_the_labels_of_the_site(files: CityFiles) -> None:
    assert page_labels(files.site(), "site-map", None, None) == SITE


def test_several_keywords_are_joined_by_commas(files: CityFiles) -> None:
    files.set("portal/site.yml", "home.keywords", ["示范市", "政务"])
    files.write("portal/index.md", "---\ntitle: 首页\n---\n")
    assert ("ColumnKeywords", "示范市,政务") in labels(files, "index.md")
