"""Front matter of policies and interpretations, as it is written and as it is told when wrong."""

from __future__ import annotations

import pytest

from zhengwu.model.base import validate
from zhengwu.model.page import InterpretationMeta, PolicyMeta
from zhengwu.register.yaml import read_yaml

HEAD = "title: 办法\npublished_at: 2026-11-20 09:30\nsource: 本网\n"


def policy(lines: str) -> tuple[PolicyMeta | None, list[tuple[int, str]]]:
    meta, mistakes = validate(PolicyMeta, read_yaml(HEAD + lines, "a.md"), "a.md")
    return meta, [(m.line, m.message.text()) for m in mistakes]


def interpretation(lines: str) -> tuple[InterpretationMeta | None, list[tuple[int, str]]]:
    meta, mistakes = validate(InterpretationMeta, read_yaml(HEAD + lines, "a.md"), "a.md")
    return meta, [(m.line, m.message.text()) for m in mistakes]


@pytest.mark.parametrize("field", ["replaces", "amends", "replaced_by", "amended_by"])
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a.md", ("a.md",)),
        ("[a.md, 中府〔2021〕1号]", ("a.md", "中府〔2021〕1号")),
        ("\n  - a.md\n  - b.md", ("a.md", "b.md")),
    ],
    ids=["one", "in a row", "one a line"],
)
def test_documents_are_one_or_several(field: str, written: str, read: tuple[str, ...]) -> None:
    meta, mistakes = policy(f"{field}: {written}\n")
    assert mistakes == []
    assert getattr(meta, field) == read


def test_a_policy_says_little_by_itself() -> None:
    meta, _ = policy("")
    assert meta is not None
    assert (meta.validity, meta.replaces, meta.wide_reaching) == (None, (), False)


def test_an_interpretation_is_a_text_unless_it_says_otherwise() -> None:
    meta, mistakes = interpretation("interprets: a.md\n")
    assert mistakes == []
    assert meta is not None
    assert (meta.form, meta.mobile, meta.interprets) == ("文字", False, ("a.md",))


@pytest.mark.parametrize(
    ("lines", "place", "message"),
    [
        ("form: 文字\n", 1, "缺少“interprets”"),
        ("interprets:\n", 4, "缺少“interprets”"),
        ("interprets: [a.md]\nform: 漫画\n", 5, "“form”不能是“漫画”"),
        ("interprets: [a.md]\nmobile: 也许\n", 5, "“mobile”不是“是或否”"),
        ("interprets: {a: b}\n", 4, "“interprets”应当是一个列表"),
    ],
    ids=["missing", "empty", "unknown form", "no yes or no", "a mapping"],
)
def test_a_wrong_interpretation_is_told(lines: str, place: int, message: str) -> None:
    assert interpretation(lines) == (None, [(place, message)])


def test_an_empty_item_is_told_at_its_line() -> None:
    meta, mistakes = interpretation("interprets:\n  - a.md\n  - \n")
    assert meta is None
    assert [line for line, _ in mistakes] == [6]


def test_editors_are_offered_both_ways_of_writing() -> None:
    schema = InterpretationMeta.model_json_schema()["properties"]["interprets"]
    assert {kind["type"] for kind in schema["anyOf"]} == {"string", "array"}
