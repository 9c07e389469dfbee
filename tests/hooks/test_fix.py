"""`--fix`: what it changes, what it leaves alone, and the laws that hold of any page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.cities import DAY, article, city_tree
from tests.hooks.ondisk import PAGE, Lint, write, write_city
from zhengwu.pages.schedule import end_of
from zhengwu.problem import Edit
from zhengwu_lint.fix import fix_file, mend, recode
from zhengwu_lint.masking import mask, masking
from zhengwu_lint.rules import RULES
from zhengwu_lint.run import judge
from zhengwu_lint.subject import Subject
from zhengwu_lint.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORKSPACE = open_workspace(city_tree(), moment=end_of(DAY))
CITY = WORKSPACE.register.city
assert CITY is not None
SITE = CITY.sites["portal"]


def edits_of(text: str) -> Iterator[Edit]:
    subject = WORKSPACE.subject(PAGE, text.encode())
    assert isinstance(subject, Subject)
    for finding in judge(subject, RULES):
        yield from finding.edits


def fixed(body: str, **fields: str) -> str:
    text = mend(article(body, **fields), edits_of, PAGE, SITE)
    return text.removeprefix(article("", **fields)[:-2]).strip("\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("要抓好落实，，请照办。", "要抓好落实，请照办。"),
        ("要抓好落实,，请照办。。", "要抓好落实，请照办。"),
        ("各镇政府，、区办事处", "各镇政府、区办事处"),
        ("各镇政府,各单位要抓好落实;请照办.", "各镇政府，各单位要抓好落实；请照办。"),
        ("管理办法(试行)印发给你们", "管理办法（试行）印发给你们"),
        ("根据中府办函[2026]993号", "根据中府办函〔2026〕993号"),
        ("根据中府办函【2026】 993号", "根据中府办函〔2026〕993号"),
        ("- 列表，，一\n- 列表,,二", "- 列表，一\n- 列表，二"),
        ("| 甲，，乙 |\n|---|\n| 丙,，丁 |", "| 甲，乙 |\n|---|\n| 丙，丁 |"),
        ("> 引用，，一段", "> 引用，一段"),
        ("**加粗，，的字**", "**加粗，的字**"),
        ("[链接，，文字](https://www.gov.cn/)", "[链接，文字](https://www.gov.cn/)"),
    ],
)
def test_what_is_mended(before: str, after: str) -> None:
    assert fixed(before) == after


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("建设、，运行。", id="either could be meant"),
        pytest.param("请看下文。。。", id="an ellipsis"),
        pytest.param("```\n代码，，一\n```", id="fence"),
        pytest.param("命令 `代码，，一`。", id="inline code"),
        pytest.param("根据中府办函〔2026〕第993号", id="a word would go"),
        pytest.param("根据中府办函〔2026〕0993号", id="a digit would go"),
        pytest.param("[办法](https://www.gov.cn/甲，，乙)", id="destination"),
        pytest.param("[办法][一]\n\n[一]: https://www.gov.cn/甲，，乙", id="definition"),
        pytest.param("见 https://www.gov.cn/a,,b 页", id="bare address"),
        pytest.param("<https://www.gov.cn/a,,b>", id="autolink"),
        pytest.param("开头。\n\n<!-- 说明，，一 -->", id="comment"),
        pytest.param('[办法](https://www.gov.cn/){title="甲，，乙"}', id="attribute"),
        pytest.param("现将有关事项印发(fā)给你们。", id="pinyin: its letters are words"),
    ],
)
def test_what_is_left_alone(body: str) -> None:
    assert fixed(body) == body


def test_values_of_the_front_matter_are_mended_and_names_are_not() -> None:
    text = article("正文", title="关于(试行)的通知，，", 备注="甲，，乙")
    after = mend(text, edits_of, PAGE, SITE)
    assert "title: 关于（试行）的通知，\n" in after
    quoted = article("正文", title="'关于，，通知'")
    assert mend(quoted, edits_of, PAGE, SITE) in {quoted, quoted.replace("，，", "，")}


def test_a_full_width_colon_of_a_footnote_is_mended() -> None:
    assert fixed("文[^1]。\n\n[^1]：注") == "文[^1]。\n\n[^1]: 注"


def test_a_value_that_is_cut_off_is_made_whole() -> None:
    text = article("正文", summary="2号线 #3 标段")
    after = mend(text, edits_of, PAGE, SITE)
    assert 'summary: "2号线 #3 标段"\n' in after
    assert mend(after, edits_of, PAGE, SITE) == after


def test_one_refused_change_does_not_stop_the_others() -> None:
    assert fixed("一，，二 `三，，四` 五。。") == "一，二 `三，，四` 五。"


NUMBER = "11010519491231002X"


def masks_of(text: str) -> Iterator[Edit]:
    subject = WORKSPACE.subject(PAGE, text.encode())
    assert isinstance(subject, Subject)
    for finding in judge(subject, RULES):
        if edit := masking(finding, text):
            yield edit


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"李某，证号 {NUMBER}。", "李某，证号 110*************2X。"),
        ("李某，证号 110105 19491231 002X。", "李某，证号 110*** ******** **2X。"),
        ("李某某，联系电话 13800138000。", "李某某，联系电话 138****8000。"),
        ("李某某，联系电话 138 0013 8000。", "李某某，联系电话 138 **** 8000。"),
        (
            "银行卡号 6222 0200 0000 0000 000。",
            "银行卡号 6222 **** **** ***0 000。",
        ),
    ],
)
def test_personal_numbers_are_masked_as_their_findings_show(before: str, after: str) -> None:
    text = mend(article(before), masks_of, PAGE, SITE)
    assert text == article(after)
    assert list(masks_of(text)) == []


@pytest.mark.parametrize("text", ["110*************2X", "活动", "", "***"])
def test_a_finding_elsewhere_masks_nothing(text: str) -> None:
    subject = WORKSPACE.subject(PAGE, article("，，").encode())
    assert isinstance(subject, Subject)
    finding = next(iter(judge(subject, RULES)))
    assert masking(replace(finding, snippet=text), article("，，")) is None
    assert masking(replace(finding, snippet=text, line=99), article("，，")) is None


@pytest.mark.parametrize(
    "body",
    [
        f"证号 {NUMBER}。",
        f"证号 {NUMBER}，又一个 {NUMBER}，还有 {NUMBER}。",
        f"| 证号 |\n|---|\n| {NUMBER} |",
        f"**证号 {NUMBER}**和*{NUMBER}*",
    ],
)
def test_masks_show_as_stars_and_change_nothing_else(body: str) -> None:
    after = mend(article(body), masks_of, PAGE, SITE)
    assert NUMBER not in after
    subject = WORKSPACE.subject(PAGE, after.encode())
    assert isinstance(subject, Subject)
    shown = "".join(block.text for block in subject.source.blocks)  # type: ignore[union-attr]
    assert shown.count("110*************2X") == body.count(NUMBER)


def test_a_number_in_an_address_or_in_code_is_not_masked() -> None:
    body = f"`{NUMBER}` [一](https://www.gov.cn/?id={NUMBER})"
    assert mend(article(body), masks_of, PAGE, SITE) == article(body)


@pytest.mark.parametrize(
    ("written", "masked"),
    [
        ("11010519491231002X", "110*************2X"),
        ("110105 19491231 002X", "110*** ******** **2X"),
        ("1-2", "1-2"),
    ],
)
def test_a_mask_keeps_both_ends_and_what_stands_between(written: str, masked: str) -> None:
    assert mask(written, 3, 2) == masked


@pytest.mark.parametrize(
    "edit",
    [
        Edit(6, 1, "正文", "全文"),
        Edit(6, 1, "正文", ""),
        Edit(6, 3, "。", "。正"),
        Edit(6, 2, "正文", "**"),
        Edit(99, 1, "正", "*"),
        Edit(6, 0, "正", "*"),
        Edit(6, 3, "。", "。\n"),
    ],
)
def test_a_rule_cannot_change_words_or_hit_another_place(edit: Edit) -> None:
    text = article("正文。")
    assert mend(text, lambda _: [edit], PAGE, SITE) == text


def test_changes_that_never_settle_come_to_an_end() -> None:
    def swap(text: str) -> list[Edit]:
        sign = text.split("\n")[5][2]
        return [Edit(6, 3, sign, "！" if sign == "。" else "。")]

    assert mend(article("正文。"), swap, PAGE, SITE) in {article("正文。"), article("正文！")}


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("政务公开，便民利民。".encode("gb18030"), "政务公开，便民利民。"),
        ("﻿政务".encode(), "政务"),
        ("政务".encode("utf-16"), "政务"),
        ("政务".encode(), None),
        ("政务公开，便民利民，依法行政。".encode()[:-1], None),  # cut off in the middle
        (b"\xff\xfe\xfd", None),
        (b"\x80\x81", None),
        ("政务\0".encode("gb18030"), None),
    ],
    ids=["GB18030", "BOM", "UTF-16", "UTF-8", "damaged", "binary", "noise", "NUL"],
)
def test_an_encoding_is_changed_only_when_it_is_certain(data: bytes, text: str | None) -> None:
    assert recode(data) == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay(end: str) -> None:
    before = article("一，，二。\n\n三。").replace("\n", end).encode()
    done = fix_file(PAGE, before, SITE, edits_of)
    assert done is not None
    assert done.data == before.replace("，，".encode(), "，".encode())


def test_a_clean_file_is_not_touched() -> None:
    assert fix_file(PAGE, article("正文。").encode(), SITE, edits_of) is None
    assert fix_file(PAGE, b"\xff", SITE, edits_of) is None


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_city(tmp_path / "city", {PAGE: article("一，，二。")})
    monkeypatch.chdir(folder)
    return folder


def test_the_command_writes_and_reports_what_is_left(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(here, {"content/fgj/tzgg/old.md": article("照旧。").encode("gb18030")})
    lint = Lint(capsys)
    run = lint("--fix", "content")
    assert (run.code, run.findings) == (0, [])
    assert f"已改好 {PAGE}" in run.err
    assert (here / PAGE).read_text("utf-8") == article("一，二。")
    assert (here / "content/fgj/tzgg/old.md").read_text("utf-8") == article("照旧。")
    assert lint("--fix", "content").err == ""


def test_the_command_shows_and_writes_nothing(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lint, before = Lint(capsys), (here / PAGE).read_bytes()
    run = lint("--diff", "content")
    assert run.code == 1
    assert "-一，，二。\n+一，二。\n" in run.out
    assert f"--- a/{PAGE}" in run.out
    assert (here / PAGE).read_bytes() == before
    assert lint("--diff", "content/fgj").code == 0


def test_a_page_outside_the_city_is_mended_too(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = here.parent / "page.md"
    page.write_text("一，，二。\n", "utf-8")
    assert Lint(capsys)("--fix", page).code == 0
    assert page.read_text("utf-8") == "一，二。\n"


def test_what_is_staged_is_not_mended(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert Lint(capsys)("--staged", "--fix").code == 2


@pytest.mark.parametrize(
    "address",
    [
        "https://www.gov.cn/a,b",
        "HTTP://www.gov.cn/a,b",
        "www.shifan.example/a,b?c,d",
        "//www.shifan.example/a,b",
        "mailto:a,b@shifan.example",
        "tel:0760,88880001",
        "geo:22.5,113.4",
    ],
)
def test_no_address_is_edited_wherever_it_stands(address: str) -> None:
    def commas(text: str) -> Iterator[Edit]:
        for number, line in enumerate(text.split("\n"), start=1):
            for column, sign in enumerate(line, start=1):
                if sign == ",":
                    yield Edit(number, column, ",", "，")

    text = article(f"先看,再填 {address} 然后,办理。", summary=f"见 {address} 一节,共三条")
    mended = mend(text, commas, PAGE, SITE)
    assert mended.count(address) == text.count(address) == 2
    assert f"先看，再填 {address} 然后，办理。" in mended


def test_no_mail_address_is_edited() -> None:
    text = article("写信到 a.b@shifan.example 即可.")

    def dots(text: str) -> Iterator[Edit]:
        for number, line in enumerate(text.split("\n"), start=1):
            for column, sign in enumerate(line, start=1):
                if sign == ".":
                    yield Edit(number, column, ".", "。")

    assert mend(text, dots, PAGE, SITE).endswith("写信到 a.b@shifan.example 即可。\n")
