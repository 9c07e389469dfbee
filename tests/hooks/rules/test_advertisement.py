from __future__ import annotations

import pytest

from tests.hooks.rules.judging import judge_stray, of_rule
from zhengwu.packaged import read_data
from zhengwu_lint.sources.text.lexicon import ADVERTISING, KINDS
from zhengwu_lint.sources.text.reading import read

RULE = "advertisement"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("点击购买会员，限时优惠。", id="selling"),
        pytest.param("本店诚招代理，全国招商加盟。", id="franchise"),
        pytest.param("刻章办证，质优价廉。", id="forged-papers"),
        pytest.param("办 证 刻 章 加\n微信 ab12345", id="spaced-and-broken"),
        pytest.param("优惠购买请加ＱＱ：１２３４５６７", id="full-width-number"),
        pytest.param("代办各类业务，联系电话：13800138000，特价出售。", id="telephone"),
        pytest.param("需要贷款的加VX：dk_88888", id="loan"),
        pytest.param("刻\u200b章\u200b办\u200b证", id="zero-width"),
        pytest.param("代★开★发★票，点数低", id="decorated"),
        pytest.param("代，开，发，票，点数低", id="parted-by-commas"),
        pytest.param("【代】【开】【发】【票】点数低", id="boxed"),
        pytest.param("專業代開發票", id="traditional"),
        pytest.param("种植牙立减两千元，买一颗送一颗", id="one-more-for-nothing"),
        pytest.param("原价一百元，现价五十元，欢迎新老顾客光临", id="price-then-and-now"),
        pytest.param("严厉打击安全生产违法行为，刻章办证加微信 ab12345。", id="beside-enforcement"),
    ],
)
def test_solicitation_is_found(text: str) -> None:
    assert len(of_rule(judge_stray(text), RULE)) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("公安机关打击网络赌博，查获老虎机5台。", id="enforcement"),
        pytest.param("谨防“无抵押贷款”“信用卡套现”等骗局。", id="warning"),
        pytest.param("禁止发布成人视频、色情视频等违法信息。", id="law"),
        pytest.param("广告不得使用“限时特价”等误导用语。", id="advertising-law"),
        pytest.param("落实招商引资优惠政策，支持企业代理记账。", id="investment-policy"),
        pytest.param("福利彩票公益金资助养老服务，体育彩票公益金建设球场。", id="lottery-funds"),
        pytest.param("办证大厅咨询电话：0760-88880001。", id="service-hall"),
        pytest.param("招标文件售价500元，购买招标文件联系QQ：12345678。", id="procurement"),
        pytest.param("公积金贷款咨询，微信公众号：中山公积金。", id="housing-fund"),
        pytest.param("老年活动中心设棋牌室、阅览室。", id="card-room"),
        pytest.param("澳门博彩业收入占财政收入的比重下降。", id="macau-economy"),
        pytest.param("培训报名联系人：张三，电话：13800138000。", id="contact-person"),
        pytest.param("政府购买服务项目，联系电话：0760-88880001。", id="purchase-of-services"),
        pytest.param("订购报刊请到邮政网点。", id="subscription"),
        pytest.param("支援交通建设，承包养网箱的农户，经过一夜情况好转。", id="parts-of-words"),
        pytest.param("预约炮台参观，节目时时彩排，北京赛车场。", id="more-parts-of-words"),
        pytest.param("不动产办证、刻章咨询电话：0760-88880001。", id="enquiries"),
        pytest.param("银行推出无抵押贷款，当天放款，联系电话：0760-88880001。", id="finance"),
        pytest.param("税务机关代开发票，实现快速办证。", id="taxes"),
        pytest.param("各景区推出限时优惠门票。", id="tourism"),
        pytest.param("精准预测台风路径。", id="weather"),
    ],
)
def test_official_texts_pass(text: str) -> None:
    assert of_rule(judge_stray(text), RULE) == []


def test_a_list_that_the_text_above_tells_of() -> None:
    items = "1. “加我微信，稳赚不赔。”\n2. “刷单兼职，日赚三百。”"
    assert of_rule(judge_stray(f"凡是说下列话的，都是骗子：\n\n{items}"), RULE) == []
    assert len(of_rule(judge_stray(f"本店承诺：\n\n{items}"), RULE)) == 2
    planted = "- 刻章办证，量大从优，加微信 ab12345"
    assert len(of_rule(judge_stray(f"严厉打击下列行为：\n\n{planted}"), RULE)) == 1


@pytest.mark.parametrize(
    "html",
    [
        pytest.param('<ins class="AdsByGoogle"></ins>', id="class"),
        pytest.param('<div id="ad-banner"></div>', id="id"),
        pytest.param('<script src="https://cpro.baidu.com/a.js"></script>', id="script"),
        pytest.param('<iframe src="//x.doubleclick.net/"></iframe>', id="frame"),
        pytest.param('<a href="https://union-click.jd.com/x">活动</a>', id="link"),
    ],
)
def test_advertising_networks_are_found(html: str) -> None:
    assert len(of_rule(judge_stray(f"<p>通知</p>{html}", "a.html"), RULE)) == 1


def test_other_classes_and_hosts_pass() -> None:
    html = '<div class="header adult-education"><a href="https://www.gov.cn/">政策</a></div>'
    assert judge_stray(html, "a.html") == []


@pytest.mark.parametrize(
    "name", ["advertising.yml", "context.yml", *(f"prohibited/{kind}.yml" for kind in KINDS)]
)
def test_every_entry_has_a_source(name: str) -> None:
    data = read_data(name)
    entries = [entry for value in data.values() if isinstance(value, list) for entry in value]
    for entry in entries:
        if isinstance(entry, dict) and "host" not in entry:
            assert entry.get("words") or entry["re"]
            assert entry["source"]
    assert all(entry["reason"] for entry in data.get("networks", ()))


@pytest.mark.parametrize("kind", [*KINDS, ADVERTISING])
def test_words_are_written_as_they_are_read(kind: str) -> None:
    name = "advertising.yml" if kind == ADVERTISING else f"prohibited/{kind}.yml"
    for group in read_data(name)["groups"]:
        for word in group["words"].split():
            assert word == read(word).text, word
