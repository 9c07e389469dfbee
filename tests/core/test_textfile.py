"""Bytes to text, or the reason why not."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengwu.problem import Problem
from zhengwu.textfile import MAX_BYTES, read_text

SENTENCE = "第一行\n市政府办公室\n"


def test_utf8_is_read() -> None:
    assert read_text(SENTENCE.encode()) == SENTENCE


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"], ids=["windows", "old mac", "unix"])
def test_line_ends_become_newlines(end: str) -> None:
    assert read_text(f"一{end}二{end}".encode()) == "一\n二\n"


@pytest.mark.parametrize(
    ("data", "message", "line", "column"),
    [
        (SENTENCE.encode("gb18030"), "国标编码", 1, 1),
        ("title: x\n一".encode()[:9] + "正文".encode("gbk"), "国标编码", 2, 1),
        ("一二\nab".encode() + "正文".encode("gbk"), "国标编码", 2, 3),
        (codecs.BOM_UTF8 + SENTENCE.encode(), "BOM", 1, 1),
        (SENTENCE.encode("utf-16"), "UTF-16", 1, 1),
        (codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), "UTF-16", 1, 1),
        (b"ab\ncd\0e", "二进制", 2, 3),
        (b"\x89PNG\xff\xff\xff\xff", "也不是国标编码", 1, 1),
        (b"a" * (MAX_BYTES + 1), "太大", 1, 1),
    ],
    ids=[
        "GB18030",
        "GBK after ASCII",
        "GBK after UTF-8",
        "BOM",
        "UTF-16 little",
        "UTF-16 big",
        "NUL",
        "binary",
        "too large",
    ],
)
def test_what_is_unreadable_says_why_and_where(
    data: bytes, message: str, line: int, column: int
) -> None:
    found = read_text(data)
    assert isinstance(found, Problem)
    assert message in found.message.text()
    assert (found.line, found.column) == (line, column)
    assert found.fix.text()


def test_the_largest_file_is_still_read() -> None:
    assert read_text(b"a" * MAX_BYTES) == "a" * MAX_BYTES


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    found = read_text(data)
    assert isinstance(found, Problem) or "\r" not in found
