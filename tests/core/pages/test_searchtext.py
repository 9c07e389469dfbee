"""What search indexes of a page, and what a query asks of the index."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cities import article, city_tree
from zhengwu.dialect import parse
from zhengwu.dialect.plain import plain_text
from zhengwu.pages.index import PageIndex, read_pages
from zhengwu.pages.search_text import (
    BODY,
    FACETS,
    MAX_PAIRS,
    TITLE,
    column_token,
    phrases,
    record,
    runs,
    searchable,
    year_token,
)
from zhengwu.register.load import load_register

HAN = st.text("中山市人民政府公积金管理办法", min_size=2, max_size=24)


def read(**files: str) -> PageIndex:
    tree = city_tree({f"content/portal/{path}": text for path, text in files.items()})
    city = load_register(tree).city
    assert city is not None
    return read_pages(city.sites["portal"], tree, "content/portal", city)


def tokens(index: PageIndex, path: str) -> list[str]:
    return record(index.pages[path], index).tokens.split(" ")


def found_in(row: list[str], query: str) -> list[int]:
    """Return where all pairs of a query of one phrase stand at their distances."""
    (phrase,) = phrases(query)
    return [
        start
        for start in range(len(row))
        if all(row[start + at : start + at + 1] == [token] for at, token in phrase.pairs)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("中山市", [["中", "山", "市"]], id="han"),
        pytest.param("Wi-Fi 6", [["wi", "fi", "6"]], id="words-lose-case-and-hyphens"),
        pytest.param("２０２６年", [["2026", "年"]], id="full-width-digits"),
        pytest.param("你好，世界", [["你", "好"], ["世", "界"]], id="commas-part"),
        pytest.param("《办法》“一”", [["办", "法", "一"]], id="brackets-and-quotes-do-not"),
        pytest.param("中府〔2021〕162号", [["中", "府", "2021", "162", "号"]], id="number"),
        pytest.param("café ㎡", [["cafe", "m2"]], id="accents-and-ligatures"),
        pytest.param("，。\n", [], id="nothing"),
    ],
)
def test_a_text_is_split_into_units(text: str, expected: list[list[str]]) -> None:
    assert runs(text) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("公积金 提取", ["公积金", "提取"], id="spaces-part-phrases"),
        pytest.param("公积金\u3000提取", ["公积金", "提取"], id="full-width-space"),
        pytest.param("加强管理，提高效率", ["加强管理", "提高效率"], id="commas-part-phrases"),
        pytest.param("水", [], id="one-han-character-asks-nothing"),
        pytest.param("12345", ["12345"], id="a-number-alone"),
        pytest.param("中府 水", ["中府"], id="a-single-one-beside-others"),
        pytest.param("", [], id="empty"),
    ],
)
def test_a_query_becomes_phrases(query: str, expected: list[str]) -> None:
    assert ["".join(phrase.units) for phrase in phrases(query)] == expected


@pytest.mark.parametrize(
    "written",
    ["〔2021〕162号", "[2021]162号", "（2021）162号", "〔2021〕 第0162 号", "【 2021 】162号"],
)
def test_ways_to_write_a_document_number_are_one(written: str) -> None:
    assert phrases(written) == phrases("〔2021〕162号")


@given(HAN)
def test_a_short_phrase_is_asked_for_as_a_whole(text: str) -> None:
    (phrase,) = phrases(text)
    covered = {at + i for at, _ in phrase.pairs for i in (0, 1)}
    assert phrase.exact == (len(text) <= 2 * MAX_PAIRS)
    assert len(phrase.pairs) <= MAX_PAIRS
    assert not phrase.exact or covered == set(range(len(text)))
    assert {0, len(text) - 1} <= covered


@settings()
@given(HAN, HAN, HAN)
def test_a_phrase_is_found_where_it_stands(before: str, text: str, after: str) -> None:
    index = read(**{"gk/a.md": f"---\ntitle: 甲乙\n---\n{before}{text}{after}\n"})
    starts = found_in(tokens(index, "gk/a.md"), text)
    assert BODY + len(before) in starts


def test_a_phrase_is_not_found_across_the_end_of_a_sentence() -> None:
    index = read(**{"gk/a.md": "---\ntitle: 甲乙\n---\n到了中山。市场开门，公积；金额\n"})
    row = tokens(index, "gk/a.md")
    assert not found_in(row, "中山市场")
    assert not found_in(row, "公积金额")
    assert found_in(row, "市场开门")


def test_fields_have_their_places() -> None:
    text = article(
        "依据上位法制定。", title="关于印发停车管理细则的通知", docno="中府〔2021〕162号"
    )
    index = read(**{"zcwj/a.md": text})
    row = tokens(index, "zcwj/a.md")
    assert found_in(row, "中府〔2021〕162号") == [0]
    assert row[FACETS : FACETS + 2] == [year_token(2026), column_token("zcwj")]
    assert found_in(row, "关于印发停车管理细则") == [TITLE]
    assert found_in(row, "上位法") == [BODY + 2]


def test_a_title_too_long_for_its_places_leaves_the_text_at_its_own() -> None:
    index = read(**{"gk/a.md": f"---\ntitle: {'长' * 400}\n---\n正文开始\n"})
    assert found_in(tokens(index, "gk/a.md"), "正文开始") == [BODY]


def test_a_single_number_is_found_and_part_of_it_is_not() -> None:
    index = read(**{"gk/a.md": "---\ntitle: 甲乙\n---\n拨打12345热线，共12处。\n"})
    row = tokens(index, "gk/a.md")
    assert found_in(row, "12345")
    assert found_in(row, "12")
    assert not found_in(row, "1234")
    # No token begins as another does: the index finds words by their beginnings.
    words = sorted({token for token in row if token != "."})
    assert not [a for a in words for b in words if a != b and b.startswith(a)]


def test_a_card_shows_the_text_without_markup() -> None:
    body = (
        "# 一、总则\n\n为**规范**停车\n管理，<u>制定</u>[本细则](../index.md)。\n\n"
        "| 项目 | 数量 |\n|--|--|\n| 泊位 | 12 |"
    )
    index = read(**{"zcwj/a.md": article(body, docno="中府〔2021〕162号", validity="有效")})
    card = record(index.pages["zcwj/a.md"], index).card
    assert card == {
        "url": "zcwj/a/",
        "title": "关于启用新办公地点的公告",
        "docno": "中府〔2021〕162号",
        "validity": "有效",
        "column": "政策文件",
        "date": "2026-11-02",
        "text": "一、总则\n为规范停车管理，制定本细则。\n项目\n数量\n泊位\n12",
    }


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("<!-- 备注 -->正文", "正文", id="comments-are-not-published"),
        pytest.param("H<sub>2</sub>O", "H2O", id="inline-elements-do-not-part"),
        pytest.param("<table><tr><td>甲</td><td>乙</td></tr></table>", "甲\n乙", id="cells-part"),
        pytest.param("![荷花](a.png)", "荷花", id="an-image-is-its-text"),
        pytest.param("```\n代码\n```", "代码", id="code"),
        pytest.param("word\nnext", "word next", id="a-line-break-is-a-space"),
        pytest.param("A &amp; B", "A & B", id="entities"),
    ],
)
def test_the_text_of_a_page(markdown: str, expected: str) -> None:
    assert plain_text(parse(markdown)) == expected


def test_what_a_template_shows_of_the_front_matter_is_found() -> None:
    text = "---\ntitle: 办证\nitem: 读者证办理\nmaterials: 身份证原件\n---\n见上。\n"
    index = read(**{"bsfw/a.md": text})
    row = tokens(index, "bsfw/a.md")
    assert found_in(row, "读者证办理")
    assert found_in(row, "身份证原件")


def test_pages_come_newest_first_and_lists_are_left_out() -> None:
    index = read(
        **{
            "tzgg/index.md": "---\ntitle: 通知公告\n---\n",
            "tzgg/a.md": article("甲", published_at="2024-01-02 09:00"),
            "tzgg/c.md": article("丙", published_at="2026-01-02 09:00"),
            "tzgg/b.md": article("乙", published_at="2026-01-02 09:00"),
            "gk/index.md": "---\ntitle: 中山概况\n---\n地处珠江口。\n",
            "tzgg/wrong.md": "没有信息区\n",
        }
    )
    paths = [page.path for page in searchable(index)]
    assert paths == ["tzgg/b.md", "tzgg/c.md", "tzgg/a.md", "gk/index.md"]


def test_columns_and_those_below_them_have_different_tokens() -> None:
    paths = ["zwgk", "zwgk/zcwj", "zwgk-zcwj", "zwgkx1zcwj", "zwgkx0zcwj"]
    assert len({column_token(path) for path in paths}) == len(paths)
