from __future__ import annotations

import pytest

from tests.hooks.rules.judging import judge_article, judge_stray, of_rule, places

RULE = "secrecy-mark"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("绝密★", id="bare"),
        pytest.param("机 密 ★ 20 年", id="spaced"),
        pytest.param("秘密☆5年", id="white-star"),
        pytest.param("机密⭐长期", id="emoji"),
        pytest.param("秘密*1年", id="asterisk"),
        pytest.param("秘密★50年", id="longer-than-the-law-allows"),
        pytest.param("**机密**★**20年**", id="bold"),
        pytest.param("工作秘密★", id="work-secret"),
        pytest.param("机密 10年\n\n通知", id="without-star"),
        pytest.param("绝密\n\n关于有关工作的通知", id="level-alone-at-the-top"),
        pytest.param("密级：机密", id="label"),
        pytest.param("| 密级 | 份号 |\n|-|-|\n| 机密 | 000012 |", id="label-of-a-cell"),
        pytest.param("内部资料，注意保存", id="internal"),
        pytest.param("（内部文件 不得外传）", id="internal-in-brackets"),
        pytest.param("此件不予公开", id="not-to-be-published"),
        pytest.param("公开方式：不予公开", id="manner"),
        pytest.param("此件发至县团级", id="down-to"),
        pytest.param("阅后销毁", id="destroy"),
        pytest.param("![扫描件，左上角标注机密★10年](a.png)", id="alternative-text"),
        pytest.param("```\n秘密★5年\n```", id="code"),
    ],
)
def test_marks_are_found(text: str) -> None:
    assert len(of_rule(judge_stray(text), RULE)) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("国家秘密的密级分为绝密、机密、秘密三级。", id="levels"),
        pytest.param("国家秘密标志的式样为“密级★保密期限”，如“机密★10年”。", id="explained"),
        pytest.param(
            "| 密级 | 期限 |\n|-|-|\n| 绝密级 | 三十年 |\n| 机密级 | 二十年 |", id="table-of-levels"
        ),
        pytest.param("内部事务信息可以不予公开，过程性信息可以不予公开。", id="law-on-openness"),
        pytest.param("涉密资料应当妥善保管，严禁外传，违反规定的依法处理。", id="order"),
        pytest.param("评为五星级饭店：虚构饭店★★★★★。", id="stars"),
        pytest.param("保守商业秘密和工作秘密管理培训", id="other-secrets"),
        pytest.param("他严守秘密5年，机密级国家秘密不超过二十年。", id="sentence"),
        pytest.param("内部资料性出版物管理办法", id="publications"),
    ],
)
def test_talk_of_secrecy_passes(text: str) -> None:
    assert of_rule(judge_stray(text), RULE) == []


def test_in_the_title() -> None:
    assert places(judge_article("正文", title="机密★10年 关于工作的通知"), RULE) == [(2, 8)]
