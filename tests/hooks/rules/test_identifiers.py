from __future__ import annotations

from typing import Any

import pytest

from tests.cities import PORTAL, city_tree
from tests.hooks.rules.judging import judge_built, judge_file, judge_stray, of_rule
from zhengwu_lint.manual import manual
from zhengwu_lint.rules import RULES

MISSING, WRONG, PLACEHOLDER = "missing-identifier", "wrong-identifier", "placeholder-identifier"
SITE = "content/portal/site.yml"
# The whole page that the manual shows.
(PAGE,) = (
    example.code
    for rule in RULES
    if rule.id == MISSING
    for example in manual(rule).examples
    if not example.fails
)


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        pytest.param("bszs.conac.cn", "www.gov.cn", "党政机关网站标识", id="badge"),
        pytest.param("zfwzgl.www.gov.cn", "www.gov.cn", "“我为政府网站找错”入口", id="errors"),
        pytest.param("网站标识码：4420009901", "", "网站标识码", id="site-code"),
        pytest.param("主办单位：", "", "主办单位及联系方式", id="unit"),
        pytest.param("粤ICP备99990001号-1", "备案", "ICP 备案编号", id="icp"),
        pytest.param("粤公网安备 44200099999901号", "备案", "公安机关备案标识", id="police"),
        pytest.param("网站地图", "地图", "网站地图", id="site-map"),
    ],
)
def test_each_of_the_seven_items(old: str, new: str, name: str) -> None:
    (finding,) = of_rule(judge_built(PAGE.replace(old, new)), MISSING)
    assert finding.snippet == name


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('content="4420009901"', 'content="4420009902"', id="label-site-code"),
        pytest.param('content="www.zhongshan.example"', 'content="a.example"', id="label-domain"),
        pytest.param('content="中山市人民政府门户网站"', 'content="中山"', id="label-name"),
        pytest.param("识码：4420009901", "识码：4420009902", id="site-code"),
        pytest.param("site_code=4420009901", "site_code=4420009902", id="errors"),
        pytest.param("id=DE0000A7", "id=DE0000A8", id="badge"),
        pytest.param("号-1</a>", "号-2</a>", id="icp"),
        pytest.param('"https://beian.miit.gov.cn/"', '"https://www.gov.cn/"', id="icp-link"),
        pytest.param("备 442000999", "备 442000998", id="police"),
        pytest.param("code=442000999", "code=442000998", id="police-link"),
        pytest.param("中山市人民政府办公室", "中山市某某局", id="unit"),
    ],
)
def test_each_item_against_the_register(old: str, new: str) -> None:
    assert old in PAGE
    assert len(of_rule(judge_built(PAGE.replace(old, new)), WRONG)) == 1
    assert of_rule(judge_built(PAGE), WRONG) == []


def test_http_is_the_same_place() -> None:
    assert of_rule(judge_built(PAGE.replace("https://beian", "http://beian")), WRONG) == []


def test_a_footer_inside_the_text_is_none() -> None:
    html = PAGE.replace("<main>", "<main><footer>来源：本网</footer>")
    assert of_rule(judge_built(html), MISSING) == []
    inside = PAGE.replace("</main>", "").replace("</footer>", "</footer></main>")
    assert len(of_rule(judge_built(inside), MISSING)) == 1


def test_a_page_of_no_site_needs_none() -> None:
    html = "<html><body><p>甲</p></body></html>"
    assert judge_stray(html, "a.html") == []
    assert len(of_rule(judge_built(html), MISSING)) == 1


@pytest.mark.parametrize("value", ["", "待核实", "NULL", " "])
@pytest.mark.parametrize("key", ["site_code", "icp", "police", "conac"])
def test_placeholders(key: str, value: str) -> None:
    changed: dict[str, Any] = {"identifiers": {**PORTAL["identifiers"], key: value}}
    (finding,) = of_rule(judge_file(SITE, portal=changed), PLACEHOLDER)
    line = city_tree(portal=changed).read(SITE).decode().split("\n")[finding.line - 1]
    assert line.strip().startswith(key)


def test_demonstration_values_in_a_live_city() -> None:
    assert of_rule(judge_file(SITE), PLACEHOLDER) == []
    live = judge_file(SITE, city={"demo": False})
    assert len(of_rule(live, PLACEHOLDER)) == 4


def test_what_is_wrong_in_the_register_is_passed_on() -> None:
    (finding,) = judge_file(SITE, portal={"unit": "mei-you"})
    assert finding.code == "invalid-register"
    assert finding.fix.text()
