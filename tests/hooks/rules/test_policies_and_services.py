"""Index numbers, terms of publication, interpretations in several forms, guides and entrances."""

from __future__ import annotations

import pytest

from tests.cities import CITY, article
from tests.hooks.rules.judging import judge_article, judge_built, judge_file, judge_site, of_rule
from tests.hooks.rules.sites import judge_portal, told

PATH = "content/portal/zcwj/a.md"
NUMBER = "1144200099DEM0013A/2026-00993"


def policy(**fields: str) -> str:
    return article("第一条", title="办法", **{"validity": "失效", **fields})


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (NUMBER, ""),
        ("11441700007280420Y/2021-00050", "不是本市"),
        ("1144200099DEM0013B/2026-00993", "校验不通过"),
        ("1144200099DEM0013A/2026-993", "格式不对"),
        ("1144200099DEM0013A-2026-00993", "格式不对"),
        ("1144200099dem0013a/2026-00993", "格式不对"),
        ("2026-00993", "格式不对"),
    ],
)
def test_index_numbers(number: str, said: str) -> None:
    found = of_rule(judge_file(PATH, {PATH: policy(index_no=number)}), "malformed-index-number")
    assert [said in f.message.text() for f in found] == ([True] if said else [])
    assert all(f.line == 6 for f in found)


def test_two_pages_with_one_index_number() -> None:
    files = {f"zcwj/{name}.md": policy(index_no=NUMBER) for name in "abc"}
    found = of_rule(judge_portal(files), "duplicate-index-number")
    assert [f.file[-4:] for f in found] == ["b.md", "c.md"]
    assert all("a.md" in f.message.text() for f in found)


def publication(made: str, published: str, **fields: str) -> list[str]:
    text = policy(made_on=made, **fields, published_at=f"{published} 10:00")
    found = of_rule(
        judge_file(PATH, {PATH: text}, city={"workdays": ["2026-10-10"]}), "late-publication"
    )
    return [finding.message.text() for finding in found]


@pytest.mark.parametrize(
    ("made", "published", "late"),
    [
        ("2026-08-03", "2026-08-31", False),  # 20 working days
        ("2026-08-03", "2026-09-01", True),  # 21
        ("2026-09-14", "2026-10-16", False),  # the holidays of autumn, two Saturdays worked
        ("2026-09-14", "2026-10-19", True),
        ("2026-11-02", "2026-11-02", False),
    ],
)
def test_twenty_working_days(*, made: str, published: str, late: bool) -> None:
    assert bool(publication(made, published)) is late


def test_published_before_it_was_made() -> None:
    (said,) = publication("2026-11-03", "2026-11-02")
    assert "早于成文日期" in said


def test_a_year_without_announced_workdays_is_said_to_be_provisional() -> None:
    (said,) = publication("2026-12-01", "2027-02-01")
    assert "调休还没有公布" in said
    (said,) = publication("2026-03-02", "2026-06-01")
    assert "调休" not in said


def test_a_draft_is_not_late() -> None:
    assert publication("2026-01-05", "2026-11-02", draft="true") == []


def interpretation(name: str, form: str, **fields: str) -> str:
    return (
        f"=== zcjd/{name}.md\n---\ntitle: 解读{name}\n"
        "published_at: 2026-09-08 10:00\nsource: 本网\n"
        f"provider: 中山市人民政府办公室\ninterprets: ../zcwj/p.md\nform: {form}\n"
        + "".join(f"{key}: {value}\n" for key, value in fields.items())
        + "---\n说明\n"
    )


def forms(*entries: str, wide: str = "true", validity: str = "有效") -> list[str]:
    text = (
        "=== zcwj/p.md\n---\ntitle: 办法\npublished_at: 2026-09-08 10:00\nsource: 本网\n"
        f"validity: {validity}\nwide_reaching: {wide}\n---\n第一条\n"
    )
    return told(judge_site(text + "".join(entries)), "single-form-interpretation")


def test_interpretations_in_several_forms() -> None:
    picture, text = interpretation("a", "图解"), interpretation("b", "文字")
    assert len(forms(picture)) == 1
    assert len(forms(picture, interpretation("c", "图解"))) == 1
    assert forms(picture, text) == []
    assert len(forms(picture, interpretation("b", "文字", draft="true"))) == 1
    assert forms(picture, wide="false") == []
    assert forms(picture, validity="废止") == []
    assert forms() == []  # unpaired-policy says so


ELEMENTS = {
    "item": "读者证办理",
    "basis": "管理办法",
    "conditions": "居民",
    "materials": "身份证明",
    "place": "阅览点",
    "hours": "工作日",
    "phone": "0760-88880403",
    "procedure": "当场办理",
}
GUIDE = "content/portal/bsfw/a.md"


def guide(*without: str, body: str = "说明", **fields: str) -> str:
    kept = {name: value for name, value in ELEMENTS.items() if name not in without}
    return article(body, title="读者证办理", **{**kept, **fields})


def missing(text: str) -> list[str]:
    return [
        f.snippet for f in of_rule(judge_file(GUIDE, {GUIDE: text}), "incomplete-service-guide")
    ]


def test_a_guide_states_eight_elements() -> None:
    assert missing(guide()) == []
    assert missing(guide("hours", "phone")) == ["办理时间、联系电话"]
    assert len(missing(guide(*ELEMENTS))[0].split("、")) == 8


@pytest.mark.parametrize("value", ["待补", "待核实", "略。", "详见附件", '""'])
def test_an_element_that_says_nothing_is_missing(value: str) -> None:
    assert missing(guide(materials=value)) == ["办理材料"]


@pytest.mark.parametrize(
    "body",
    ["## 办理流程\n\n当场办理。", "## 三、办理流程\n\n当场。", "**办理流程：**当场办理。",
     "| 办理流程 | 当场办理 |\n|---|---|", "办理流程\n: 当场办理", "1. 办事流程：当场办理"],
)  # fmt: skip
def test_an_element_may_stand_in_the_text(body: str) -> None:
    assert missing(guide("procedure", body=body)) == []


def test_the_text_must_state_an_element_and_not_mention_it() -> None:
    assert missing(guide("procedure", body="办理流程见大厅公告栏。")) == ["办理流程"]


FOUR = ("basis", "conditions", "materials", "place")


def unusable(count: int, *, of: int, without: tuple[str, ...] = FOUR) -> bool:
    files = {
        f"bsfw/{'duzhezheng' if i == 0 else i}.md": guide(*(without if i < count else ()))
        for i in range(of)
    }
    return bool(told(judge_portal(files), "unusable-service-guides"))


@pytest.mark.parametrize(
    ("count", "of", "failed"),
    [(5, 20, True), (4, 20, False), (4, 5, False), (4, 4, True), (3, 4, False), (1, 1, True)],
)
def test_guides_that_lack_four_elements_fail_a_site(*, count: int, of: int, failed: bool) -> None:
    assert unusable(count, of=of) is failed


def test_three_missing_elements_fail_no_site() -> None:
    assert not unusable(6, of=6, without=FOUR[:3])


SERVICE, INTERACTION = "second-service-entrance", "second-interaction-entrance"


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        ("[在线办理](https://banshi.gd.gov.cn/)", SERVICE),
        ("[点此网上申请](https://banshi.gd.gov.cn/x?y#z)", SERVICE),
        ("[在线\n办理](https://banshi.gd.gov.cn/)", SERVICE),
        ("[局长信箱](https://box.gd.gov.cn/)", INTERACTION),
        ("[我要投诉](https://www.gdzwfw.gov.cn/)", INTERACTION),
        ("[在线办理](https://www.gdzwfw.gov.cn/portal/index?region=442000)", ""),
        ("[在线办理](https://bl.gdzwfw.gov.cn/x)", ""),
        ("[我要咨询](https://www.zhongshan.example/hdjl/)", ""),
        ("[国家政务服务平台在线办理](https://gjzwfw.www.gov.cn/)", ""),
        ("[在线办理](../bsfw/duzhezheng.md)", ""),
        ("[发展改革局在线咨询](https://fgj.zhongshan.example/hdjl/)", ""),
        ("[办理说明](https://www.gd.gov.cn/)", ""),
    ],
)
def test_second_entrances(link: str, rule: str) -> None:
    found = {f.code for f in judge_article(link) if f.code in {SERVICE, INTERACTION}}
    assert found == ({rule} if rule else set())


HOME = '<html lang="zh"><body><a href="{}">入口</a></body></html>'
ENTRANCES = ("missing-service-entrance", "missing-interaction-entrance")


@pytest.mark.parametrize(
    ("href", "missing"),
    [
        ("https://www.gdzwfw.gov.cn/", {ENTRANCES[1]}),
        ("https://www.zhongshan.example/hdjl/", {ENTRANCES[0]}),
        ("bsfw/", {ENTRANCES[1]}),
        ("./hdjl/", {ENTRANCES[0]}),
        ("https://www.gov.cn/", set(ENTRANCES)),
    ],
)
def test_the_home_page_leads_to_services_and_to_questions(href: str, missing: set[str]) -> None:
    found = {f.code for f in judge_built(HOME.format(href)) if f.code in ENTRANCES}
    assert found == missing


def test_other_pages_need_no_entrance() -> None:
    found = judge_built(HOME.format(""), "tzgg/index.html")
    assert [f for f in found if f.code in ENTRANCES] == []


def test_a_city_without_entrances_has_no_second_one() -> None:
    city = {key: value for key, value in CITY.items() if key != "entrances"}
    path = "content/portal/tzgg/a.md"
    text = article("[在线办理](https://banshi.gd.gov.cn/)")
    found = judge_file(path, {path: text}, city={**city, "entrances": None})
    assert of_rule(found, SERVICE) == []
