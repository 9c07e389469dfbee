"""Facts follow from a file's bytes alone, survive being kept, and fill any place's links."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengwu.dialect import PublishedLink, fill, parse, render
from zhengwu.facts import (
    body_of,
    digest_of,
    front_of,
    kept_body,
    kept_front,
    read_front,
    write_body,
    write_front,
)
from zhengwu.pages.index import read_page, read_pages

if TYPE_CHECKING:
    from tests.core.conftest import CityFiles

TEXT = """---
title: 关于开放图书馆的通知
attachments:
  - file: biao.xlsx
    name: 表
---

<!-- 开头 -->

# 开放 {#kaifang}

见[细则](xize.md#di-2)、![平面图](tu.png "一楼")和[馆藏](<https://www.library.example/a b>)。

<b>粗</b> <!-- 行内 -->

| 项 | 值 |
|:---|---:|
| `代码` | 2 |

注[^1]。

[^1]: 脚注。
"""


def somewhere(target: str) -> PublishedLink:
    return PublishedLink(f"../{target}", leaves="library" in target)


def test_what_is_known_of_a_page() -> None:
    front, body = front_of(TEXT), body_of(TEXT)
    assert front.data["title"] == "关于开放图书馆的通知"
    assert front.places["attachments", 0, "file"] == (4, 11)
    assert front.body_line == 7
    assert TEXT.endswith(body.body)
    assert body.anchors >= {"kaifang", "fn1", "fnref1"}
    assert list(body.destinations()) == ["xize.md#di-2", "https://www.library.example/a%20b"]
    assert "tu.png" in list(body.destinations(pictures=True))
    assert body.heading_lines == (10,)
    assert body.opening == "见细则、平面图和馆藏。"
    assert body.code == ("代码",)
    assert [piece.text for piece in body.refused] == ["<b>", "</b>"]
    assert [(c.text, c.line, c.first, c.last) for c in body.comments] == [
        (" 开头 ", 8, 0, 0),
        (" 行内 ", 14, 14, 14),
    ]


def test_slots_are_filled_as_the_page_would_be_rendered() -> None:
    body = body_of(TEXT)
    assert fill(body.html, somewhere) == render(parse(body.body), somewhere).html
    assert fill(body.html, lambda _: PublishedLink("")).count("<a ") == 2  # a footnote's own


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "",
        "---",
        "---\n---",
        "---\ntitle: 甲",
        "---\ntitle: 甲\ntitle: 乙\n---\n",
        "---\n- 甲\n---\n文",
        '---\ntitle: "\\ud800"\n---\n文',
        "# 甲\0乙",
        "正文\n\n---\n",
        "![甲](a.mp4)\n\n张*华、李*明\n\n[^1]: 没有引用\n\n<!-- 没有结束\n\n```\n代码",
    ],
)
def test_facts_survive_being_kept(text: str) -> None:
    front, body = front_of(text), body_of(text)
    assert kept_front(write_front(front)) == front
    assert kept_body(write_body(body)) == body
    assert kept_front(write_front(front)).yaml("甲.md") == front.yaml("甲.md")


@given(st.text(alphabet="甲乙# \n[](){}<>!-*`|:^a1\\&;\"'", max_size=60))
def test_any_text_has_facts_that_survive(text: str) -> None:
    front, body = front_of(text), body_of(text)
    assert kept_front(write_front(front)) == front
    assert kept_body(write_body(body)) == body
    assert fill(body.html, somewhere) == render(parse(body.body), somewhere).html


@pytest.mark.parametrize("data", [b"", b"null", b"[]", b"{}", b"[1,2,3]", b"\xff"])
def test_what_is_no_facts_is_refused(data: bytes) -> None:
    for read in (kept_front, kept_body):
        with pytest.raises(ValueError):  # noqa: PT011 -- whatever JSON says of it
            read(data)


def test_the_same_bytes_at_two_paths_have_equal_facts(files: CityFiles) -> None:
    one = read_page(files.site(), "gzdt/a.md", TEXT.encode(), "gzdt/a.md").source
    other = read_page(files.site("fgj"), "gk/b/index.md", TEXT.encode(), "b/index.md").source
    assert one
    assert other
    assert one.facts == other.facts
    assert replace(one, file="") == replace(other, file="")


def test_a_checkout_with_other_line_ends_has_equal_facts() -> None:
    windows = TEXT.replace("\n", "\r\n").encode()
    assert digest_of(windows) != digest_of(TEXT.encode())
    assert read_front(windows) == read_front(TEXT.encode())


def test_a_link_leads_to_a_page_that_appears_later(files: CityFiles) -> None:
    """What is kept of a page does not say whether another one is there."""
    text = "---\ntitle: 甲\n---\n见[乙](yi.md)。\n"
    files.write("portal/gzdt/jia.md", text)
    before = files.pages()
    files.write("portal/gzdt/yi.md", "---\ntitle: 乙\n---\n文。\n")
    after = files.pages()
    first, second = (pages.pages["gzdt/jia.md"].source for pages in (before, after))
    assert first
    assert second
    assert first.facts == second.facts
    for pages, href in ((before, "<a>"), (after, '<a href="../yi/">')):
        html = fill(first.facts.html, lambda to, pages=pages: pages.link(to, "gzdt/jia.md"))
        assert href in html
    assert "gzdt/yi.md" in read_pages(files.site(), files.tree, "content/portal").pages


def test_a_file_that_is_no_text_has_none() -> None:
    assert read_front("标题".encode("gb18030")).readable is False
