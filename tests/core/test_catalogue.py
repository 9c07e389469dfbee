"""The English catalogue: complete, current, and English."""

from __future__ import annotations

import re
import string
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PO = files("zhengwu") / "data/locale/en/LC_MESSAGES/zhengwu.po"
with PO.open("rb") as _file:
    ENGLISH = {str(m.id): str(m.string) for m in read_po(_file, locale="en") if m.id}

# Han, and the punctuation that stands only between Han.
CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff，。：；、！？（）《》【】]+")
# What a reader of English types or meets as it stands: numbers of documents, values of front
# matter and register, and what rules look for in a text.
LITERALS = (
    "国办发〔2017〕47号",
    "国办函〔2018〕55号",
    "国办秘函〔2019〕19号",
    "国办公开办函〔2019〕61号",
    "国办公开办函〔2021〕28号",
    "公通字〔2007〕43号",
    "中府办函〔2026〕993号",
    "粤T**A12",
    "草稿",
    "有效",
    "失效",
    "废止",
    "已修改",
    "待核实",
    "“通知公告”",
    "“网站”",
    "咨询投诉",
    "办事服务",
    "“办事统计”",
    "（已结束）",
    "“已归档”",
    "本页已归档，归档时间：2026年3月1日",
    "24小时",
    "14天",
    "2天",
    "2周",
    "6个月",
    "1年",
    "“第”",
    "“網(wǎng)站”",
    "，；：！？（）。",
    "“，，”",
    "“，、”",
    "“，。”",
)


def _chinese(text: str) -> list[str]:
    for literal in LITERALS:
        text = text.replace(literal, " ")
    return CHINESE.findall(text)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_catalogue_is_complete_and_current() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts/catalogue.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_every_translation_has_the_fields_of_its_message() -> None:
    differing = {
        chinese: english
        for chinese, english in ENGLISH.items()
        if _fields(chinese) != _fields(english)
    }
    assert differing == {}
    assert any(map(_fields, ENGLISH))


def test_no_translation_holds_chinese_but_literals() -> None:
    left = {english: found for english in ENGLISH.values() if (found := _chinese(english))}
    assert left == {}


@pytest.mark.parametrize("literal", LITERALS)
def test_a_literal_stands_in_a_message_and_its_translation(literal: str) -> None:
    bare = literal.strip("“”")
    assert any(bare in chinese and literal in english for chinese, english in ENGLISH.items())


def test_leading_and_trailing_newlines_are_kept() -> None:
    """A sentence that gains or loses an empty line shifts the report that it stands in."""
    shifted = [
        chinese
        for chinese, english in ENGLISH.items()
        if chinese.startswith("\n") != english.startswith("\n")
        or chinese.endswith("\n") != english.endswith("\n")
        or chinese.count("\n") != english.count("\n")
    ]
    assert shifted == []
