"""Where in the source a piece of a rendered page stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengwu.dialect import annotate, parse

_TEXT = re.compile(r"<zw-t p=(\d+):(\d+)>([^<]*)</zw-t>")
_TAG = re.compile(r"<(a|img|u) data-zw-place=(\d+):(\d+)([^>]*)>")


def texts(markdown: str, first_line: int = 1) -> dict[str, tuple[int, int]]:
    """Return the place of every planted word, as the annotated rendering tells it."""
    found: dict[str, tuple[int, int]] = {}
    for line, column, text in _TEXT.findall(annotate(parse(markdown), first_line)):
        for match in re.finditer(r"词\d+了", text):
            found[match[0]] = (int(line), int(column) + match.start())
    return found


def tags(markdown: str) -> list[tuple[str, int, int]]:
    """Return (element, line, column) of every link, picture and underlined text."""
    return [
        (name, int(line), int(column))
        for name, line, column, _ in _TAG.findall(annotate(parse(markdown), 1))
    ]


@dataclass(frozen=True)
class Document:
    """A text with planted words.

    Attributes:
        text: the Markdown.
        words: where each word stands, 1-based.
    """

    text: str
    words: dict[str, tuple[int, int]]


def plant(template: str) -> Document:
    """Replace each □ by a word of its own, and each ■ by the same text as the □ that follows.

    A ■ stands where the reader sees no text (in a destination, say): a decoy for the search.
    """
    out: list[str] = []
    words: dict[str, tuple[int, int]] = {}
    line = column = 1
    for sign in template:
        word = f"词{len(words)}了"
        if sign == "□":
            words[word] = (line, column)
        piece = word if sign in "□■" else sign
        out.append(piece)
        if piece == "\n":
            line, column = line + 1, 1
        else:
            column += len(piece)
    return Document("".join(out), words)


INLINE = (
    "□",
    "的□",
    "**□**",
    "*的□的*",
    "`□`",
    "[□](■.md)",
    "[的**□**的](https://www.gov.cn/■)",
    '[□](a.md "■")',
    "[□][甲]",
    "![■](■.png)",
    "![的](a.png)□",
    "<u>□</u>",
    "1 \\* 2 □",
    "&amp;□",
    "(□)",
    "□[^注]",
    "！□。",
)
BLOCKS = (
    "{0}\n",
    "{0}{1}\n{2}\n",
    "{0}  \n{1}\n",
    "## {0}\n",
    "{0}\n---\n",
    "- {0}\n- {1}\n    - {2}\n",
    "1. {0}\n\n   {1}\n2. {2}\n",
    "- [ ] {0}\n- [x] {1}\n",
    "> {0}\n> {1}\n>\n> - {2}\n",
    "> {0}\n{1}\n",
    "| {0} | {1} |\n|---|---|\n| {2} | 的 |\n| 的 | {0} |\n",
    "```\n□\n    □\n```\n",
    "    □\n    的□\n",
    "术语{0}\n: {1}\n\n: {2}\n",
    "!!! note 提示\n    {0}\n\n    {1}\n",
    "[^注]: {0}\n",
    "[甲]: a.md\n",
    "<!-- ■ -->\n",
    "***\n",
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    inline = st.lists(st.sampled_from(INLINE), min_size=1, max_size=3).map("的".join)
    blocks = draw(st.lists(st.sampled_from(BLOCKS), max_size=5))
    filled = [block.format(draw(inline), draw(inline), draw(inline)) for block in blocks]
    return plant("\n".join([*filled, "[甲]: b.md\n", "[^注]: 完\n"]))


@given(documents())
def test_a_planted_word_is_told_where_it_stands(document: Document) -> None:
    told = texts(document.text)
    wrong = {
        word: (told[word], document.words[word])
        for word in told
        if told[word] != document.words[word]
    }
    assert wrong == {}


@pytest.mark.parametrize("block", BLOCKS[:-4], ids=repr)
@pytest.mark.parametrize("inline", [i for i in INLINE if "□" in i])
def test_every_word_of_a_block_is_told(block: str, inline: str) -> None:
    document = plant(block.format(inline, inline, inline) + "\n[甲]: b.md\n\n[^注]: 完\n")
    assert texts(document.text) == document.words


@pytest.mark.parametrize(
    "template",
    [
        "1. 1 □\n",
        "> > □\n",
        "- - □\n",
        "## 2 □ ##\n",
        "## 2 □ {#b}\n",
        "| 1\\|2 □ | □ |\n|---|---|\n",
        "1 | □\n---|---\n1 | □\n",
        "`一\n□` □\n",
        "\\\\□ \\&amp; &amp;amp; □\n",
        "&#30002;&nbsp;□\n",
        '[甲](b.md ":)") □\n',
        "[甲](<b (1) ■.md>) □\n",
        "[甲](a(■).md) □\n",
        '[甲](b.md){.c title="■"} □\n',
        "- 一\n\n  ```\n  □\n    □\n  ```\n",
        "> ```\n> □\n> ```\n",
        "- 一\n\n        □\n",
        "~~~ yaml\n□\n",
        '!!! note "□"\n    一\n',
        "**一** ** □\n",
        "一  □\t□\n",
        "*□**□***□*\n",
    ],
)
def test_words_in_awkward_places_are_told(template: str) -> None:
    document = plant(template)
    assert texts(document.text) == document.words


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("文[甲](a.md)和[乙](b.md)", [("a", 1, 2), ("a", 1, 12)]),
        ("![图](a.png) [甲](b.md)", [("img", 1, 1), ("a", 1, 13)]),
        ("[![图](a.png)](b.md)", [("a", 1, 1), ("img", 1, 2)]),
        ("文[^1][甲](b.md)\n\n[^1]: 注", [("a", 1, 6)]),
        ("\\[x] &lt; [甲](a.md)", [("a", 1, 11)]),
        ('[甲](a.md ":)") [乙](b.md)', [("a", 1, 1), ("a", 1, 16)]),
        ("[甲](a(1).md)[乙](b.md)", [("a", 1, 1), ("a", 1, 13)]),
        ("[甲][乙] [丙]\n\n[乙]: a.md\n[丙]: b.md", [("a", 1, 1), ("a", 1, 8)]),
        ("<https://a.example/> [甲](b.md)", [("a", 1, 1), ("a", 1, 22)]),
        ("[甲\n乙](a.md)\n[丙](b.md)", [("a", 1, 1), ("a", 3, 1)]),
        ("> - [甲](a.md)", [("a", 1, 5)]),
        ("| [甲](a.md) | [甲](a.md) |\n|---|---|", [("a", 1, 3), ("a", 1, 15)]),
        ("`<u>` <u>甲</u>", [("u", 1, 7)]),
        ("文 <u\ntitle=x><u>甲</u></u>", [("u", 1, 3), ("u", 2, 9)]),
        ("- 一\n- <table>\n  <tr><td> <u>", [("u", 3, 12)]),
        ("> <table>\n> <u>", [("u", 2, 3)]),
        ('<a href="x">甲</a>', [("a", 1, 1)]),
    ],
)
def test_a_tag_is_told_where_it_stands(markdown: str, wanted: list[tuple[str, int, int]]) -> None:
    assert tags(markdown) == wanted


def test_lines_are_those_of_the_file() -> None:
    assert texts("词0了\n", first_line=7) == {"词0了": (7, 1)}
