from __future__ import annotations

import sys

import pytest

from tests.hooks.rules.judging import judge_stray, of_rule, places
from zhengwu.problem import Severity

DOUBLED, PINYIN, TRADITIONAL = "doubled-punctuation", "pinyin-residue", "traditional-character"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param("甲,,乙", [(1, 2)], id="half-width"),
        pytest.param("甲,、乙,。丙,;丁", [(1, 2)], id="one-finding-a-line"),
        pytest.param("甲，，乙", [(1, 2)], id="full-width"),
        pytest.param("甲。。", [(1, 2)], id="full-stops"),
        pytest.param("甲，。乙\n丙、，丁", [(1, 2), (2, 2)], id="two-lines"),
        pytest.param("《甲》,,乙", [(1, 4)], id="behind-a-title"),
        pytest.param("甲， ，乙", [(1, 2)], id="space-between"),
    ],
)
def test_doubled_punctuation(text: str, where: list[tuple[int, int]]) -> None:
    assert places(judge_stray(text), DOUBLED) == where


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("甲……乙——丙", id="ellipsis-and-dash"),
        pytest.param("怎么办？！好！！", id="exclamations"),
        pytest.param("“甲。”，“乙，”。", id="quotation-marks"),
        pytest.param("Co., Ltd.，a::b，1,,2", id="half-width-elsewhere"),
        pytest.param("```\n甲,,乙\n```", id="code"),
        pytest.param("《甲》、（乙）。", id="brackets"),
    ],
)
def test_proper_punctuation(text: str) -> None:
    assert of_rule(judge_stray(text), DOUBLED) == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param("印发(fā)文件", [(1, 2)], id="common-character"),
        pytest.param("印发(fa)文件", [(1, 2)], id="without-tone-and-read-so"),
        pytest.param("網(wǎng)站", [(1, 1)], id="traditional-character"),
        pytest.param("甲（jiǎ）乙（yǐ）丙（bǐng）", [(1, 1)], id="several-in-full-width"),
        pytest.param("區(qu)和縣(xian)\n和鄉(xiang)", [(1, 1), (2, 2)], id="several-without-tone"),
    ],
)
def test_pinyin_residue(text: str, where: list[tuple[int, int]]) -> None:
    assert places(judge_stray(text), PINYIN) == where


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("增埗（bù）村", id="rare-character"),
        pytest.param("增埗(bù)村", id="rare-character-half-width"),
        pytest.param("重（chóng）庆、行（háng）业", id="two-in-full-width"),
        pytest.param("第一款(a)项、(b)项、甲(e)乙(o)", id="letters"),
        pytest.param("人民币(yuan)、中山(Zhongshan)", id="names"),
        pytest.param("甲(ltd)乙(abc)丙(kg)", id="no-syllables"),
    ],
)
def test_glosses_that_help(text: str) -> None:
    assert of_rule(judge_stray(text), PINYIN) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("第一段\n\n現將辦法印發給你們", (3, 1), id="running-text"),
        pytest.param("请按有关辦法执行", (1, 5), id="official-word"),
        pytest.param("“風”甲，開發區會議", (1, 6), id="beside-a-quotation"),
    ],
)
def test_traditional_characters(text: str, place: tuple[int, int]) -> None:
    assert places(judge_stray(text), TRADITIONAL) == [place]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("画家陳雲鶴捐赠", id="name"),
        pytest.param("匾额“國務院辦公廳條例網站”", id="quotation"),
        pytest.param("《嶺南畫徵略機關網站辦法》", id="title"),
        pytest.param("朱镕基、陶喆、堃、祎、乾隆、著作", id="simplified-but-rare"),
        pytest.param("```\n開發區會議辦法\n```", id="code"),
    ],
)
def test_names_and_quotations(text: str) -> None:
    assert of_rule(judge_stray(text), TRADITIONAL) == []


def test_they_cost_points_only() -> None:
    findings = judge_stray("現將辦(bàn)法,,印發給你們")
    assert {finding.code for finding in findings} == {DOUBLED, PINYIN, TRADITIONAL}
    assert {finding.severity for finding in findings} == {Severity.WARNING}


def test_opencc_is_loaded_for_candidates_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opencc", None)
    assert judge_stray("关于印发管理办法的通知") == []
