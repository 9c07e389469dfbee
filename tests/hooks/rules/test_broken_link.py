from __future__ import annotations

import pytest

from tests.cities import DAY, DEPARTMENT, article, city_tree, dump
from tests.hooks.rules.judging import judge_article, judge_built, judge_file, judge_stray, of_rule
from zhengwu.pages.schedule import end_of
from zhengwu_lint.rules import RULES
from zhengwu_lint.targets import BuiltTargets
from zhengwu_lint.workspace import open_workspace

RULE = "broken-link"
TOWN = {
    **DEPARTMENT,
    "kind": "town",
    "unit": "xiaolan",
    "domain": "www.zhongshan.example",
    "path": "/xiaolan/",
}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("[附件](a.pdf)", id="file"),
        pytest.param("![图](a.png)", id="picture"),
        pytest.param("[甲](../xwdt/mei-you.md)", id="page"),
        pytest.param("[甲](#mei-you)", id="anchor"),
        pytest.param("[甲](../../../etc/passwd)", id="out-of-the-site"),
    ],
)
def test_what_is_missing_is_found(body: str) -> None:
    assert len(of_rule(judge_article(body), RULE)) == 1


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("[首页](../index.md)、[栏目](../xwdt/index.md)", id="pages"),
        pytest.param("[下文](#附件)\n\n## 附件", id="anchor"),
        pytest.param("注[^1]。\n\n[^1]: 说明", id="footnote"),
        pytest.param("[政策](https://www.gov.cn/a)", id="outside"),
    ],
)
def test_what_exists_passes(body: str) -> None:
    assert judge_article(body) == []


def test_an_attachment_of_the_front_matter() -> None:
    text = article("正文").replace(
        "source: 本网", "source: 本网\nattachments:\n  - name: 附件\n    file: a.pdf"
    )
    path = "content/portal/tzgg/a.md"
    findings = judge_file(path, {path: text})
    assert [(finding.code, finding.line) for finding in findings] == [(RULE, 7)]
    assert judge_file(path, {path: text, "content/portal/tzgg/a.pdf": b"%PDF-1.7"}) == []


def test_a_stray_text_has_no_neighbours() -> None:
    assert of_rule(judge_stray("[附件](a.pdf)"), RULE) == []


def test_a_built_page_names_each_target_once() -> None:
    html = '<html><body><a href="a.html">甲</a><a href="a.html">乙</a></body></html>'
    assert len(of_rule(judge_built(html), RULE)) == 1


def test_a_town_is_not_the_portals_to_miss() -> None:
    html = '<html><body><a href="https://www.zhongshan.example/xiaolan/a/">小榄镇</a></body></html>'
    assert len(of_rule(judge_built(html), RULE)) == 1
    assert of_rule(judge_built(html, files={"content/xiaolan/site.yml": dump(TOWN)}), RULE) == []


def test_a_town_is_not_the_portals_to_miss_in_its_sources_either() -> None:
    path = "content/portal/tzgg/a.md"
    page = {path: article("见[小榄镇](/xiaolan/a/)。")}
    assert len(of_rule(judge_file(path, page), RULE)) == 1
    assert of_rule(judge_file(path, page | {"content/xiaolan/site.yml": dump(TOWN)}), RULE) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("index.html", "index.md"),
        ("tzgg/index.html", "tzgg/index.md"),
        ("tzgg/a/index.html", "tzgg/a.md"),
        ("404.html", None),
        ("xwdt/index.html", None),
    ],
)
def test_the_page_of_a_built_file(path: str, source: str | None) -> None:
    files = {f"content/portal/{name}": article("正文") for name in ("tzgg/index.md", "tzgg/a.md")}
    workspace = open_workspace(city_tree(files), moment=end_of(DAY))
    city = workspace.register.city
    assert city
    site = city.sites["portal"]
    built = BuiltTargets(site, "public/portal", frozenset({path}))
    page = built.page_of(f"public/portal/{path}", workspace.pages(site))
    assert (page.path if page else None) == source


def test_it_is_judged_where_others_refer_to() -> None:
    (rule,) = (rule for rule in RULES if rule.id == RULE)
    assert rule.dangling
