"""The page index: kinds, columns, lists, links and addresses."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengwu.dialect import Parsed
from zhengwu.pages.index import read_page
from zhengwu.pages.source import split
from zhengwu.pages.urls import relative_url, url_of

if TYPE_CHECKING:
    from tests.core.conftest import CityFiles
    from zhengwu.pages.index import PageIndex

NOON = datetime(2026, 11, 20, 12, 0)


def page(title: str, time: str = "", body: str = "正文", **extra: str) -> str:
    """Write a page's text."""
    front = {"title": title, **extra}
    if time:
        front |= {"published_at": time, "source": "本网"}
    lines = "\n".join(f"{key}: {value}" for key, value in front.items())
    return f"---\n{lines}\n---\n{body}\n"


@pytest.fixture
def pages(files: CityFiles) -> PageIndex:
    texts = {
        "index.md": page("首页"),
        "about.md": page("关于本网站"),
        "zwgk/zcwj/index.md": page("政策文件"),
        "zwgk/zcwj/a.md": page("文件甲", "2026-11-01 09:00", "## 第一条\n\n{#zhu}\n注"),
        "zwgk/zcwj/2026/b.md": page("文件乙", "2026-11-02 09:00"),
        "zwgk/c.md": page("说明", "2026-11-03 09:00", kind="article"),
        "gzdt/d.md": page("动态甲", "2026-11-04 09:00"),
        "gzdt/e.md": page("动态乙", "2026-11-04 09:00"),
        "gzdt/draft.md": page("未定", "2026-11-05 09:00", draft="true"),
        "gzdt/wrong.md": "没有信息区\n",
        "gk/index.md": page("市情概况"),
        "files/表.pdf": "pdf",
        "gzdt/图.png": "png",
    }
    for name, text in texts.items():
        files.write(f"portal/{name}", text)
    return files.pages()


def test_every_markdown_file_is_a_page_and_the_rest_are_files(pages: PageIndex) -> None:
    assert len(pages.pages) == 11
    assert pages.files == {"files/表.pdf", "gzdt/图.png"}


@pytest.mark.parametrize(
    ("path", "kind", "column"),
    [
        ("index.md", "home", None),
        ("about.md", "page", None),
        ("zwgk/zcwj/index.md", "column", "zwgk/zcwj"),
        ("zwgk/zcwj/a.md", "policy", "zwgk/zcwj"),
        ("zwgk/zcwj/2026/b.md", "policy", "zwgk/zcwj"),
        ("zwgk/c.md", "article", "zwgk"),
        ("gzdt/d.md", "article", "gzdt"),
        ("gk/index.md", "column", "gk"),
    ],
)
def test_a_pages_kind_is_that_of_its_place(
    path: str, kind: str, column: str | None, pages: PageIndex
) -> None:
    found = pages.pages[path]
    assert found.kind == kind
    assert (found.column.path if found.column else None) == column
    assert found.mistakes == ()


def test_a_page_without_front_matter_keeps_its_mistake(pages: PageIndex) -> None:
    wrong = pages.pages["gzdt/wrong.md"]
    assert (wrong.meta, wrong.title) == (None, "gzdt/wrong.md")
    (mistake,) = wrong.mistakes
    assert (mistake.file, mistake.line) == ("content/portal/gzdt/wrong.md", 1)
    assert "没有信息区" in mistake.message.text()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("---\ntitle: 甲\n正文\n", 1, "没有结束"),
        ("---\ntitle: 甲\npublished_at: 昨天\nsource: 本网\n---\n", 3, "没有写到分钟"),
        ("---\ntitle: 甲: 乙\n---\n", 2, "两个冒号"),
        ("---\n---\n正文\n", 1, "没有信息区"),
        ("\n---\ntitle: 甲\n---\n", 1, "没有信息区"),
        ("", 1, "没有信息区"),
    ],
    ids=["no end", "wrong time", "syntax", "empty", "not on the first line", "empty file"],
)
def test_wrong_front_matter_is_told_at_its_line(
    text: str, line: int, message: str, files: CityFiles
) -> None:
    found = read_page(files.site(), "gzdt/x.md", text.encode(), "x.md")
    assert found.meta is None
    assert message in found.mistakes[0].message.text()
    assert (found.mistakes[0].file, found.mistakes[0].line) == ("x.md", line)


def test_an_unreadable_page_says_why(files: CityFiles) -> None:
    found = read_page(files.site(), "gzdt/x.md", "标题".encode("gb18030"), "x.md")
    assert found.unreadable is not None
    assert (found.source, found.meta, found.kind) == (None, None, "article")


def test_the_body_begins_behind_the_front_matter(files: CityFiles) -> None:
    found = read_page(files.site(), "gk/x.md", page("甲").encode(), "x.md")
    assert found.source is not None
    assert (found.source.body, found.source.body_line) == ("正文\n", 4)


def test_windows_line_ends_change_nothing(files: CityFiles) -> None:
    text = page("甲", "2026-11-01 09:00")
    unix = read_page(files.site(), "gzdt/x.md", text.encode(), "x.md")
    windows = read_page(files.site(), "gzdt/x.md", text.replace("\n", "\r\n").encode(), "x.md")
    assert unix == windows


def test_a_list_holds_what_is_below_the_column_newest_first(pages: PageIndex) -> None:
    column = pages.site.columns_by_path["zwgk"]
    assert [p.path for p in pages.listing(column)] == [
        "zwgk/c.md",
        "zwgk/zcwj/2026/b.md",
        "zwgk/zcwj/a.md",
    ]


def test_pages_of_the_same_minute_keep_the_order_of_their_names(pages: PageIndex) -> None:
    column = pages.site.columns_by_path["gzdt"]
    assert [p.path for p in pages.published(NOON).listing(column)] == ["gzdt/d.md", "gzdt/e.md"]


def test_a_draft_stands_in_the_preview_alone(pages: PageIndex) -> None:
    column = pages.site.columns_by_path["gzdt"]
    assert "gzdt/draft.md" in [p.path for p in pages.listing(column)]
    published = pages.published(NOON)
    assert set(pages.pages) - set(published.pages) == {"gzdt/draft.md"}
    assert not published.is_page("gzdt/draft.md")


def test_a_column_without_a_file_is_a_page(pages: PageIndex) -> None:
    column = pages.generated_column("gzdt/index.md")
    assert column is not None
    assert column.name == "工作动态"
    assert pages.is_page("gzdt/index.md")
    assert pages.generated_column("zwgk/zcwj/index.md") is None
    assert pages.generated_column("files/index.md") is None


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("index.md", ""),
        ("about.md", "about/"),
        ("gzdt/index.md", "gzdt/"),
        ("gzdt/d.md", "gzdt/d/"),
        ("gzdt/page/2.md", "gzdt/page/2/"),
    ],
)
def test_the_address_of_a_page(path: str, url: str) -> None:
    assert url_of(path) == url


@pytest.mark.parametrize(
    ("to", "page_url", "relative"),
    [
        ("", "", "./"),
        ("", "gzdt/d/", "../../"),
        ("gzdt/", "", "gzdt/"),
        ("gzdt/d/", "gzdt/", "d/"),
        ("gzdt/", "gzdt/d/", "../"),
        ("gzdt/d/", "gzdt/d/", "./"),
        ("files/a.pdf", "gzdt/d/", "../../files/a.pdf"),
        ("a.pdf", "", "a.pdf"),
    ],
)
def test_a_relative_address(to: str, page_url: str, relative: str) -> None:
    assert relative_url(to, page_url) == relative


_FOLDERS = st.lists(st.sampled_from(["a", "b", "gk"]), max_size=3).map(
    lambda names: "".join(f"{name}/" for name in names)
)


@given(to=_FOLDERS, start=_FOLDERS)
def test_a_relative_address_leads_there(to: str, start: str) -> None:
    at = start.rstrip("/").split("/") if start else []
    for part in relative_url(to, start).rstrip("/").split("/"):
        at = at[:-1] if part == ".." else at if part == "." else [*at, part]
    assert "".join(f"{name}/" for name in at) == to


def test_the_anchors_of_a_page_are_collected_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page with thousands of footnotes, each of them a link within it, stays quick."""
    counted: list[Parsed] = []
    collect = Parsed.anchors

    def count(parsed: Parsed) -> frozenset[str]:
        counted.append(parsed)
        return collect(parsed)

    monkeypatch.setattr(Parsed, "anchors", count)
    source = split("---\ntitle: 甲\n---\n# 乙 {#yi}\n", "a.md")
    assert all("yi" in source.anchors for _ in range(5))
    assert len(counted) == 1
