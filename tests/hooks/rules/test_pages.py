"""Rules about a single page: document numbers, dates, sources, and what readers hear of it."""

from __future__ import annotations

from copy import deepcopy

import pytest

from tests.cities import PORTAL, article
from tests.hooks.rules.judging import (
    BODY_LINE,
    judge_article,
    judge_built,
    judge_file,
    judge_stray,
    of_rule,
    places,
)

NUMBER = "malformed-document-number"
ALT = "missing-alternative-text"
LINK = "vague-link-text"
HEADING = "heading-skip"


@pytest.mark.parametrize(
    "docno",
    [
        "'中府办函[2026]9号'",
        "中府办函（2026）9号",
        "中府办函〔2026〕第9号",
        "中府办函〔2026〕09号",
        "办函9号",
    ],
)
def test_a_policy_s_own_number_is_judged_at_its_line(docno: str) -> None:
    text = article("第一条", kind="policy", validity="有效", docno=docno)
    (finding,) = judge_file("content/portal/tzgg/p.md", {"content/portal/tzgg/p.md": text})
    assert (finding.code, finding.line, finding.column) == (NUMBER, 7, 8)


@pytest.mark.parametrize("docno", ["中府办函〔2026〕9号", "中山市人民政府令第12号"])
def test_well_written_numbers_pass(docno: str) -> None:
    text = article("第一条", kind="policy", validity="有效", docno=docno)
    assert judge_file("content/portal/tzgg/p.md", {"content/portal/tzgg/p.md": text}) == []


def test_the_fix_writes_the_number_out() -> None:
    text = article("第一条", kind="policy", validity="有效", docno="中府办函(2026)第09号")
    (finding,) = judge_file("content/portal/tzgg/p.md", {"content/portal/tzgg/p.md": text})
    assert "中府办函〔2026〕9号" in finding.fix.text()


def test_a_number_in_running_text_is_found_at_its_bracket() -> None:
    findings = judge_article("第一段。\n\n| 依据 |\n| --- |\n| 国发[2026]9号 |")
    assert places(findings, NUMBER) == [(BODY_LINE + 4, 5)]


def test_code_and_paths_hold_no_numbers() -> None:
    assert (
        places(judge_article("```\n国发[2026]9号\n```\n\n[附件](国发[2026]9号.md)"), NUMBER) == []
    )


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"published_at": "2026-11-24 23:59"}, None),
        ({"published_at": "2026-11-25 00:00"}, 3),
        ({"published_at": "2026-11-26 09:00", "publish_at": "2026-11-25 09:00"}, 3),
        ({"published_at": "2026-11-25 09:00", "publish_at": "2026-11-25 09:00"}, None),
        ({"published_at": "2026-12-25 09:00", "draft": "true"}, None),
    ],
    ids=["today", "tomorrow", "after it appears", "scheduled", "a draft"],
)
def test_a_date_to_come_is_false_once_readers_see_it(
    fields: dict[str, str], line: int | None
) -> None:
    found = places(judge_article("正文", **fields), "future-date")
    assert found == ([(line, 15)] if line else [])


@pytest.mark.parametrize("source", ["网络", "待核实", "未知", "转载", "XXX"])
def test_a_source_that_says_nothing(source: str) -> None:
    assert places(judge_article("正文", source=source), "missing-source") == [(4, 9)]


PAGE = {"content/portal/tzgg/a.md": article("正文", source="中山市信息中心")}
LABEL = '<meta name="ContentSource" content="中山市信息中心">'


@pytest.mark.parametrize(
    ("head", "body", "count"),
    [
        (LABEL, "<p>来源：中山市信息中心</p>", 0),
        ("", "<p>来源：中山市信息中心</p>", 0),
        (LABEL, "<p>正文</p>", 1),
        (LABEL, "<p hidden>来源：中山市信息中心</p>", 1),
    ],
    ids=["both", "no label", "not shown", "hidden"],
)
def test_a_built_article_shows_its_source(head: str, body: str, count: int) -> None:
    html = f"<html lang=zh><head>{head}</head><body>{body}</body></html>"
    findings = judge_built(html, "tzgg/a/index.html", PAGE)
    assert len(of_rule(findings, "missing-source")) == count


@pytest.mark.parametrize(
    ("types", "missing"),
    [
        (["政策文件", "咨询投诉", "办事服务"], []),
        (["信息公开指南", "在线访谈", "办事服务"], []),
        (["政策文件", "咨询投诉"], ["办事服务"]),
        (["工作动态"], ["信息公开", "互动交流", "办事服务"]),
    ],
)
def test_a_site_has_a_column_for_each_of_its_functions(
    types: list[str], missing: list[str]
) -> None:
    columns = [
        {**deepcopy(PORTAL["columns"][0]), "path": f"c{i}", "type": kind}
        for i, kind in enumerate(types)
    ]
    findings = judge_file("content/portal/site.yml", portal={"columns": columns})
    assert [f.snippet for f in of_rule(findings, "missing-required-column")] == missing
    assert all(f.line > 1 for f in findings)


def test_an_institution_need_not_offer_services() -> None:
    units = {"zfb": {"name": "中山市人民政府办公室", "kind": "institution"}}
    columns = [c for c in PORTAL["columns"] if c["type"] != "办事服务"]
    findings = judge_file(
        "content/portal/site.yml",
        city={"units": units | {"fgj": {"name": "中山市发展和改革局", "kind": "department"}}},
        portal={"columns": columns},
    )
    assert of_rule(findings, "missing-required-column") == []


@pytest.mark.parametrize(
    ("alt", "fails"),
    [
        ("", True),
        ("图片", True),
        ("图片1", True),
        ("huichang", True),
        ("huichang.jpg", True),
        ("会场", False),
        ("图片新闻发布会的会场", False),
    ],
)
def test_what_a_picture_says(alt: str, *, fails: bool) -> None:
    findings = judge_stray(f"正文\n\n甲![{alt}](a/huichang.jpg)")
    assert places(findings, ALT) == ([(3, 2)] if fails else [])


def test_a_picture_in_a_link_is_named_by_its_text() -> None:
    findings = judge_stray("[![会场](a.jpg)](b.md)")
    assert (places(findings, ALT), places(findings, LINK)) == ([], [])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# 甲\n\n## 乙\n\n### 丙\n\n## 丁", []),
        ("### 甲", [1]),
        ("## 甲\n\n#### 乙\n\n##### 丙", [3]),
        ("## 甲\n\n> #### 乙", [3]),
        ("甲\n---\n\n#### 乙", [4]),
    ],
    ids=["in order", "begins too low", "skips once", "in a quote", "underlined"],
)
def test_headings_go_down_one_by_one(text: str, lines: list[int]) -> None:
    assert [line for line, _ in places(judge_stray(text), HEADING)] == lines


def test_front_matter_does_not_shift_a_heading_s_line() -> None:
    assert places(judge_article("正文\n\n### 甲"), HEADING) == [(BODY_LINE + 2, 0)]


@pytest.mark.parametrize(
    ("text", "fails"),
    [
        ("点击这里", True),
        ("更多>>", True),
        ("【查看详情】", True),
        ("*详情*", True),
        ("More...", True),
        ("更多政策文件", False),
        ("附件：申请表", False),
    ],
)
def test_what_a_link_says(text: str, *, fails: bool) -> None:
    assert places(judge_stray(f"见[{text}](a.md)。"), LINK) == ([(1, 2)] if fails else [])


@pytest.mark.parametrize(
    ("link", "fails"),
    [
        ('<a href="/a/">更多</a>', True),
        ('<a href="/a/" aria-label="更多通知公告">更多</a>', False),
        ('<a href="/a/">更多<span>通知公告</span></a>', False),
        ('<a href="/a/" aria-label="更多">通知公告</a>', True),
        ('<a id="a">更多</a>', False),
    ],
    ids=["bare", "labelled", "with words", "label says less", "no link"],
)
def test_what_a_built_link_says(link: str, *, fails: bool) -> None:
    assert bool(places(judge_stray(f"<p>{link}</p>", "a.html"), LINK)) is fails


def test_a_policy_without_validity_is_named_at_its_title() -> None:
    assert places(judge_article("第一条", kind="policy"), "missing-validity") == [(2, 8)]
    assert places(judge_article("正文"), "missing-validity") == []


@pytest.mark.parametrize(
    ("provider", "place"),
    [("", (2, 8)), ("待核实", (7, 11)), ("中山市文化广电旅游局", None)],
    ids=["missing", "a placeholder", "named"],
)
def test_an_interpretation_names_its_provider(provider: str, place: tuple[int, int] | None) -> None:
    about = {"kind": "interpretation", "interprets": "a.md", "provider": provider}
    assert places(judge_article("说明", **about), "missing-provider") == ([place] if place else [])
