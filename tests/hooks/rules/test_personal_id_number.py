from __future__ import annotations

import pytest

from tests.hooks.rules.judging import (
    BODY_LINE,
    judge_article,
    judge_built,
    judge_stray,
    of_rule,
    places,
)

RULE = "personal-id-number"
# The example of the standard GB 11643-1999.
NUMBER = "11010519491231002X"
MASKED = "110*************2X"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"身份证号{NUMBER}。", id="in-text"),
        pytest.param(f"身份证号{NUMBER.lower()}。", id="small-x"),
        pytest.param("１１０１０５１９４９１２３１００２Ｘ", id="full-width"),
        pytest.param("110105 19491231 002X", id="groups"),
        pytest.param("110105-19491231-002X", id="hyphens"),
        pytest.param(" ".join(NUMBER), id="spaced"),
        pytest.param("110105**19491231**002X", id="markup-inside"),
        pytest.param("身份证号110105\n19491231002X", id="over-lines"),
        pytest.param("一一零一零五一九四九一二三一零零二X", id="in-words"),
        pytest.param("身份证号11010519491231002*", id="only-the-last-masked"),
        pytest.param("身份证号******19491231002X", id="only-the-region-masked"),
        pytest.param(f"ID{NUMBER}", id="behind-letters"),
        pytest.param(f"`{NUMBER}`", id="code"),
        pytest.param(f"| 号码 |\n|---|\n| {NUMBER} |", id="cell"),
        pytest.param(f"[查询](https://www.gov.cn/?id={NUMBER})", id="link-target"),
        pytest.param(f"[查询](https://www.gov.cn/?id={NUMBER[:-1]}%58)", id="escaped-target"),
        pytest.param(f"![{NUMBER}](https://www.zhongshan.example/a.png)", id="alternative-text"),
        pytest.param(f"<!-- {NUMBER} -->", id="comment"),
        pytest.param("身份证号：110105491231002", id="fifteen-digits"),
    ],
)
def test_numbers_are_found_once(text: str) -> None:
    assert len(of_rule(judge_stray(text), RULE)) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("110***********002X", id="masked"),
        pytest.param("1101**********2X", id="masked-shorter"),
        pytest.param("110105194912310021", id="wrong-check-character"),
        pytest.param("110105194913310025", id="no-such-day"),
        pytest.param("990105194912310022", id="no-such-province"),
        pytest.param("91110000600037341L、12100000000018032A", id="credit-codes"),
        pytest.param("202611020930123456", id="serial-number"),
        pytest.param(f"{NUMBER}1、9{NUMBER}", id="part-of-longer"),
        pytest.param("订单号110105491231002", id="fifteen-digits-without-context"),
        pytest.param("身份证号：990105491231002", id="fifteen-digits-elsewhere"),
        pytest.param("6222021234567890123", id="bank-card"),
    ],
)
def test_other_numbers_pass(text: str) -> None:
    assert of_rule(judge_stray(text), RULE) == []


def test_places_and_the_front_matter() -> None:
    findings = judge_article(f"甲\n乙：{NUMBER}", summary=NUMBER)
    assert places(findings, RULE) == [(5, 10), (BODY_LINE + 2, 3)]


def test_somebody_not_yet_born() -> None:
    future = "11010520991231002"
    assert of_rule(judge_stray(f"{future}0 {future}1 {future}X"), RULE) == []


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(f'<meta name="Keywords" content="{NUMBER}">', id="label"),
        pytest.param(f'<p data-id="{NUMBER}">字</p>', id="attribute"),
        pytest.param(f'<a href="?id={NUMBER}">字</a>', id="link"),
        pytest.param(f"<!-- {NUMBER} -->", id="comment"),
        pytest.param(f"<title>{NUMBER}</title><p>{NUMBER}</p>", id="repeated"),
    ],
)
def test_built_pages(html: str) -> None:
    assert len(of_rule(judge_built(f"<html><body>{html}</body></html>"), RULE)) == 1


def test_the_report_does_not_leak_it() -> None:
    (finding,) = of_rule(judge_stray(NUMBER), RULE)
    assert finding.snippet == MASKED
    assert NUMBER not in finding.message.text() + finding.fix.text()
