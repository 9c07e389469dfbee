"""Tables of the dialect: as they come from GitHub, from Word, and from a hurry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import html as lxml_html

from zhengwu.dialect import PublishedLink, annotate, parse, render
from zhengwu.dialect.remarks import Kind

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def tables(text: str) -> list[HtmlElement]:
    found = lxml_html.fragment_fromstring(
        render(parse(text), PublishedLink).html, create_parent=True
    )
    return list(found.iter("table"))


def rows(text: str) -> list[list[str]]:
    """Return the words of the only table, by row."""
    (table,) = tables(text)
    return [[str(cell.text_content()) for cell in row] for row in table.iter("tr")]


PLAIN = [["甲", "乙"], ["一", "二"]]


@pytest.mark.parametrize(
    "text",
    [
        "| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n",
        "甲|乙\n---|---\n一|二\n",
        "| 甲 | 乙 |\n|——|——|\n| 一 | 二 |\n",
        "｜甲｜乙｜\n｜---｜---｜\n｜一｜二｜\n",
        "｜ 甲 ｜ 乙 ｜\n｜：—｜—：｜\n｜ 一 ｜ 二 ｜\n",
        "甲｜乙\n--｜--\n一｜二\n",
        "| 甲 | 乙 |\n|---|\n| 一 | 二 |\n",
        "| 甲 | 乙 |\n|---|---|---|\n| 一 | 二 |\n",
        "| 甲 | 乙 |\n|---|---|\n\n| 一 | 二 |\n",
        "| 甲 | 乙 |\n\n|---|---|\n\n| 一 | 二 |\n",
        "    | 甲 | 乙 |\n    |---|---|\n    | 一 | 二 |\n",
        "- 项\n\n  | 甲 | 乙 |\n  |---|---|\n  | 一 | 二 |\n",
    ],
)
def test_a_table_however_it_is_drawn(text: str) -> None:
    assert rows(text) == PLAIN


@pytest.mark.parametrize(
    "text",
    [
        "甲 | 乙\n---\n",
        "| 甲 |\n\n正文\n\n|---|\n",
        "甲乙\n|---|---|\n",
        "甲|乙\n\n---|---\n",
        "- | 甲\n- | 乙\n",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert not tables(text)


def test_cells_beyond_the_header_are_shown_and_noted() -> None:
    text = "| 甲 | 乙 |\n|---|---|\n| 一 | 二 | 三 |\n| 四 |\n"
    assert rows(text) == [["甲", "乙", ""], ["一", "二", "三"], ["四", "", ""]]
    assert [(one.kind, one.line, one.text) for one in parse(text).remarks] == [
        (Kind.SURPLUS_CELL, 2, "三")
    ]


def test_text_right_below_a_table_is_no_row() -> None:
    text = "| 甲 |\n|---|\n| 一 |\n注：截至年底。\n"
    assert rows(text) == [["甲"], ["一"]]
    assert "<p>注：截至年底。</p>" in render(parse(text), PublishedLink).html


def test_two_tables_that_touch_are_two() -> None:
    text = "| 甲 |\n|---|\n| 一 |\n| 乙 |\n|---|\n| 二 |\n"
    assert len(tables(text)) == 2


def test_bars_with_a_backslash_and_in_prose() -> None:
    assert rows("| 甲\\|子 | `a\\|b` |\n|---|---|\n| 一｜二 | 三 |\n") == [
        ["甲|子", "a|b"],
        ["一｜二", "三"],
    ]


@pytest.mark.parametrize(
    ("cells", "spans"),
    [
        ("| 一 | << |\n| 二 | 三 |", {"一": (1, 2)}),
        ("| 一 | 二 |\n| ^^ | 三 |", {"一": (2, 1)}),
        ("| 一 | << |\n| ^^ | << |", {"一": (2, 2)}),
        ("| 一 | << |\n| ^^ | ^^ |", {"一": (2, 2)}),
        ("| 一 | 二 |\n| ^^ | ^^ |\n| ^^ | 三 |", {"一": (3, 1), "二": (2, 1)}),
    ],
)
def test_cells_are_merged(cells: str, spans: dict[str, tuple[int, int]]) -> None:
    (table,) = tables(f"| 甲 | 乙 |\n|---|---|\n{cells}\n")
    found = {
        str(cell.text_content()): (int(cell.get("rowspan", 1)), int(cell.get("colspan", 1)))
        for cell in table.iter("td")
    }
    assert {text: span for text, span in found.items() if span != (1, 1)} == spans
    assert not {"^^", "<<"} & set(found)


def test_a_merge_that_is_no_rectangle_is_shown_and_noted() -> None:
    text = "| 甲 | 乙 |\n|---|---|\n| 一 | << |\n| ^^ | 三 |\n"
    assert rows(text)[1:] == [["一", "<<"], ["^^", "三"]]
    assert [(one.kind, one.line) for one in parse(text).remarks] == [(Kind.CROOKED_MERGE, 3)]


def test_a_sign_that_has_no_neighbour_is_text() -> None:
    assert rows("| << | ^^ |\n|---|---|\n") == [["<<", "^^"]]


def test_several_rows_of_headers_and_headers_of_rows() -> None:
    text = "| | 收入 | << |\n| ^^ | 上年 | 本年 |\n|---|---|---|\n| 东区 | 1 | 2 |\n"
    (table,) = tables(text)
    assert [cell.tag for cell in table.iter("th", "td")] == ["th"] * 5 + ["td", "td"]
    assert [cell.get("scope") for cell in table.iter("th")] == [None, "colgroup", None, None, "row"]
    assert len(table.findall("thead/tr")) == 2


@pytest.mark.parametrize(
    "caption", ["表1　各镇街情况", "附表2：名单", "表：**一览**", "Table 3. Rates"]
)
def test_a_caption(caption: str) -> None:
    (table,) = tables(f"{caption}\n| 甲 |\n|---|\n| 一 |\n")
    assert str(table[0].text_content()) == caption.replace("*", "")
    assert table[0].tag == "caption"


def test_a_sentence_before_a_table_is_no_caption() -> None:
    text = "表中数据截至年底\n| 甲 |\n|---|\n"
    assert "<p>表中数据截至年底</p>" in render(parse(text), PublishedLink).html


def test_a_small_text_is_not_blown_up() -> None:
    row = "| a " * 700 + "|\n"
    assert not tables(row + "|-" * 700 + "|\n" + "| a |\n" * 700)


@pytest.mark.parametrize(
    "text",
    [
        "| 甲 词0了 | 词1了 |\n|---|---|\n| 词2了 | 词2了x |\n",
        "  | 词0了 词0了 |\n  |--|\n  | x\\|词1了 | `y\\|词2了` |\n",
        "> ｜词0了｜甲词1了｜\n> ｜——｜\n> ｜词2了｜\n",
        "表1　词0了\n| [甲\\|乙](a.md) 词1了 |\n|---|\n| | 词2了 |\n",
    ],
)
def test_words_of_cells_are_told_where_they_stand(text: str) -> None:
    told: dict[str, tuple[int, int]] = {}
    for row, column, piece in re.findall(
        r"<zw-t p=(\d+):(\d+)>([^<]*)</zw-t>", annotate(parse(text), 1)
    ):
        for match in re.finditer(r"词\d了", piece):
            told.setdefault(match[0], (int(row), int(column) + match.start()))
    wanted = {}
    for number, line in enumerate(text.split("\n"), start=1):
        for match in re.finditer(r"词\d了", line):
            wanted.setdefault(match[0], (number, match.start() + 1))
    assert told == wanted


def test_a_table_of_raw_html_scrolls_even_where_it_is_indented() -> None:
    text = (
        "说明：\n\n    <table>\n      <caption>表1</caption>\n"
        '      <tr><th rowspan="2">甲</th><td>一</td></tr>\n\n      <tr><td>二</td></tr>\n'
        "    </table>\n"
    )
    published = render(parse(text), PublishedLink).html
    assert published.count('<div class="zw-scroll"') == published.count("</div>") == 1
    assert [cell.text for cell in tables(text)[0].iter("th", "td")] == ["甲", "一", "二"]
    assert "<pre" not in published


@pytest.mark.parametrize("text", ["<table>\n", "</table>\n", "<table><table></table></table>\n"])
def test_a_table_that_does_not_end_leaves_no_frame_open(text: str) -> None:
    assert "<div" not in render(parse(text), PublishedLink).html
