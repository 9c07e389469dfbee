"""The format of the adversary suite's topic files, and what a failing case says."""

from __future__ import annotations

import pytest

from tests.adversary.__main__ import show
from tests.adversary.cases import Case, FormatError, Found, read_cases, read_judging
from tests.adversary.judge import difference, judge

JUDGING = read_judging()
FRONT = JUDGING.front_matter
PAGE = "content/portal/tzgg/a.md"


def read(text: str) -> list[Case]:
    return read_cases(text, "topic", JUDGING)


def only(text: str) -> Case:
    [case] = read(text)
    return case


def data_of(text: str, directive: str = "") -> bytes:
    """Return the bytes of a built page's part that is written so."""
    return only(f"@@ honest: a.html\n{directive}{text}").files[0].data


def wrong(text: str) -> str:
    case = only(text)
    return difference(case, judge([case])[case.name])


def test_a_case_has_name_findings_and_text() -> None:
    case = only(
        "# 说明\n\n@@ hostile: a.md\n@@ finds: external-link 2:3\n@@ note: 任意\n一\n二\n\n\n"
    )
    assert (case.id, case.place, case.hostile) == (
        "topic/a.md",
        "tests/adversary/topic.txt:3",
        True,
    )
    [file] = case.files
    assert file.path == PAGE
    assert file.expected == (Found(2, 3, "external-link"),)
    assert file.data.decode() == f"{FRONT}一\n二\n"


@pytest.mark.parametrize(
    ("written", "first"), [("---", "---"), ("{U+FEFF}---", "\ufeff---"), ("---{U+000D}", "---\r")]
)
def test_a_page_with_its_own_front_matter_is_given_none(written: str, first: str) -> None:
    [file] = only(f"@@ honest: a.md\n{written}\ntitle: 标题\n---\n正文\n").files
    assert (file.data.decode(), file.given) == (f"{first}\ntitle: 标题\n---\n正文\n", 0)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("一{U+200B}二", "一\u200b二\n".encode()),
        ("{U+FEFF}一", b"\xef\xbb\xbf\xe4\xb8\x80\n"),
        ("{U+E0069}{U+000D}", b"\xf3\xa0\x81\xa9\r\n"),
        ("{0xFF}{0xFE}{end}", b"\xff\xfe"),
        ("{U+0040}@ finds: x", b"@@ finds: x\n"),
        ("{U+007B}U+200B}", b"{U+200B}\n"),
        ("{u+200b} {U+20} \\n", b"{u+200b} {U+20} \\n\n"),
        ("\n 一\n\n\n", "\n 一\n".encode()),
        ("一{U+000A}{U+000A}{end}\n\n", "一\n\n".encode()),
    ],
)
def test_escapes_and_blank_lines(text: str, data: bytes) -> None:
    assert data_of(text) == data


def test_a_text_in_another_encoding() -> None:
    assert data_of("政务", "@@ encoding: gb18030\n") == "政务\n".encode("gb18030")
    utf_16 = data_of("{U+FEFF}政{U+200B}", "@@ encoding: utf-16-le\n")
    assert utf_16 == "\ufeff政\u200b\n".encode("utf-16-le")


def test_a_text_in_a_file_of_its_own() -> None:
    assert b"judged_on" in data_of("", "@@ from: city/city.yml\n")


def test_a_case_of_several_files_has_a_city_of_its_own() -> None:
    cases = read(
        "@@ hostile: a.md\n@@ finds: external-link 1:2\n见[专题](https://media-x.example/)。\n\n"
        "@@ honest: b.md\n见[专题](https://media-x.example/)。\n\n"
        "@@ file: content/city.yml\n@@ from: city/city.yml\n\n"
        "@@ file: content/portal/tzgg/c.md\n"
        "---\ntitle: 关于专题的公告\npublished_at: 2026-11-02 09:30\nsource: 本网\n---\n"
        "另一页。\n\n"
        "@@ file: content/portal/tzgg/form.bin\n@@ finds: not-judged 0:0\n{0x00}\n"
    )
    assert [len(case.files) for case in cases] == [1, 4]
    told = judge(cases)
    assert difference(cases[0], told["a.md"]) == ""
    # Only the page with the foreign link is wrong.
    assert [path for path, entries in told["b.md"].items() if entries] == [
        "content/portal/tzgg/b.md",
        "content/portal/tzgg/form.bin",
    ]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("文字\n", 1, "before the first case"),
        ("@@ finds: a 1:1\n", 1, "below no header"),
        ("@@ honest: a.md\n文字\n@@ finds: a 1:1\n", 3, "below no header"),
        ("@@ honest: a.md\n@@ finds: a\n", 2, "RULE LINE:COLUMN"),
        ("@@ honest: a.md\n@@ finds: a 1:1, b 1:1\n", 2, "RULE LINE:COLUMN"),
        ("@@ honest: a.md\n@@ find: a 1:1\n", 2, "is none of hostile, honest"),
        ("@@ honest: a.md\n@@finds: a 1:1\n", 2, "is none of hostile, honest"),
        ("@@ honest: A.md\n", 1, "lower-case"),
        ("@@ honest: a.exe\n", 1, "ends in .md or .html"),
        ("@@ honest: a.md\n\n@@ honest: a.md\n", 3, "above"),
        ("@@ file: content/a.md\n", 1, "there is none"),
        ("@@ honest: a.md\n@@ encoding: none\n文字\n", 1, "cannot be made"),
        ("@@ honest: a.md\n@@ from: nowhere.bin\n", 1, "cannot be made"),
        ("@@ honest: a.md\n{U+D800}\n", 1, "cannot be made"),
    ],
)
def test_what_is_written_otherwise_is_told_with_its_line(text: str, line: int, why: str) -> None:
    with pytest.raises(FormatError) as error:
        read(text)
    assert str(error.value).startswith(f"tests/adversary/topic.txt:{line}: ")
    assert why in str(error.value)


def test_a_finding_at_another_place_or_too_many_fail() -> None:
    link = "见[专题](https://shop-x.example/)。"
    text = f"@@ hostile: a.md\n@@ finds: external-link 1:2\n@@ finds: external-link 1:1\n{link}\n"
    told = wrong(f"{text}{link}\n").splitlines()
    assert told[0] == "tests/adversary/topic.txt:1: hostile a.md"
    assert told[1] == "  expected, not found:  external-link 1:1"
    assert told[2].startswith("  found, not expected:  external-link 2:2   error: ")
    assert told[3] == "  as expected:          external-link 1:2"


def test_the_same_finding_twice_is_stated_twice() -> None:
    one, other = (f'<a href="//shop-x.example/{page}">专题</a>' for page in "ab")
    text = "@@ hostile: a.html\n@@ finds: external-link 1:0\n"
    assert wrong(f"{text}<p>{one}</p>\n") == ""
    assert "found, not expected:  external-link 1:0" in wrong(f"{text}<p>{one}、{other}</p>\n")


def test_a_hostile_case_finds_something_and_an_honest_one_no_error() -> None:
    assert "states at least one finding" in wrong("@@ hostile: a.md\n正文。\n")
    text = "@@ honest: a.md\n@@ finds: external-link 1:1\n[专题](https://shop-x.example/)\n"
    assert "an error in an honest case: external-link 1:1" in wrong(text)


def test_what_is_found_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert show(["url-userinfo/userinfo.md"]) == 0
    assert "@@ finds: external-link 1:2\n    error: " in capsys.readouterr().out
    assert show(["no-such-topic"]) == 2
    assert "there is no topic “no-such-topic”" in capsys.readouterr().out
    assert show(["url-userinfo/no-such.md"]) == 2
