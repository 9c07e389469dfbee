from __future__ import annotations

import pytest

from tests.cities import article
from tests.hooks.rules.judging import judge_article, judge_file, judge_stray, of_rule, places

REGULATION, MAP = "superseded-regulation", "map-without-review-number"
FORM, REPOST, HALF = "unapproved-form", "unlisted-repost-source", "half-width-punctuation"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("根据国务院令第492号制定", 1, id="cited"),
        pytest.param("根据国务院令 第 ４９２ 号制定", 1, id="spaced"),
        pytest.param("根据国务院令第四百九十二号制定", 1, id="in-chinese"),
        pytest.param("根据国务院令第四九二号制定", 1, id="digit-by-digit"),
        pytest.param("根据国发[2000]23号执行", 1, id="other-brackets"),
        pytest.param("2007年国务院令第492号公布，2019年修订", 0, id="history"),
        pytest.param("根据国务院令第711号制定", 0, id="in-force"),
        pytest.param("根据国务院令第1492号制定", 0, id="longer-number"),
    ],
)
def test_superseded_regulations(text: str, count: int) -> None:
    assert len(of_rule(judge_stray(text), REGULATION)) == count


def test_a_policy_is_judged_by_the_day_that_it_was_made() -> None:
    path = "content/portal/zcwj/a.md"
    text = article("根据国务院令第492号制定。", docno="中府〔2018〕1号", validity="有效")
    old = text.replace("source:", "made_on: 2018-01-05\nsource:")
    assert of_rule(judge_file(path, {path: old}), REGULATION) == []
    new = text.replace("source:", "made_on: 2026-10-20\nsource:")
    assert len(of_rule(judge_file(path, {path: new}), REGULATION)) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("![中山市地图](a.png)", 1, id="map"),
        pytest.param("![行政区划图](a.png)", 1, id="divisions"),
        pytest.param("![中山市地图](a.png)\n\n审图号：粤S（2026）013号", 0, id="numbered-below"),
        pytest.param("![网站地图](a.png)、![线路图](b.png)", 0, id="other-pictures"),
        pytest.param("中山市地图", 0, id="no-picture"),
    ],
)
def test_maps(text: str, count: int) -> None:
    assert len(of_rule(judge_stray(text), MAP)) == count


def test_the_review_number_may_stand_in_the_front_matter() -> None:
    body = "![中山市地图](a.png)"
    assert of_rule(judge_article(body, map_review_no="粤S（2026）013号"), MAP) == []
    assert len(of_rule(judge_article(body), MAP)) == 1


@pytest.mark.parametrize(
    ("html", "count"),
    [
        pytest.param('<form action="//shop.com/"><input name="q"></form>', 1, id="elsewhere"),
        pytest.param('<form><button formaction="//shop.com/">交</button></form>', 1, id="button"),
        pytest.param('<input type="submit" formaction="//shop.com/">', 1, id="stray-button"),
        pytest.param('<form action="mailto:a@shop.com"><input></form>', 1, id="mail"),
        pytest.param(
            '<h2>意见箱</h2><form method="post"><textarea></textarea></form>', 1, id="message-board"
        ),
        pytest.param('<form method="post"><textarea></textarea></form>', 1, id="free-text"),
        pytest.param('<form method="POST">姓名<input name="n"></form>', 1, id="post"),
        pytest.param('<form action="/s"><input type="search" name="q"></form>', 0, id="search"),
        pytest.param('<form>关键词<input name="q"></form>', 0, id="query"),
        pytest.param(
            '<form method="post">实名认证后留言<textarea></textarea></form>', 0, id="verified"
        ),
        pytest.param(
            '<form action="https://www.gdzwfw.gov.cn/" method="post"><textarea></textarea></form>',
            0,
            id="entrance",
        ),
        pytest.param('<form action="https://fgj.zhongshan.example/s"></form>', 0, id="own-site"),
    ],
)
def test_forms(html: str, count: int) -> None:
    findings = judge_file("content/portal/a.html", {"content/portal/a.html": f"<p>甲</p>{html}"})
    assert len(of_rule(findings, FORM)) == count


@pytest.mark.parametrize(
    ("source", "count"),
    [
        pytest.param("虚构财经网", 1, id="media"),
        pytest.param("虚构榜（微信公众号）", 1, id="account"),
        pytest.param("某日报", 1, id="newspaper"),
        pytest.param("本网", 0, id="own"),
        pytest.param("中山市发展和改革局", 0, id="unit"),
        pytest.param("中山市虚构镇人民政府", 0, id="organ"),
    ],
)
def test_sources(source: str, count: int) -> None:
    assert len(of_rule(judge_article("正文", source=source), REPOST)) == count


def test_a_listed_source_passes_and_its_look_alike_does_not() -> None:
    path = "content/portal/xwdt/a.md"
    city = {"sources": [{"name": "新华社"}]}
    for source, count in (("新华社", 0), ("新华社转载号", 1)):
        found = judge_file(path, {path: article("正文", source=source)}, city=city)
        assert len(of_rule(found, REPOST)) == count


@pytest.mark.parametrize(
    ("body", "count"),
    [
        pytest.param("（转载自“虚构吃货榜”）", 1, id="taken-from"),
        pytest.param("来源：虚构财经网", 1, id="source-line"),
        pytest.param("来源：中山市统计局", 0, id="own-source-line"),
        pytest.param("水的来源：地下", 0, id="other-sources"),
    ],
)
def test_sources_named_in_the_text(body: str, count: int) -> None:
    assert len(of_rule(judge_article(body), REPOST)) == count


def test_a_page_that_says_it_is_a_repost() -> None:
    found = judge_article("正文", source="虚构榜单", reposted="true")
    assert len(of_rule(found, REPOST)) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("甲,乙;丙:丁", 1, id="one-finding-a-line"),
        pytest.param("甲,乙\n丙,丁", 2, id="two-lines"),
        pytest.param("办法(修订)施行", 1, id="brackets"),
        pytest.param("自发布之日起施行.", 1, id="full-stop"),
        pytest.param("共100人,其中", 1, id="behind-a-number"),
        pytest.param("1,234人，9:30，3:2，Zhongshan, China", 0, id="numbers-and-english"),
        pytest.param("浓度(PM2.5)、附件.docx、https://www.gov.cn/a,b", 0, id="latin-content"),
        pytest.param("`甲,乙`\n\n```\n甲,乙\n```", 0, id="code"),
        pytest.param("甲，乙；丙：丁（戊）。", 0, id="full-width"),
    ],
)
def test_half_width_punctuation(text: str, count: int) -> None:
    assert len(of_rule(judge_stray(text), HALF)) == count


def test_half_width_punctuation_of_the_title() -> None:
    assert places(judge_article("正文", title="关于甲,乙的通知"), HALF) == [(2, 11)]
