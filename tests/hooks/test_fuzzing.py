"""Whatever a file holds, judging it ends in time and without a traceback.

Time is CPU time, so that a busy machine fails nothing, and the budget grows with the bytes: what
takes longer than its length explains would hang on a longer file.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cities import CITY, DAY, PORTAL, article, city_tree, dump
from zhengwu.messages import Message
from zhengwu.pages.schedule import end_of
from zhengwu_lint.rules import RULES
from zhengwu_lint.run import judgement
from zhengwu_lint.targets import BuiltTargets
from zhengwu_lint.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = "content/portal/tzgg/a.md"
BUILT = "public/portal/tzgg/a/index.html"
FEW, MANY = 60, 2000
SECONDS, SECONDS_A_BYTE = 3.0, 0.0001

WORDS = st.sampled_from(
    [
        "政务公开", "，", "。", " ", "\n", "\n\n", "\t", "\0", "\ufeff", "\u200b",
        "\u202e", "𠮷", "a",
        "Z9", "https://", "//", "www.", ".cn", "javascript:", "data:,", "@", "&#x41;",
        "&amp", "&#0;",
        "110105", "19491231", "002X", "１１０", "13800138000", "6222", "(", "（", ")",
        "[", "]", "](",
        "![", "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "<?x", "!", "\\", "`", "```", "~~~",
        "*", "**", "_", "#", "- ", "1. ", "> ", "    ", "|", "---", ":::", "!!! note\n", "{", "}",
        "{: .a #b c=d }", "[^1]", "[^1]: ", "[a]: ", "='", '="', "'", '"', ":", ": ",
        "=", ",", "%00",
        "2026年13月45日", "2026-02-30", "〔2026〕0号", "★", "密级", "\r", "\r\n", "\x85", "\u2028",
        "zhengwu: allow ", "until=", "by=", "reason=",
    ]
)  # fmt: skip
TEXTS = st.lists(WORDS | st.text(max_size=8), max_size=60).map("".join)
NAMES = st.sampled_from(
    [
        "title", "published_at", "publish_at", "source", "kind", "draft", "interprets", "replaces",
        "index_no", "docno", "made_on", "validity", "wide_reaching", "attachments", "keywords",
        "repost_of", "image", "item", "basis", "form", "mobile", "标题", "? ", "- ", "&a ",
        "*a", "!x ",
    ]
)  # fmt: skip
FIELDS = st.lists(st.tuples(NAMES, TEXTS), max_size=8).map(
    lambda pairs: "".join(f"{name}: {value}\n" for name, value in pairs)
)
TAGS = st.sampled_from(
    [
        "a", "img", "iframe", "script", "style", "svg", "math", "form", "input", "button", "meta",
        "base", "link", "object", "template", "noscript", "footer", "main", "table",
        "td", "p", "div",
        "textarea", "select", "details", "plaintext", "html", "head", "body", "title", "label",
    ]
)  # fmt: skip
ATTRIBUTES = st.sampled_from(
    [
        "href", "src", "srcset", "style", "class", "hidden", "content", "http-equiv", "name", "id",
        "onclick", "data-x", "xlink:href", "action", "alt", "width", "lang", "role", "for", "type",
    ]
)  # fmt: skip
ELEMENTS = st.tuples(TAGS, st.lists(st.tuples(ATTRIBUTES, TEXTS), max_size=3), TEXTS).map(
    lambda e: f"<{e[0]} {' '.join(f'{n}={v!r}' for n, v in e[1])}>{e[2]}</{e[0]}>"
)
HTML = st.lists(ELEMENTS | TEXTS, max_size=20).map("".join)
KEYS = st.sampled_from(
    [*CITY, *PORTAL, "judged_on", "workdays", "lifecycle", "banners", "accounts"]
)
REGISTERS = st.lists(st.tuples(KEYS, TEXTS), max_size=6)


def within_budget(size: int, act: Callable[[], None]) -> None:
    begun = time.process_time()
    act()
    spent = time.process_time() - begun
    assert spent < SECONDS + SECONDS_A_BYTE * size, f"{size} bytes took {spent:.1f} s"


def judge_files(files: dict[str, bytes]) -> None:
    """Judge every file that is given, and the portal as a whole."""
    workspace = open_workspace(city_tree(files), moment=end_of(DAY))
    for file, data in files.items():
        subject = workspace.subject(file, data)
        if not isinstance(subject, Message):
            judgement(subject, RULES)
    city = workspace.register.city
    if city and "portal" in city.sites:
        judgement(workspace.site_subject(city, city.sites["portal"]), RULES)


def check_page(data: bytes) -> None:
    within_budget(len(data), lambda: judge_files({PAGE: data}))


def check_html(text: str) -> None:
    def act() -> None:
        workspace = open_workspace(city_tree({PAGE: article("正文")}), moment=end_of(DAY))
        city = workspace.register.city
        assert city is not None
        files = frozenset({"tzgg/a/index.html", "index.html"})
        targets = BuiltTargets(city.sites["portal"], "public/portal", files)
        for file in (BUILT, "public/portal/index.html"):
            subject = workspace.html_subject(text, file, city.sites["portal"], targets)
            judgement(subject, RULES)

    within_budget(len(text.encode()), act)


def check_register(pairs: list[tuple[str, str]]) -> None:
    changes = "".join(f"{key}: {value}\n" for key, value in pairs)
    for path, facts in (("content/city.yml", CITY), ("content/portal/site.yml", PORTAL)):
        kept = {key: value for key, value in facts.items() if key not in dict(pairs)}
        data = f"{dump(kept)}{changes}".encode("utf-8", "replace")
        within_budget(len(data), lambda p=path, d=data: judge_files({p: d}))  # type: ignore[misc]


quick = settings(max_examples=FEW, deadline=None, suppress_health_check=list(HealthCheck))
thorough = settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))


@quick
@given(TEXTS)
def test_markdown(body: str) -> None:
    check_page(article(body).encode("utf-8", "replace"))


@quick
@given(FIELDS, TEXTS)
def test_front_matter(fields: str, body: str) -> None:
    check_page(f"---\n{fields}---\n{body}".encode("utf-8", "replace"))


@quick
@given(st.binary(max_size=400) | TEXTS.map(lambda text: text.encode("gb18030", "replace")))
def test_bytes(data: bytes) -> None:
    check_page(data)


@quick
@given(HTML)
def test_html(text: str) -> None:
    check_html(text)


@quick
@given(REGISTERS)
def test_register_files(pairs: list[tuple[str, str]]) -> None:
    check_register(pairs)


@quick
@given(FIELDS | TEXTS)
def test_rulebook_files(text: str) -> None:
    data = f"id: x\nname: x\n{text}".encode("utf-8", "replace")
    within_budget(len(data), lambda: judge_files({"rulebook/x.yml": data}))


@pytest.mark.long
@thorough
@given(TEXTS)
def test_markdown_at_length(body: str) -> None:
    check_page(article(body).encode("utf-8", "replace"))


@pytest.mark.long
@thorough
@given(FIELDS, TEXTS)
def test_front_matter_at_length(fields: str, body: str) -> None:
    check_page(f"---\n{fields}---\n{body}".encode("utf-8", "replace"))


@pytest.mark.long
@thorough
@given(HTML)
def test_html_at_length(text: str) -> None:
    check_html(text)


@pytest.mark.long
@thorough
@given(REGISTERS)
def test_register_files_at_length(pairs: list[tuple[str, str]]) -> None:
    check_register(pairs)


NESTING = [
    "> ", "- ", "* a ", "[", "![", "](", "(", "<", "<b>", "**a", "_a", "`", "``", "~~~\n", "|", "&",
    "\\", "[^1]", "<!--", "!!! note\n    ", "https://a.b/", "a@", "1. ", "{: ", "，", "（", "1949",
    "http:", "a.", ": ", "政", "\u200b", "\n", "#", "\t", "密级★", "2026年1月1日", "110105",
]  # fmt: skip


@pytest.mark.parametrize("piece", NESTING)
def test_one_piece_again_and_again(piece: str) -> None:
    check_page(article(piece * (4_000 // len(piece))).encode())


@pytest.mark.parametrize("piece", ["<b>", "<p ", "<a href=", "&", "<!--", "<style>", "<td>", "政"])
def test_one_piece_again_and_again_in_html(piece: str) -> None:
    check_html(f"<html><body>{piece * (4_000 // len(piece))}</body></html>")


@pytest.mark.long
@pytest.mark.parametrize("piece", NESTING)
def test_one_piece_again_and_again_at_length(piece: str) -> None:
    check_page(article(piece * (60_000 // len(piece))).encode())
