from __future__ import annotations

import pytest

from zhengwu.model.field_names import meant_field
from zhengwu.model.page import META_OF
from zhengwu.packaged import read_data

FIELDS = {name for kind in META_OF.values() for name in kind.model_fields}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("DRAFT", "draft"),
        ("drfat", "draft"),
        ("ｄｒａｆｔ", "draft"),
        ("dra\u200bft", "draft"),
        ("是否草稿", "draft"),
        ("private", "draft"),
        ("publishAt", "publish_at"),
        ("publish at", "publish_at"),
        ("pubilsh_at", "publish_at"),
        ("预约发布", "publish_at"),
        ("published-at", "published_at"),
        ("Title", "title"),
        ("题目", "title"),
        ("validty", "validity"),
        ("docNo", "docno"),
        ("有效 性", "validity"),
        ("replacedBy", "replaced_by"),
    ],
)
def test_a_name_like_a_field(written: str, meant: str) -> None:
    assert meant_field(written) == meant


@pytest.mark.parametrize(
    "written",
    ["reviewer", "编辑", "toc", "noindex", "hide", "slug", "order", "备注", "no"],
)
def test_a_name_like_none(written: str) -> None:
    assert meant_field(written) == ""


def test_the_table_names_fields_and_each_other_name_once() -> None:
    table: dict[str, list[str]] = read_data("field-names.yml")
    names = [name for others in table.values() for name in others]
    assert set(table) <= FIELDS
    assert len(names) == len(set(names))
    assert not FIELDS & set(names)
