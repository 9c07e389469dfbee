"""Art. 6: the five filings, the inspection, the announcement; Art. 29: the assessment."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from tests.cities import article
from tests.core.lifecycle.registers import FILINGS, OPEN, Life, step, texts, told
from zhengwu.lifecycle import judge

NAMES = {
    "domain": "域名注册",
    "icp": "ICP 备案",
    "mlps": "网络安全等级保护定级备案",
    "police": "公安机关互联网备案",
    "conac": "党政机关网站标识",
}
NOTICE = "content/portal/tzgg/kaitong.md"


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in FILINGS.items() if key != name}


def opened(**done: object) -> dict[str, Any]:
    event = copy.deepcopy(OPEN)
    for name, value in done.items():
        event["done"].pop(name)
        if value:
            event["done"][name] = value
    return event


def test_a_site_with_everything_lacks_nothing() -> None:
    judgement = Life([OPEN]).judge("2026-11-24")
    assert judgement.gaps == ()


@pytest.mark.parametrize("name", NAMES)
def test_each_of_the_five_filings(name: str) -> None:
    life = Life([OPEN], without(name))
    (gap,) = life.judge("2025-04-10").wrong
    assert gap.code == "missing-filing"
    assert gap.message.text() == f"还没有登记“{NAMES[name]}”"
    assert gap.basis == ("measures-6",)
    assert name in gap.fix.text()


def test_before_the_opening_they_are_due_by_it() -> None:
    judgement = Life([OPEN], {}).judge("2025-04-09")
    assert judgement.wrong == ()
    found = [gap for gap in judgement.due if gap.code == "missing-filing"]
    assert [str(gap.due) for gap in found] == ["2025-04-10"] * 5


def test_without_an_opening_they_are_due_before_one() -> None:
    judgement = Life([], {}).judge("2026-11-24")
    assert judgement.wrong == ()
    assert [gap.due for gap in judgement.due] == [None] * 5


@pytest.mark.parametrize(
    ("filed", "day", "standing"),
    [
        ("2025-04-10", "2025-04-10", None),
        ("2025-04-11", "2025-04-10", "error"),
        ("2025-04-11", "2025-04-11", "past"),
    ],
    ids=["on the day of the opening", "still open the day after", "made up for"],
)
def test_a_filing_is_there_when_the_site_opens(filed: str, day: str, standing: str | None) -> None:
    life = Life([OPEN], {**FILINGS, "conac": step(filed)})
    found = life.judge(day).gaps
    assert [gap.severity for gap in found] == ([standing] if standing else [])


def test_the_filings_are_made_in_their_order() -> None:
    life = Life([OPEN], {**FILINGS, "icp": step("2025-02-11")})
    register = life.register
    (mistake,) = register.mistakes
    assert "与规定的顺序不符（办法 第六条）" in mistake.message.text()
    assert register.city is not None
    (gap,) = judge(register.city.sites["fgj"], register.city, date(2026, 11, 24)).wrong
    assert gap.message.text() == "“ICP 备案”早于“域名注册”，五项备案应当依次完成"


@pytest.mark.parametrize(
    ("mlps", "said"),
    [
        ({}, "没有写级别"),
        ({"level": 2}, "没有已经完成的网络安全等级测评"),
        ({"level": 2, "assessed": "2026-11-25"}, "没有已经完成的网络安全等级测评"),
        ({"level": 1}, ""),
        ({"level": 2, "assessed": "2026-11-24"}, ""),
    ],
    ids=["no level", "not assessed", "assessed tomorrow", "level one", "assessed today"],
)
def test_level_and_assessment(mlps: dict[str, Any], said: str) -> None:
    filings = {**FILINGS, "mlps": {"date": "2025-03-11", **mlps}}
    found = Life([OPEN], filings).judge("2026-11-24").wrong
    assert told(found) == (["missing-filing"] if said else [])
    assert said in texts(found)


@pytest.mark.parametrize(
    ("level", "assessed", "day", "late"),
    [
        (3, "2025-11-24", "2026-11-24", False),
        (3, "2025-11-24", "2026-11-25", True),
        (4, "2026-05-31", "2026-11-30", False),
        (4, "2026-05-31", "2026-12-01", True),
        (3, "2024-02-29", "2025-02-28", False),
        (3, "2024-02-29", "2025-03-01", True),
        (2, "2020-01-01", "2026-11-24", False),
    ],
)
def test_an_assessment_lasts_as_long_as_its_level_allows(
    level: int, assessed: str, day: str, *, late: bool
) -> None:
    mlps = {"date": "2020-01-01", "level": level, "assessed": assessed}
    early = {name: step("2020-01-01") for name in ("domain", "icp")}
    opening = {**opened(), "date": "2024-04-10"}
    found = Life([opening], {**FILINGS, **early, "mlps": mlps}).judge(day).wrong
    assert ("overdue-assessment" in told(found)) is late


@pytest.mark.parametrize(
    ("inspection", "said"),
    [
        (None, "还没有登记“上线前检测合格”"),
        (step("2025-04-07"), "没有写合格"),
        (step("2025-04-07", passed=False), "没有写合格"),
        (step("2025-04-11", passed=True), "还没有到"),
        (step("2025-04-10", passed=True), ""),
    ],
    ids=["none", "no result", "failed", "after the opening", "on the day"],
)
def test_the_inspection_is_passed_before_the_opening(
    inspection: dict[str, Any] | None, said: str
) -> None:
    found = Life([opened(inspection=inspection)]).judge("2025-04-10").wrong
    assert told(found) == (["missing-lifecycle-step"] if said else [])
    assert said in texts(found)


def test_the_announcement_on_the_portal_is_registered() -> None:
    (gap,) = Life([opened(portal_notice=None)]).judge("2026-11-24").wrong
    assert gap.code == "missing-opening-announcement"
    assert "portal 的文件夹" in gap.fix.text()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "tzgg/kaitong.md 不存在"),
        ({NOTICE: article("开通。", draft="true")}, "还是草稿"),
        ({NOTICE: article("开通。", publish_at="2025-04-11 09:00")}, "到 2025-04-11 才发布"),
        ({NOTICE: article("开通。", publish_at="2025-04-10 23:00")}, ""),
        ({NOTICE: article("开通。")}, ""),
    ],
    ids=["missing", "a draft", "tomorrow", "later today", "there"],
)
def test_the_announcement_stands_on_the_portal(files: dict[str, str], said: str) -> None:
    found = Life([OPEN], files=files).judge("2025-04-10", pages=True).wrong
    assert told(found) == (["missing-opening-announcement"] if said else [])
    assert said in texts(found)


def test_the_portal_announces_itself_nowhere() -> None:
    life = Life([opened(portal_notice=None)], kind="portal")
    assert life.judge("2026-11-24").gaps == ()


def test_a_town_has_the_filings_of_the_portal_s_domain() -> None:
    life = Life([OPEN], {"conac": step("2025-04-01")}, "town", portal={"filings": FILINGS})
    assert life.judge("2026-11-24").gaps == ()
    life.portal = {"filings": without("icp")}
    assert texts(life.judge("2026-11-24").wrong) == "还没有登记“ICP 备案”"
    life.filings = {}
    assert "党政机关网站标识" in texts(life.judge("2026-11-24").wrong)
