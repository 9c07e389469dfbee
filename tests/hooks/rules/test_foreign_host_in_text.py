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
from zhengwu_lint.sources.text.hosts import hosts_in

RULE = "foreign-host-in-text"


@pytest.mark.parametrize(
    ("text", "host"),
    [
        pytest.param("门户网站(shop-demo.com)发布", "shop-demo.com", id="in-brackets"),
        pytest.param("请登录www.shop-demo.com查询", "www.shop-demo.com", id="between-han"),
        pytest.param("ｗｗｗ．ｓｈｏｐ．ｃｏｍ", "www.shop.com", id="full-width"),
        pytest.param("www . shop . com", "www.shop.com", id="spaced-dots"),
        pytest.param("w w w . s h o p . c o m", "www.shop.com", id="spaced-letters"),
        pytest.param("shop点com", "shop.com", id="han-dot"),
        pytest.param("shop。com", "shop.com", id="han-full-stop"),
        pytest.param("shop·com", "shop.com", id="middle-dot"),
        pytest.param("http://%73hop.com/", "shop.com", id="percent"),
        pytest.param("http:shop.com", "shop.com", id="no-slashes"),
        pytest.param("shop[.]com", "shop.com", id="dot-in-brackets"),
        pytest.param("shop (dot) com", "shop.com", id="dot-in-words"),
        pytest.param("sho\u200bp.com", "shop.com", id="zero-width"),
        pytest.param("𝐬𝐡𝐨𝐩.𝐜𝐨𝐦", "shop.com", id="mathematical-letters"),
        pytest.param("ⓢⓗⓞⓟ.ⓒⓞⓜ", "shop.com", id="circled-letters"),
        pytest.param("SHOP.COM", "shop.com", id="capitals"),
        pytest.param("m.shop.xyz/a", "m.shop.xyz", id="new-domain"),
        pytest.param("shop.me/a", "shop.me", id="weak-name-with-path"),
        pytest.param("www.shop.me", "www.shop.me", id="weak-name-with-www"),
        pytest.param("shop.com:8080", "shop.com", id="port"),
        pytest.param("https://www.gov.cn@shop.com/", "shop.com", id="userinfo"),
        pytest.param("http:\\\\shop.com", "shop.com", id="backslashes"),
        pytest.param("//shop.com/a", "shop.com", id="no-scheme"),
        pytest.param("http://1.2.3.4/", "1.2.3.4", id="ip-url"),
        pytest.param("1.2.3.4:8080", "1.2.3.4", id="ip-with-port"),
        pytest.param("http://商城.com/", "xn--czru2d.com", id="han-host"),
        pytest.param("请访问商城.com", "xn--czru2d.com", id="han-host-without-scheme"),
        pytest.param("网址：商城。com", "xn--czru2d.com", id="han-host-with-han-stop"),
        pytest.param("见 www.gоv.cn", "www.xn--gv-fmc.cn", id="cyrillic-letter"),
        pytest.param("见 shop\u2024com", "shop.com", id="dot-leader"),
        pytest.param("见 ˢʰᵒᵖ.com", "shop.com", id="raised-letters"),
        pytest.param("@shop.com网店", "shop.com", id="no-local-part"),
        pytest.param("shop.com@微信", "shop.com", id="no-domain-behind"),
        pytest.param("shop dian com", "shop.com", id="spelled-dot"),
        pytest.param("www.shop.com.详见", "www.shop.com", id="full-stop-behind"),
        pytest.param("www.shop.com.Please", "www.shop.com", id="sentence-behind"),
    ],
)
def test_hosts_are_found(text: str, host: str) -> None:
    assert [named.host for named in hosts_in(text)] == [host]


@pytest.mark.parametrize(
    ("text", "host"),
    [
        pytest.param("请登录 maojin.sb 报名", "maojin.sb", id="rare-ending"),
        pytest.param("报名网址 maojin.la", "maojin.la", id="rare-ending-after-a-noun"),
        pytest.param("用浏览器访问 198.51.100.9 报名", "198.51.100.9", id="bare-ip"),
        pytest.param("在地址栏输入 3325256713 回车", "198.51.100.9", id="ip-as-one-number"),
        pytest.param("报名：http:198.51.100.9/", "198.51.100.9", id="scheme-without-slashes"),
        pytest.param("浏览器输入“maojin”、小数点、“com”", "maojin.com", id="dictated"),
        pytest.param("打开 maojin点康姆 报名", "maojin.com", id="spelled-ending"),
        pytest.param("打开 maojin・com 报名", "maojin.com", id="katakana-dot"),
        pytest.param("打开 maojin∙com 报名", "maojin.com", id="bullet-operator"),
        pytest.param("打开 maojin⋅com 报名", "maojin.com", id="dot-operator"),
        pytest.param("打开 maojin‧com 报名", "maojin.com", id="hyphenation-point"),
        pytest.param("请登录 maojin，com 报名", "maojin.com", id="comma"),
        pytest.param("请登录 maojin_com（把下划线换成点）", "maojin.com", id="underscore"),
        pytest.param("请登录 maojin*com（星号是点）", "maojin.com", id="star"),
        pytest.param("请登录 maojin**.**com 报名", "maojin.com", id="dot-between-stars"),
        pytest.param("请登录 maojin.\ncom 报名", "maojin.com", id="break-behind-the-dot"),
        pytest.param("请登录 maojin.c\nom 报名", "maojin.com", id="break-in-the-ending"),
        pytest.param("请登录 mao_jin.com 报名", "mao_jin.com", id="underscore-in-the-name"),
        pytest.param(
            "报名 xn--fiq06l2rdsvs.xn--fiqs8s", "xn--fiq06l2rdsvs.xn--fiqs8s", id="punycode"
        ),
        pytest.param("收藏 moc.nijoam", "maojin.com", id="backwards"),
    ],
)
def test_addresses_that_a_text_invites_to_are_found(text: str, host: str) -> None:
    assert {named.host for named in hosts_in(text)} == {host}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("请从网站下载 report.zip，再打开 setup.sh", id="files"),
        pytest.param("请用 100.0.1 版以上的浏览器访问", id="version"),
        pytest.param("请访问 Windows 10.0.19041 系统的帮助", id="long-version"),
        pytest.param("网页版、电脑版，App，com 口都可以", id="list"),
        pytest.param("全年浏览 12.5 万次，下载 3.2 万次", id="counts"),
        pytest.param("网址 2026.11.30 起启用", id="date"),
        pytest.param("登录系统后进入 A.1 栏，点击 No.3 按钮", id="places"),
        pytest.param("浏览器地址栏输入 0760-88880001", id="telephone"),
        pytest.param("网站标识码 4420000001，编号 3405803853", id="numbers"),
        pytest.param("在浏览器输入 13800138000", id="mobile"),
    ],
)
def test_what_an_invitation_does_not_make_a_host(text: str) -> None:
    assert list(hosts_in(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("见a.pdf、index.html、style.min.css和index.cn.html", id="file-names"),
        pytest.param("README.md、run.py、build.sh、data.zip", id="files-that-end-like-countries"),
        pytest.param("软件版本v1.2.3，第3.1.2条，1.2.3.4", id="versions"),
        pytest.param("中府办函〔2019〕27号、GB/T 9704-2012、GB 11643-1999", id="document-numbers"),
        pytest.param("e.g. 例如，i.e. 即，U.S.A.，Ph.D.，No.1", id="abbreviations"),
        pytest.param("Example Co.Ltd、Co.,Ltd.", id="companies"),
        pytest.param("ASP.NET和Node.js", id="products"),
        pytest.param("zhang.san@shop.com，li.ma@shop.com，x @ shop.com", id="e-mail"),
        pytest.param("ｓａｎ＠ｓｈｏｐ．ｃｏｍ", id="full-width-e-mail"),
        pytest.param("不用.com、.net，用.gov.cn或gov.cn", id="suffixes"),
        pytest.param("1.公司 2.com 第一.公司应当", id="list-numbers"),
        pytest.param("他用Word。我用com口，10点com", id="sentences"),
        pytest.param("file_name.com", id="underscore"),
        pytest.param("9:30至11:30，2026.11.02，3.5%，￥1.50", id="times-and-amounts"),
    ],
)
def test_other_dotted_texts_are_none(text: str) -> None:
    assert list(hosts_in(text)) == []


def test_code_is_no_prose() -> None:
    assert list(hosts_in("window.top.location; self.name; // 返回", code=True)) == []
    assert [named.host for named in hosts_in("curl shop.com", code=True)] == ["shop.com"]


def test_the_place_is_that_of_the_host() -> None:
    text = "见 ｓｈｏｐ．ｃｏｍ 和 sho\u200bp.com。"
    assert [(n.start, text[n.start : n.end]) for n in hosts_in(text)] == [
        (2, "ｓｈｏｐ．ｃｏｍ"),
        (13, "sho\u200bp.com"),
    ]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        pytest.param("正文 shop.com", (BODY_LINE, 4), id="paragraph"),
        pytest.param("第一行\n第二行 shop.com", (BODY_LINE + 1, 5), id="second-line"),
        pytest.param("## 见 shop.com", (BODY_LINE, 6), id="heading"),
        pytest.param("| 甲 | 乙 |\n|---|---|\n| 一 | shop.com |", (BODY_LINE + 2, 7), id="cell"),
        pytest.param("`shop.com`", (BODY_LINE, 2), id="code"),
        pytest.param("```\n甲\nshop.com\n```", (BODY_LINE + 2, 1), id="fence"),
        pytest.param("- 甲\n- shop.com", (BODY_LINE + 1, 3), id="list"),
    ],
)
def test_in_every_place_of_an_article(body: str, place: tuple[int, int]) -> None:
    assert places(judge_article(body), RULE) == [place]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("![见 shop.com](a.png)", id="alternative-text"),
        pytest.param('[政策](https://www.gov.cn/ "见 shop.com")', id="title-attribute"),
    ],
)
def test_in_attributes_that_people_read(body: str) -> None:
    assert len(of_rule(judge_article(body), RULE)) == 1


def test_in_front_matter() -> None:
    assert places(judge_article("正文", keywords="[shop.com]"), RULE) == [(5, 12)]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("见 www.gov.cn 和 https://www.gov.cn/a", id="listed"),
        pytest.param("见 www.zhongshan.example", id="internal"),
        pytest.param("见 zhongshan.example", id="internal-without-www"),
        pytest.param("[www.gov.cn](https://www.gov.cn/)", id="own-target"),
    ],
)
def test_allowed_hosts_pass(body: str) -> None:
    assert judge_article(body) == []


def test_an_expired_entry_allows_no_more() -> None:
    assert len(of_rule(judge_article("见 www.old-partner.example"), RULE)) == 1


def test_a_link_that_says_where_it_leads_is_reported_once() -> None:
    findings = judge_stray("[shop.com](https://www.shop.com/)、<https://shop.com/>")
    assert [finding.code for finding in findings] == ["external-link", "external-link"]


def test_a_link_that_says_another_host_is_reported_for_its_text() -> None:
    assert len(of_rule(judge_stray("[shop.com](https://www.gov.cn/)"), RULE)) == 1


def test_a_built_page_names_each_host_once() -> None:
    html = "<html><head><title>shop.com</title></head><body><h1>shop.com</h1></body></html>"
    assert len(of_rule(judge_built(html), RULE)) == 1
