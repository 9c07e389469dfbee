"""YAML as text with places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengwu.register.yaml import YamlText, read_yaml, scalars

TEXT = """\
name: 市公安局
columns:
  - path: gzdt
    name: 工作动态
  - path: tzgg
contact: {phone: '110'}
"""


def test_values_are_strings_in_the_shape_of_the_file() -> None:
    assert read_yaml(TEXT, "site.yml").data == {
        "name": "市公安局",
        "columns": [{"path": "gzdt", "name": "工作动态"}, {"path": "tzgg"}],
        "contact": {"phone": "110"},
    }


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1)),
        (("name",), (1, 7)),
        (("columns",), (3, 3)),
        (("columns", 0, "name"), (4, 11)),
        (("columns", 1, "path"), (5, 11)),
        (("contact", "phone"), (6, 18)),
        (("columns", 1, "name"), (5, 5)),
        (("nothing", "here"), (1, 1)),
    ],
    ids=lambda value: ".".join(map(str, value)) or "whole",
)
def test_a_place_is_that_of_the_value_or_of_what_holds_it(
    path: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    assert read_yaml(TEXT, "site.yml").place(path) == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("name",), (1, 1)),
        (("columns", 0, "name"), (4, 5)),
        (("contact", "phone"), (6, 11)),
        (("columns", 1), (5, 5)),
    ],
    ids=lambda value: ".".join(map(str, value)),
)
def test_a_key_place_is_that_of_the_key(
    path: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    assert read_yaml(TEXT, "site.yml").key_place(path) == place


def test_front_matter_counts_the_lines_of_its_file() -> None:
    yaml = read_yaml("title: 甲\ntitle: 乙\n", "page.md", first_line=2)
    assert yaml.place(("title",)) == (2, 8)
    assert [(m.file, m.line, m.column) for m in yaml.mistakes] == [("page.md", 3, 1)]


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("on", "on"),
        ("yes", "yes"),
        ("007", "007"),
        ("4420000001", "4420000001"),
        ("1.0", "1.0"),
        ("2026-11", "2026-11"),
        ("2026-11-20 09:30", "2026-11-20 09:30"),
        ("'null'", "null"),
        ('"~"', "~"),
        ("null", ""),
        ("~", ""),
        ("", ""),
        ("=", "="),
        ("'it''s'", "it's"),
        ("值 # 注释", "值"),
        ("值#不是注释", "值#不是注释"),
        ("😀", "😀"),
        ("|\n  一\n  二", "一\n二\n"),
    ],
)
def test_a_scalar_stays_what_was_written(scalar: str, value: str) -> None:
    yaml = read_yaml(f"key: {scalar}\n", "site.yml")
    assert (yaml.data, yaml.mistakes) == ({"key": value}, ())


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a: 1\n\tb: 2\n", 2, 1, "Tab"),
        ("a:\n\tb: 2\n", 2, 1, "Tab"),
        ("a: b: c\n", 1, 5, "两个冒号"),
        ("a:1\nb: 2\n", 2, 2, "上一行冒号后面没有空格"),
        ("a: 1\nb： 2\nc: 3\n", 3, 1, "冒号不对"),
        ("b： 2\n", 1, 1, "名称: 值"),
        ("a: [1, 2\n", 2, 1, "没有成对"),
        ('a: "1\n', 2, 1, "没有成对"),
        ("  a: 1\n b: 2\n", 2, 2, "缩进或冒号不对"),
        ("a: @b\n", 1, 4, "不能以“@”开头"),
        ("a: `b`\n", 1, 4, "不能以“`”开头"),
        ("a: - b\n", 1, 4, "冒号的下一行"),
        ("a: 1\n---\nb: 2\n", 2, 1, "信息区的开头和结尾"),
        ("- a\n- b\n", 1, 1, "名称: 值"),
        ("一句话\n", 1, 1, "名称: 值"),
        ("a: 1\na: 2\n", 2, 1, "“a”写了两次"),
        ("x:\n  - a: 1\n    a: 2\n", 3, 5, "“a”写了两次"),
        ("? [x]\n: 1\n", 1, 3, "名称不是文字"),
        ("a: &x 1\n", 1, 4, "锚点与引用"),
        ("a: *x\n", 1, 4, "锚点与引用"),
        ("a: !!int 1\n", 1, 4, "类型标记"),
        ("a: !ENV HOME\n", 1, 4, "类型标记"),
        ('a: "\\q"\n', 1, 5, "YAML 读不懂"),
        ("a: \a\n", 1, 1, "读不懂"),
        ("a: \0\n", 1, 1, "读不懂"),
    ],
)
def test_a_mistake_is_told_at_its_place(text: str, line: int, column: int, message: str) -> None:
    found = read_yaml(text, "site.yml").mistakes[0]
    assert (found.file, found.line, found.column) == ("site.yml", line, column)
    assert message in found.message.text()
    assert found.fix.text()


def test_an_alias_is_told_where_it_is_used_too() -> None:
    yaml = read_yaml("a: &x {b: 1}\nc: *x\n", "site.yml")
    assert [(m.line, m.column) for m in yaml.mistakes] == [(1, 4), (2, 4)]


def test_signs_inside_a_text_are_no_anchor_or_tag() -> None:
    yaml = read_yaml("a: 甲&乙*丙!\nb: '!x'\n", "site.yml")
    assert (yaml.data, yaml.mistakes) == ({"a": "甲&乙*丙!", "b": "!x"}, ())


@pytest.mark.parametrize(
    "text",
    ["x: " + "[" * 30 + "]" * 30, "x: " + "[" * 100_000, "- " * 100_000, "x: " + "{a: " * 9_000],
    ids=["30 lists", "100,000 lists", "100,000 compact lists", "9,000 mappings"],
)
def test_deep_nesting_is_a_mistake_and_no_crash(text: str) -> None:
    assert [m.message.text() for m in read_yaml(text, "site.yml").mistakes] == ["层次太深"]


def test_an_empty_text_is_an_empty_mapping() -> None:
    assert read_yaml("# 只有注释\n", "site.yml") == YamlText()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 关于阅览点的\n  说明", "关于阅览点的说明"),
        ("a: 关于 阅览\n  点的说明", "关于 阅览点的说明"),
        ("a: read the\n  notice", "read the notice"),
        ("a: 使用\n  Linux\n  系统", "使用 Linux 系统"),
        ('a: "关于\n  说明"', "关于说明"),
        ("a: '关于\n  说明'", "关于说明"),
        ("a: >\n  关于\n  说明\n", "关于说明\n"),
        ("a: |\n  关于\n  说明\n", "关于\n说明\n"),
        ("a:\n  关于\n  说明", "关于说明"),
        ("a: 关于\n\n  说明", "关于\n说明"),
    ],
)
def test_a_value_on_several_lines_has_no_blank_between_han(text: str, value: str) -> None:
    assert read_yaml(text, "x.md").data == {"a": value}


@given(st.lists(st.sampled_from(["a: 甲", "\n", "  乙", "\u2028", "\x85", "\r", '"', ">", "b: "])))
def test_no_text_of_several_lines_raises(pieces: list[str]) -> None:
    read_yaml("".join(pieces), "x.md")


@given(st.text())
def test_no_text_raises(text: str) -> None:
    yaml = read_yaml(text, "site.yml")
    assert all(m.file == "site.yml" and m.line >= 1 and m.column >= 1 for m in yaml.mistakes)


def test_scalars_come_in_file_order_without_the_empty_ones() -> None:
    yaml = read_yaml(TEXT + "empty:\n", "site.yml")
    assert [value for _, value in scalars(yaml.data)] == [
        "市公安局",
        "gzdt",
        "工作动态",
        "tzgg",
        "110",
    ]
