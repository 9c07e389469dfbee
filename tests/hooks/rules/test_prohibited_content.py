from __future__ import annotations

import pytest

from tests.hooks.rules.judging import judge_article, judge_built, judge_stray, of_rule, places

RULE = "prohibited-content"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("澳门博彩六合彩百家乐", id="gambling"),
        pytest.param("双色球预测群，一码中特", id="lottery-forecasts"),
        pytest.param("真人棋牌送彩金", id="card-games"),
        pytest.param("成人视频在线观看", id="pornography"),
        pytest.param("仿真枪现货，货到付款", id="weapons"),
        pytest.param("出售冰毒，当面交易", id="drugs"),
        pytest.param("buy viagra online", id="english-pharmacy"),
        pytest.param("スーパーコピー激安通販", id="japanese-fakes"),
        pytest.param("跑分平台日结", id="laundering"),
        pytest.param("百\u200b家\u200b乐开户", id="zero-width"),
        pytest.param("六★合★彩特码", id="decorated"),
        pytest.param("百/家/乐/开/户", id="slashes"),
        pytest.param("百，家，乐，开户", id="commas"),
        pytest.param("（百）（家）（乐）开户", id="brackets"),
        pytest.param("佰傢樂开户", id="other-characters"),
        pytest.param("bo彩平台", id="spelled"),
        pytest.param("⽹上赌场", id="radicals"),
        pytest.param("best online casino, no deposit bonus", id="english"),
        pytest.param("オンラインカジノ", id="japanese"),
        pytest.param(
            "严厉打击违法犯罪，百家乐网上开户注册送彩金，维护稳定。", id="beside-enforcement"
        ),
    ],
)
def test_offers_are_found(text: str) -> None:
    assert len(of_rule(judge_stray(text), RULE)) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("公安机关打击网络赌博，查获老虎机5台。", id="enforcement"),
        pytest.param("禁止发布成人视频、色情视频等违法信息。", id="law"),
        pytest.param("不法分子以“注册送彩金”“百家乐网上开户”为诱饵，骗取钱财。", id="warning"),
        pytest.param("网页被植入百家乐网上开户、注册送彩金等信息，现已清理。", id="incident"),
        pytest.param("禁止非法买卖气枪、仿真枪、手枪及其零部件。", id="weapons-law"),
        pytest.param("福利彩票公益金资助养老服务，体育彩票公益金建设球场。", id="lottery-funds"),
        pytest.param("老年活动中心设棋牌室、阅览室。", id="card-room"),
        pytest.param("支援交通建设，承包养网箱的农户，经过一夜情况好转。", id="parts-of-words"),
        pytest.param("预约炮台参观，节目时时彩排，北京赛车场。", id="more-parts-of-words"),
        pytest.param("公益性服务、经营性服务和特殊服务分类管理。", id="kinds-of-service"),
        pytest.param("精准预测台风路径。", id="weather"),
    ],
)
def test_official_texts_pass(text: str) -> None:
    assert of_rule(judge_stray(text), RULE) == []


def test_the_title_shows_what_a_text_is_about() -> None:
    body = "现场有百家乐赌台两张，老虎机三台。"
    assert of_rule(judge_article(body, title="市公安局捣毁一个赌博窝点"), RULE) == []
    assert len(of_rule(judge_article(body), RULE)) == 1


def test_a_planted_list_is_found_under_any_title() -> None:
    body = "百家乐 六合彩 真人娱乐 老虎机"
    assert len(of_rule(judge_article(body, title="严厉打击网络赌博"), RULE)) == 1


def test_the_place_is_that_of_the_first_word() -> None:
    assert places(judge_stray("通知\n\n正文，百 家 乐 开户"), RULE) == [(3, 4)]


def test_a_list_of_keywords_is_one_text() -> None:
    findings = judge_article("正文", keywords="[通知, 开户, 真人荷官, 网上赌场]")
    assert len(of_rule(findings, RULE)) == 1


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<title>百家乐开户</title>", id="title"),
        pytest.param('<meta name="description" content="百家乐开户">', id="description"),
        pytest.param('<img alt="百家乐开户" src="a.png">', id="alternative-text"),
        pytest.param("<!-- 百家乐开户 -->", id="comment"),
        pytest.param('<p style="display:none">百家乐开户</p>', id="hidden"),
        pytest.param("<p>百<b>家</b><span>乐</span>开户</p>", id="markup-within"),
    ],
)
def test_wherever_it_stands(html: str) -> None:
    found = judge_built(f"<html><body><p>正文</p>{html}</body></html>")
    assert len(of_rule(found, RULE)) == 1
