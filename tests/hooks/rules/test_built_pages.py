"""What a whole built page must offer: search, share, large type, names, weight, marks."""

from __future__ import annotations

import re

import pytest

from tests.cities import DAY, FRESH, article, city_tree
from tests.hooks.rules.judging import judge_article, judge_built, judge_stray, of_rule
from zhengwu.pages.schedule import end_of
from zhengwu_lint.rules import RULES
from zhengwu_lint.run import judge
from zhengwu_lint.targets import BuiltTargets
from zhengwu_lint.workspace import open_workspace

PAGE = "content/portal/tzgg/a.md"
FILES = {PAGE: article("正文")}
BUILT = "tzgg/a/index.html"
WHOLE = """\
<html lang="zh-CN"><head><title>公告</title></head><body>
<a href="#main">跳到主要内容</a>
<form role="search" action="/search/"><label for="q">检索词</label><input id="q"></form>
<button type="button">长者模式</button>
<button type="button">分享（复制链接）</button><button type="button">打印</button>
<main id="main"><h1>公告</h1></main></body></html>"""
ASKED = {
    "missing-search": (r"<form.*?</form>", ""),
    "missing-share": ("分享（复制链接）", "转给朋友"),
    "missing-large-type": ("长者模式", "模式"),
    "missing-skip-link": ('href="#main"', 'href="#mian"'),
    "missing-page-language": (' lang="zh-CN"', ""),
    "missing-page-title": ("<title>公告</title>", "<title></title>"),
    "unlabelled-control": ('<label for="q">检索词</label>', ""),
}


def rules(html: str, path: str = BUILT) -> set[str]:
    return {finding.code for finding in judge_built(html, path, FILES)}


def test_a_page_with_everything_is_clean() -> None:
    assert rules(WHOLE).isdisjoint(ASKED)


@pytest.mark.parametrize("rule", ASKED)
def test_each_is_asked_for(rule: str) -> None:
    old, new = ASKED[rule]
    assert rules(re.sub(old, new, WHOLE)) & {*ASKED} == {rule}


@pytest.mark.parametrize("rule", sorted({*ASKED} - {"unlabelled-control"}))
def test_a_part_of_a_page_need_not_have_it(rule: str) -> None:
    assert of_rule(judge_stray("<p>正文</p>", "a.html"), rule) == []


def test_only_articles_are_shared() -> None:
    old, new = ASKED["missing-share"]
    assert "missing-share" not in rules(WHOLE.replace(old, new), "index.html")
    assert "missing-share" in rules(WHOLE.replace("打印", "复印"))


def test_error_pages_need_no_search() -> None:
    old, new = ASKED["missing-search"]
    assert "missing-search" not in rules(re.sub(old, new, WHOLE), "404.html")


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ("<input type=hidden>", True),
        ("<input type=submit>", True),
        ("<input type=image alt=搜索>", True),
        ("<input type=image>", False),
        ("<input placeholder=检索词>", False),
        ("<input aria-label=检索词>", True),
        ("<label>检索词 <input></label>", True),
        ("<label for=x>检索词</label><input id=q>", False),
        ("<select title=年份></select>", True),
        ("<textarea></textarea>", False),
        ("<button><svg></svg></button>", False),
        ('<button><img src="a.png" alt="搜索"></button>', True),
        ("<button>搜索</button>", True),
        ("<input type=button value=搜索>", True),
        ("<input type=button>", False),
    ],
)
def test_controls_have_names(*, html: str, named: bool) -> None:
    assert bool(of_rule(judge_stray(html, "a.html"), "unlabelled-control")) is not named


def weigh(sizes: dict[str, int], html: str) -> list[str]:
    workspace = open_workspace(city_tree(FILES), moment=end_of(DAY))
    city = workspace.register.city
    assert city is not None
    site = city.sites["portal"]
    targets = BuiltTargets(site, "public/portal", frozenset(sizes), measure=sizes.__getitem__)
    subject = workspace.html_subject(html, f"public/portal/{BUILT}", site, targets)
    return [f.snippet for f in judge(subject, RULES) if f.code == "heavy-page"]


def test_a_page_may_weigh_so_much_with_all_that_it_loads() -> None:
    html = (
        '<html lang="zh"><head><link rel="stylesheet" href="../../a.css"></head><body>'
        '<img src="/tzgg/b.png" alt="图"><img src="/tzgg/b.png" alt="图"><a href="c.zip">附件</a>'
        '<img src="https://www.gov.cn/d.png" alt="图"></body></html>'
    )
    sizes = {BUILT: 100_000, "a.css": 200_000, "tzgg/b.png": 1_500_000, "tzgg/a/c.zip": 9_000_000}
    assert weigh(sizes, html) == []
    assert weigh({**sizes, "tzgg/b.png": 1_500_001}, html) == ["/tzgg/b.png"]
    assert weigh({BUILT: 1_800_001}, html) == [""]


ARCHIVE = '<html lang="zh"><head><title>{}</title></head><body><p>{}</p></body></html>'


@pytest.mark.parametrize(
    ("title", "text", "path", "found"),
    [
        ("历史归档：专题", "内容", BUILT, True),
        ("专题", "内容", "archive/2019/index.html", True),
        ("历史归档：专题", "本页已归档", BUILT, True),
        ("历史归档：专题", "本页已归档，归档时间：2021年3月1日", BUILT, False),
        ("专题", "本页已归档，归档时间：2021-03-01。", "archive/2019/index.html", False),
        ("关于做好公文归档工作的通知", "内容", BUILT, False),
        ("专题", "内容", BUILT, False),
    ],
)
def test_archived_pages_say_so(*, title: str, text: str, path: str, found: bool) -> None:
    findings = judge_built(ARCHIVE.format(title, text), path, FILES)
    assert bool(of_rule(findings, "missing-archive-mark")) is found


LABELS = (
    '<html lang="zh"><head><meta name="ArticleTitle" content="{title}">'
    '<meta name="PubDate" content="{time}"><meta name="ContentSource" content="本网">'
    "</head><body><p>发布时间：{shown}</p></body></html>"
)
RIGHT = {
    "title": "关于启用新办公地点的公告",
    "time": "2026-11-02 09:30",
    "shown": "2026年11月2日 09:30",
}


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({}, 0),
        ({"title": "另一个标题"}, 1),
        ({"time": "2026-11-03 09:30"}, 1),
        ({"time": ""}, 0),  # missing-page-label says so
        ({"shown": "2026-11-03"}, 1),
        ({"time": "2026-11-03 09:30", "shown": "2026年11月3日"}, 2),
    ],
)
def test_labels_and_times_agree_with_the_page(changes: dict[str, str], count: int) -> None:
    findings = judge_built(LABELS.format(**{**RIGHT, **changes}), BUILT, FILES)
    assert len(of_rule(findings, "wrong-page-label")) == count


@pytest.mark.parametrize(
    ("title", "body", "found"),
    [
        ("关于招聘的公告", "报名截止时间：2026年11月23日。", True),
        ("关于招聘的公告", "报名截止时间：2026年11月24日。", False),
        ("关于招聘的公告", "报名截至11月23日。", True),
        ("关于征集意见的公告", "征集时间为2026年11月1日至11月20日。", True),
        ("关于征集意见的公告", "征集时间：2026年11月1日—12月20日。", False),
        ("关于招聘的公告", "第一批截至11月3日，第二批截至12月3日。", False),
        ("关于招聘的公告（已结束）", "报名截止时间：2026年11月23日。", False),
        ("关于招聘的公告", "报名已经截止，结果见另页。报名截止时间：2026年11月23日。", False),
        ("关于招聘结果的公示", "截止时间：2026年11月3日。", False),
        ("关于停水的通知", "截止时间：2026年11月3日。", False),
        ("关于招聘的公告", "截止时间：2026年2月30日。", False),
    ],
)
def test_notices_whose_end_has_passed(*, title: str, body: str, found: bool) -> None:
    assert bool(of_rule(judge_article(body, title=title), "expired-notice")) is found


def test_the_end_of_a_notice_is_told_at_its_place() -> None:
    (finding,) = of_rule(
        judge_article("一。\n\n报名截止时间：2026年11月3日。", title="招聘公告"), "expired-notice"
    )
    assert (finding.line, finding.column) == (8, 3)


def test_a_whole_page_of_every_kind_may_be_judged() -> None:
    workspace = open_workspace(city_tree(FRESH), moment=end_of(DAY))
    city = workspace.register.city
    assert city is not None
    site = city.sites["portal"]
    for path in workspace.pages(site).pages:
        file = f"{path.removesuffix('index.md').removesuffix('.md')}/index.html".lstrip("/")
        targets = BuiltTargets(site, "public/portal", frozenset({file}))
        subject = workspace.html_subject(WHOLE, f"public/portal/{file}", site, targets)
        assert list(judge(subject, RULES))
