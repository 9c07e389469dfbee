from __future__ import annotations

import pytest

from tests.hooks.rules.judging import judge_article, judge_built, judge_stray, of_rule, places

PHONE, CARD = "personal-phone-number", "personal-bank-card"
PASSPORT, ADDRESS = "personal-passport-number", "personal-address"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        pytest.param(PHONE, "手机13800138000。", id="phone"),
        pytest.param(PHONE, "手机138 0013 8000", id="phone-spaced"),
        pytest.param(PHONE, "手机1380-013-8000", id="phone-other-groups"),
        pytest.param(PHONE, "手机1 3 8 0 0 1 3 8 0 0 0", id="phone-digit-by-digit"),
        pytest.param(PHONE, "手机１３８００１３８０００", id="phone-full-width"),
        pytest.param(PHONE, "手机一三八零零一三八零零零", id="phone-in-words"),
        pytest.param(PHONE, "手机（138）0013—8000", id="phone-in-brackets"),
        pytest.param(PHONE, "手机①③⑧⓪⓪①③⑧⓪⓪⓪", id="phone-circled"),
        pytest.param(PHONE, "手机❶❸❽⓪⓪❶❸❽⓪⓪⓪", id="phone-filled-circles"),
        pytest.param(PHONE, "手机1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣", id="phone-keycaps"),
        pytest.param(PHONE, "手机+86-13800138000", id="phone-abroad"),
        pytest.param(PHONE, "手机138\u200b0013\u200b8000", id="phone-zero-width"),
        pytest.param(PHONE, "手机138**00138000**", id="phone-emphasis"),
        pytest.param(PHONE, "李某某13800138000", id="phone-behind-a-name"),
        pytest.param(PHONE, "[来电](tel:13800138000)", id="phone-link"),
        pytest.param(PHONE, "<!-- 13800138000 -->", id="phone-comment"),
        pytest.param(
            PHONE, "| 姓名 | 电话 |\n|---|---|\n| 李某某 | 13800138000 |", id="phone-cell"
        ),
        pytest.param(CARD, "卡号6222020000000001230", id="card"),
        pytest.param(CARD, "账户6225 8800 0000 0126", id="card-spaced"),
        pytest.param(CARD, "李某某 6222020000000001230", id="card-of-a-known-kind"),
        pytest.param(CARD, "信用卡4000000000000002", id="card-from-abroad"),
        pytest.param(PASSPORT, "护照号码E00000000", id="passport"),
        pytest.param(PASSPORT, "护照号：Ｅ ００００ ００００", id="passport-spaced"),
        pytest.param(PASSPORT, "持EA0000001号护照，护照EA0000001", id="passport-new"),
        pytest.param(PASSPORT, "往来港澳通行证C00000000", id="permit"),
        pytest.param(PASSPORT, "台胞证号：00000000", id="permit-of-digits"),
        pytest.param(
            PASSPORT, "| 姓名 | 护照 |\n|-|-|\n| 王某某 | 000000000 |", id="passport-cell"
        ),
        pytest.param(ADDRESS, "李某某，住中山市虚构镇虚构路8号。", id="address"),
        pytest.param(ADDRESS, "家庭住址：虚构花园三栋二〇一房", id="address-in-words"),
        pytest.param(ADDRESS, "户籍所在地：虚构村五组12号", id="address-village"),
        pytest.param(
            ADDRESS, "| 姓名 | 住址 |\n|-|-|\n| 李某某 | 虚构路8号101室 |", id="address-cell"
        ),
        pytest.param(
            ADDRESS, "| 姓名 | 地址 |\n|-|-|\n| 李某某 | 虚构路8号101室 |", id="address-of-a-person"
        ),
    ],
)
def test_what_is_personal_is_found(rule: str, text: str) -> None:
    assert len(of_rule(judge_stray(text), rule)) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("电话138****8000，138xxxx8000", id="masked-phone"),
        pytest.param("电话0760-88880001、12345、400-000-0000", id="landlines"),
        pytest.param("防汛值班手机：13800138000", id="phone-on-duty"),
        pytest.param("24小时应急电话（13800138000）", id="phone-for-emergencies"),
        pytest.param("受理编号：13800138000，订单号13800138001", id="numbers-of-cases"),
        pytest.param("产值13800138000.50元，13800138000元", id="amount-with-fraction"),
        pytest.param("| 指标 | 2025年 |\n|-|-|\n| 总量 | 13800138000 |", id="figures"),
        pytest.param("[下载](https://www.gov.cn/a/13800138000.html)", id="part-of-an-address"),
        pytest.param("项目代码13800138000123", id="longer-number"),
        pytest.param("卡号6222 **** **** 0123", id="masked-card"),
        pytest.param("订单号6222020000000001230", id="number-of-an-order"),
        pytest.param("卡号6222020000000001231", id="no-card"),
        pytest.param("收款单位：中山市财政局，账号6222020000000001230", id="account-of-an-office"),
        pytest.param("社会信用代码114403006955506492", id="credit-code"),
        pytest.param("护照E0****000，请携带护照和签证", id="masked-passport"),
        pytest.param("文件G00000000", id="no-passport"),
        pytest.param("办理护照，电话88880001", id="telephone-near-passport"),
        pytest.param("住虚构镇，住石岐街道", id="town"),
        pytest.param("办公地址：中山市虚构路8号2楼201室", id="office"),
        pytest.param("居住证、住房、住宅小区8号楼消防检查", id="words-with-live"),
        pytest.param("| 服务点 | 地址 |\n|-|-|\n| 一号 | 虚构路8号 |", id="place-of-service"),
        pytest.param("| 企业 | 住所 |\n|-|-|\n| 虚构公司 | 虚构路8号 |", id="firm"),
        pytest.param("填写姓名、手机号码、银行卡号、护照号码和家庭住址。", id="fields"),
    ],
)
def test_what_is_public_or_masked_passes(text: str) -> None:
    found = {finding.code for finding in judge_stray(text)}
    assert found & {PHONE, CARD, PASSPORT, ADDRESS} == set()


def test_the_report_repeats_no_number() -> None:
    text = "手机13800138000，卡号6222020000000001230，护照号码E12345678，家庭住址：虚构路8号101室"
    told = [f"{f.message.text()}{f.fix.text()}{f.snippet}" for f in judge_stray(text)]
    secrets = ("13800138000", "6222020000000001230", "E12345678", "101室")
    assert not any(secret in line for line in told for secret in secrets)


def test_a_built_page_names_each_once() -> None:
    html = "<html><head><title>13800138000</title></head><body><p>13800138000</p></body></html>"
    assert len(of_rule(judge_built(html), PHONE)) == 1


def test_in_every_place_of_an_article() -> None:
    findings = judge_article("甲 13800138000\n\n<!-- 13800138001 -->", summary="13800138002")
    assert places(findings, PHONE) == [(5, 10), (7, 3), (9, 6)]


@pytest.mark.parametrize(
    "html",
    ['<p data-x="13800138000">甲</p>', "<!-- 13800138000 -->", '<a href="tel:13800138000">甲</a>'],
    ids=["attribute", "comment", "link"],
)
def test_in_every_place_of_a_built_page(html: str) -> None:
    assert len(of_rule(judge_stray(f"<p>通知</p>{html}", "a.html"), PHONE)) == 1


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("手机138 0013 8000。", "手机138 **** 8000。"),
        ("手机+86-13800138000", "手机+86-138****8000"),
        ("卡号6222020000000001230", "卡号6222***********1230"),
        ("护照号码E00000000", "护照号码E0****000"),
        ("身份证号11010519491231002X", "身份证号110*************2X"),
        ("手机138**0013**8000", "手机138**0013**8000"),
    ],
)
def test_a_fix_masks_by_the_norm(text: str, mended: str) -> None:
    lines = text
    for finding in judge_stray(text):
        for edit in finding.edits:
            start = edit.column - 1
            if lines[start : start + len(edit.old)] == edit.old:
                lines = lines[:start] + edit.new + lines[start + len(edit.old) :]
    assert lines == mended
