"""Files whose names keep them from their place on the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cities import PORTAL, article, city_tree
from zhengwu.model.site import OWN_FOLDERS
from zhengwu.pages.file_names import unfit_names
from zhengwu.pages.index import GENERATED, read_pages
from zhengwu.pages.urls import FOLDER
from zhengwu.problem import Problem
from zhengwu.register.load import load_register

if TYPE_CHECKING:
    from zhengwu.problem import Problem

PAGE = article("正文。")


def unfit(*paths: str) -> list[Problem]:
    files = {f"content/portal/{path}": PAGE for path in paths}
    tree = city_tree(files)
    city = load_register(tree).city
    assert city is not None
    pages = read_pages(city.sites["portal"], tree, "content/portal", city)
    return list(unfit_names(pages, "content/portal"))


def test_ordinary_files_are_fit() -> None:
    fit = (
        "xwdt/index.md",
        "xwdt/20261102-a.md",
        "xwdt/images/a.svg",
        "zcwj/page.md",
        "templates/a.pdf",
        "404.md",
        "xwdt/附件 1.docx",
    )
    assert unfit(*fit) == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("xwdt/a%20b.md", "%"),
        ("xwdt/a#b.pdf", "#"),
        ("xwdt/a?b.md", "?"),
        ("xwdt/a:b.md", ":"),
        ("xwdt/a\\b.md", "\\"),
        ("xwdt/a\nb.md", "网址不能用的字符"),
        ("xwdt/a\udcff.md", "网址不能用的字符"),
        ("xwdt/A.MD", "小写的 .md"),
        ("xwdt/a.markdown", "小写的 .md"),
        ("xwdt/README.md", "README.md 不会成为网页"),
        ("search.md", "由系统使用"),
        ("search/index.md", "由系统使用"),
        ("assets/zhengwu/search.js", "由系统使用"),
        ("leave/a.md", "由系统使用"),
        ("404.html", "由系统使用"),
        ("xwdt.md", "由系统使用"),
        ("xwdt/index.html", "由系统使用"),
        ("xwdt/page/2.md", "由系统使用"),
        ("index.html", "它和 index.html"),
    ],
    ids=repr,
)
def test_a_name_that_cannot_stand_is_told(path: str, said: str) -> None:
    (mistake,) = unfit(path)
    assert said in mistake.message.text()
    assert mistake.fix.text()
    mistake.text().encode("utf-8")


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("xwdt/a.md", "xwdt/a/index.md", "同一个网址"),
        ("xwdt/a.md", "xwdt/A.md", "只差大小写"),
        ("xwdt/a.pdf", "xwdt/A.PDF", "只差大小写"),
        ("xwdt/a.md", "xwdt/a", "争同一个地址"),
    ],
    ids=["page and folder", "pages by case", "files by case", "file and page"],
)
def test_two_files_at_one_address_are_told(first: str, second: str, said: str) -> None:
    (mistake,) = unfit(first, second)
    assert said in mistake.message.text()


def test_the_systems_folders_are_all_known() -> None:
    generated = {path.partition("/")[0] for path in GENERATED}
    assert {*generated, FOLDER, "assets"} == OWN_FOLDERS


@pytest.mark.parametrize("path", ["search", "assets/css", "xwdt/page"])
def test_no_column_takes_an_address_of_the_system(path: str) -> None:
    column = {**PORTAL["columns"][0], "path": path, "keywords": ["栏目"]}
    register = load_register(city_tree(portal={"columns": [*PORTAL["columns"], column]}))
    assert f"“{path}”这个地址由系统使用" in [m.message.text() for m in register.mistakes]
