"""Findings on built pages name what an editor mends: the page, another page, the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cities import DAY, FRESH, article, city_tree
from zhengwu.pages.schedule import end_of
from zhengwu_lint.outcome import Report
from zhengwu_lint.report import write_text
from zhengwu_lint.rules import RULES
from zhengwu_lint.run import judge
from zhengwu_lint.targets import BuiltTargets
from zhengwu_lint.workspace import open_workspace

if TYPE_CHECKING:
    from zhengwu.problem import Problem

PAGE = "content/portal/tzgg/a.md"
BUILT = "tzgg/a/index.html"
FOREIGN = "https://www.shop-demo.com/"
BODY = f"一段。\n\n详见[活动]({FOREIGN})和[附件](files/none.pdf)。\n\n优惠购买请加QQ：12345678。\n"


def judge_html(html: str, built: str = BUILT, **files: str) -> list[Problem]:
    tree = city_tree({**FRESH, PAGE: article(BODY), **files})
    workspace = open_workspace(tree, moment=end_of(DAY))
    city = workspace.register.city
    assert city is not None
    site = city.sites["portal"]
    targets = BuiltTargets(site, "public/portal", frozenset({built}))
    return list(judge(workspace.html_subject(html, f"public/portal/{built}", site, targets), RULES))


def where(findings: list[Problem], rule: str) -> list[tuple[str, int, int, tuple[str, ...]]]:
    return [(f.file, f.line, f.column, f.evidence) for f in findings if f.code == rule]


def test_a_link_is_told_where_it_is_written() -> None:
    found = judge_html(f'<p>一段。</p>\n<p><a href="{FOREIGN}">活动</a></p>')
    assert where(found, "external-link") == [(PAGE, 8, 3, (f"public/portal/{BUILT}:2",))]


def test_a_link_that_the_build_rewrote_is_told_where_it_is_written() -> None:
    text = article("见[旧页](old.md)。")
    old = article("旧")
    files = {PAGE: text, "content/portal/tzgg/old.md": old}
    found = judge_html('<p><a href="../old/">旧页</a></p>', **files)
    assert where(found, "broken-link") == [(PAGE, 6, 2, (f"public/portal/{BUILT}:1",))]


def test_a_text_is_told_where_it_is_written() -> None:
    found = judge_html("<p>优惠购买请加QQ：12345678。</p>")
    assert where(found, "advertisement") == [(PAGE, 10, 1, (f"public/portal/{BUILT}:1",))]


def test_a_text_on_a_list_is_told_on_the_page_that_says_it() -> None:
    other = "content/portal/xwdt/b.md"
    files = {other: article("正文", title="百家乐真人娱乐六合彩")}
    found = judge_html("<ul><li>百家乐真人娱乐六合彩</li></ul>", "xwdt/index.html", **files)
    assert [w[:3] for w in where(found, "prohibited-content")] == [(other, 2, 8)]


def test_a_masked_number_is_told_where_it_stands_unmasked() -> None:
    files = {PAGE: article("一段。\n\n李某，证号 110105 19491231 002X。")}
    found = judge_html("<p>李某，证号11010519491231002X。</p>", **files)
    assert [w[:3] for w in where(found, "personal-id-number")] == [(PAGE, 8, 7)]


def test_what_the_register_says_is_told_in_the_register() -> None:
    html = '<p><a href="https://www.zhongshan.example/hdjl/">入口</a></p>'
    found = judge_html(html, "xwdt/index.html")
    ((file, line, _, _),) = where(found, "broken-link")
    assert file == "content/city.yml"
    text = city_tree().read(file).decode().split("\n")[line - 1]
    assert "https://www.zhongshan.example/hdjl/" in text


@pytest.mark.parametrize(
    "html", ['<p><a href="/from/template/">模板</a></p>', "<p><img src=a.png></p>"]
)
def test_what_a_template_made_is_told_on_the_built_page(html: str) -> None:
    found = [f for f in judge_html(html) if f.code in {"broken-link", "missing-alternative-text"}]
    assert found
    assert {f.file for f in found} == {f"public/portal/{BUILT}"}
    assert {f.evidence for f in found} == {()}


def test_the_same_thing_seen_twice_is_one_finding() -> None:
    tree = city_tree({PAGE: article(BODY)})
    workspace = open_workspace(tree, moment=end_of(DAY))
    source = workspace.subject(PAGE, tree.read(PAGE))
    both = [*judge(source, RULES), *judge_html(f'<p><a href="{FOREIGN}">活动</a></p>')]  # type: ignore[arg-type]
    links = {finding for finding in both if finding.code == "external-link"}
    assert len(links) == 1


def test_the_report_names_the_built_page_as_well() -> None:
    (finding,) = [
        f for f in judge_html(f'<a href="{FOREIGN}">活动</a>') if f.code == "external-link"
    ]
    text = write_text(Report(1, (finding,)), "zh")
    assert text.startswith(f"{PAGE}:8:3: ")
    assert f"所在网页：public/portal/{BUILT}:1" in text
