"""YAML edited by commands: the value that was meant changes, and no other byte."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengwu.errors import UserError
from zhengwu.register.edit import append, put, remove
from zhengwu.register.emit import Flow, as_read, block_lines, flow_text
from zhengwu.register.yaml import read_yaml

if TYPE_CHECKING:
    from zhengwu.register.emit import Value
    from zhengwu.register.yaml import Key

FILE = "city.yml"
LIN: dict[str, Value] = {"name": "林 知行", "roles": ["editor", "first"]}
LIN_BLOCK = "lin:\n  name: 林 知行\n  roles: [editor, first]"
COMMENTED = "officers:\n  # 何\n  he: # 他\n    name: '何' # 名\n    # 未完\n  # 其余待补\n"
LIN_FLOW = "lin: {name: 林 知行, roles: [editor, first]}"


def indented(text: str, column: int) -> str:
    return "\n".join(" " * column + line for line in text.split("\n"))


# Where an officer is added: the text, what stands in it afterwards, and between which two pieces.
ADDED: dict[str, tuple[str, str]] = {
    "two": (
        "officers:\n  he:\n    name: 何\n",
        f"officers:\n  he:\n    name: 何\n{indented(LIN_BLOCK, 2)}\n",
    ),
    "four": (
        "officers:\n    he:\n        name: 何\nx: 1\n",
        f"officers:\n    he:\n        name: 何\n{indented(LIN_BLOCK, 4)}\nx: 1\n",
    ),
    "a flow mapping on the next line": (
        "officers:\n  {he: {name: 何}}\nx: 1\n",
        f"officers:\n  {{he: {{name: 何}}, {LIN_FLOW}}}\nx: 1\n",
    ),
    "a flow mapping on more lines": (
        "officers: {\n  he: {name: 何}, # 何\n  # 完\n}\nx: 1\n",
        f"officers: {{\n  he: {{name: 何}}, {LIN_FLOW} # 何\n  # 完\n}}\nx: 1\n",
    ),
    "an empty flow mapping on the next line": (
        "officers: # 人员\n  {}\n",
        f"officers: # 人员\n  {{{LIN_FLOW}}}\n",
    ),
    "empty braces": (
        "officers: {} # 人员\nx: 1\n",
        f"officers: # 人员\n{indented(LIN_BLOCK, 2)}\nx: 1\n",
    ),
    "nothing": ("officers: # 人员\nx: 1\n", f"officers: # 人员\n{indented(LIN_BLOCK, 2)}\nx: 1\n"),
    "null": ("officers: ~\nx: 1\n", f"officers:\n{indented(LIN_BLOCK, 2)}\nx: 1\n"),
    "no text": ('officers: ""\n', f"officers:\n{indented(LIN_BLOCK, 2)}\n"),
    "no key": ("x: 1\n# 完\n", f"x: 1\n# 完\n\nofficers:\n{indented(LIN_BLOCK, 2)}\n"),
    "no line end": (
        "officers:\n  he: {name: 何}",
        f"officers:\n  he: {{name: 何}}\n{indented(LIN_BLOCK, 2)}",
    ),
    "comments": (
        f"{COMMENTED}\n# 后面\nx: 1\n",
        f"{COMMENTED}{indented(LIN_BLOCK, 2)}\n\n# 后面\nx: 1\n",
    ),
    "a block of text at the end": (
        "officers:\n  he:\n    name: |\n      何\n\nx: 1\n",
        f"officers:\n  he:\n    name: |\n      何\n{indented(LIN_BLOCK, 2)}\n\nx: 1\n",
    ),
    "a block of text that keeps its end": (
        "officers:\n  he:\n    name: |+\n      何\n\nx: 1\n",
        f"officers:\n  he:\n    name: |+\n      何\n\n{indented(LIN_BLOCK, 2)}\nx: 1\n",
    ),
    "quoted keys": (
        "'officers':\n  \"he\": {name: 何}\n",
        f"'officers':\n  \"he\": {{name: 何}}\n{indented(LIN_BLOCK, 2)}\n",
    ),
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("name", ADDED)
def test_an_entry_is_added_and_nothing_else_changes(name: str, ends: str) -> None:
    before, after = (text.replace("\n", ends) for text in ADDED[name])
    assert put(before, ("officers", "lin"), LIN, FILE) == after


# What an edit of an entry turns into what.
CHANGED: dict[str, tuple[str, Key, Value, str]] = {
    "plain": ("a: 1 # 注\nb: 2\n", ("a",), "二", "a: 二 # 注\nb: 2\n"),
    "single quotes": ("a: '1' # 注\n", ("a",), "x", "a: x # 注\n"),
    "double quotes on two lines": ('a: "1\n  2" # 注\nb: 2\n', ("a",), "x", "a: x # 注\nb: 2\n"),
    "a block of text": ("a: |\n  1\n  2\n\nb: 2\n", ("a",), "x", "a: x\n\nb: 2\n"),
    "an empty value": ("a: # 注\nb: 2\n", ("a",), "x", "a: x # 注\nb: 2\n"),
    "in braces": ("a: {b: 1, c: 2} # 注\n", ("a", "b"), "x, y", 'a: {b: "x, y", c: 2} # 注\n'),
    "an item": ("a:\n- 1\n- 2 # 注\n- 3\n", ("a", 1), "x", "a:\n- 1\n- x # 注\n- 3\n"),
    "a key of an item": (
        "a:\n  - b: 1\n    c: 2\n  - b: 3\n",
        ("a", 0),
        {"b": "1", "c": "2", "d": dt.date(2026, 1, 2)},
        "a:\n  - b: 1\n    c: 2\n    d: 2026-01-02\n  - b: 3\n",
    ),
    "a longer list in lines": (
        "a:\n- 1 # 一\n# 后\nb: 2\n",
        ("a",),
        ["1", "二"],
        "a:\n- 1 # 一\n- 二\n# 后\nb: 2\n",
    ),
    "a longer list in brackets": ("a: [甲, ]\n", ("a",), ["甲", "乙"], "a: [甲, 乙 ]\n"),
    "a shorter list": (
        "a:\n  # 前\n  - 甲\n  - 乙 # 注\nb: 2\n",
        ("a",),
        ["乙"],
        "a:\n  # 前\n  - 乙 # 注\nb: 2\n",
    ),
    "fewer keys": (
        "a:\n  b: 1 # 一\n  # 其余\n  c: 2\n  d:\n",
        ("a",),
        {"c": "三"},
        "a:\n  # 其余\n  c: 三\n  d:\n",
    ),
    "other things": ("a: 1\nb: 2\n", ("a",), {"x": {"z": True}}, "a: {x: {z: true}}\nb: 2\n"),
    "one line again": ("a:\n  x: 1\n", ("a",), "文字", "a: 文字\n"),
    "the same": ("a:   {b:  1}\n", ("a",), {"b": "1"}, "a:   {b:  1}\n"),
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("name", CHANGED)
def test_a_value_is_changed_in_its_place(name: str, ends: str) -> None:
    before, path, value, after = CHANGED[name]
    assert put(before.replace("\n", ends), path, value, FILE) == after.replace("\n", ends)


def test_remarks_stand_below_an_item_and_stay_with_it() -> None:
    event: Value = {"event": "open", "done": None}
    once = append("a: 1\n\n# 后\nb: 2\n", ("lifecycle",), event, FILE, ["办"])
    assert once.endswith("\nlifecycle:\n  - event: open\n    done:\n      # 办\n")
    twice = append(once, ("lifecycle",), event, FILE, ["办"])
    assert twice == once + "  - event: open\n    done:\n      # 办\n"
    unindented, behind = "lifecycle:\n- event: open\n  done:\n    # 办\n", "\n# 后\nb: 2\n"
    new = append(unindented + behind, ("lifecycle",), event, FILE, ["办"])
    assert new == f"{unindented}- event: open\n  done:\n    # 办\n{behind}"


def test_a_key_is_removed_with_what_stands_deeper() -> None:
    text = "# 前\ntitle: 题\nimage:\n  src: a.png\n  # 图\n# 后\nsummary: >\n  一\n  二\n"
    assert remove(text, ("image",), FILE) == "# 前\ntitle: 题\n# 后\nsummary: >\n  一\n  二\n"
    assert remove(text, ("summary",), FILE) == text.partition("summary")[0]
    assert remove("a: [{x: 1, y: 2}]\n", ("a", 0, "y"), FILE) == "a: [{x: 1}]\n"
    assert remove("a: [{x: 1, y: 2}]\n", ("a", 0, "x"), FILE) == "a: [{y: 2}]\n"
    assert remove("a:\n  - x: 1\n    y: 2\n", ("a", 0, "x"), FILE) == "a:\n  - y: 2\n"
    assert remove("a:\n  x: 1\nb: 2\n", ("a", "x"), FILE) == "a: {}\nb: 2\n"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        pytest.param("a: 1\na: 2\n", ("b",), id="a key twice"),
        pytest.param("a: [1\n", ("b",), id="no YAML"),
        pytest.param("a: &x 1\n", ("b",), id="an anchor"),
        pytest.param("a: 文字\n", ("a", "b"), id="text where a mapping should be"),
        pytest.param("a:\n  -\n  - 1\n", ("a", 0), id="an empty item"),
    ],
)
def test_what_cannot_be_edited_is_said_with_its_place(text: str, path: Key) -> None:
    with pytest.raises(UserError) as caught:
        put(text, path, "x", FILE)
    for mistake in caught.value.problems:
        assert mistake.file == FILE
        assert mistake.line > 0
        assert mistake.fix.text()


def test_a_list_in_brackets_takes_no_remarks() -> None:
    with pytest.raises(UserError, match="写在方括号里"):
        append("a: [1]\n", ("a",), "2", FILE, ["办"])


TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            "true",
            "null",
            "~",
            "0123",
            "1e3",
            "2026-11-24",
            "a: b",
            "a #b",
            "- a",
            "?",
            "[",
            "{",
            "'",
            '"',
            "\\",
            "一\n二",
            " a ",
            "a:",
            "#a",
            "&a",
            "*a",
            "!a",
            "%a",
            "@a",
            "`a",
            "|",
            ">",
            "\x85",
            "\u2028",
            "\ufeff",
            "\x7f",
            "\t",
            "=",
            "<<",
            "3天",
            "10.0.0.0/8",
            "09:30",
        ]
    ),
)
VALUES: st.SearchStrategy[Value] = st.recursive(
    TEXTS | st.booleans() | st.integers() | st.dates() | st.none(),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(TEXTS, below, max_size=3)
        | st.dictionaries(TEXTS, below, max_size=3).map(Flow)
    ),
    max_leaves=8,
)


@settings(max_examples=200)
@given(value=st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
def test_what_is_written_is_read_back(value: dict[str, Value]) -> None:
    block = read_yaml("\n".join(block_lines(value)), FILE)
    assert (block.mistakes, block.data) == ((), as_read(value))
    flow = read_yaml(f"a: {flow_text(value)}\nb: 1\n", FILE)
    assert (flow.mistakes, flow.data) == ((), {"a": as_read(value), "b": "1"})
