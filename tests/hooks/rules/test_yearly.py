"""What a site owes every year or quarter: reports, guide, overview, statistics, workdays."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.cities import DAY, article, city_tree
from tests.hooks.rules.judging import judge_built, judge_file, of_rule
from tests.hooks.rules.sites import OPEN, column, days_ago, judge_portal, page, told
from zhengwu.pages.schedule import end_of
from zhengwu_lint.rules import RULES
from zhengwu_lint.run import judge
from zhengwu_lint.subject import Subject
from zhengwu_lint.workspace import open_workspace

REPORT = "中山市人民政府门户网站工作年度报表（2025年度）"
YEARLY = "中山市人民政府办公室2025年政府信息公开工作年度报告"
BOTH = {
    "tzgg/a.md": page(dt.date(2026, 1, 30), REPORT),
    "tzgg/b.md": page(dt.date(2026, 1, 31), YEARLY),
}


def reports(files: dict[str, str], day: dt.date = DAY) -> list[str]:
    return told(judge_portal(files, lifecycle=OPEN, day=day), "missing-annual-report")


def test_reports_in_time_are_clean() -> None:
    assert reports(BOTH) == []


def test_both_reports_are_missed() -> None:
    assert len(reports({})) == 2
    assert len(reports({"tzgg/a.md": BOTH["tzgg/a.md"]})) == 1


def test_another_years_report_is_not_this_years() -> None:
    assert (
        len(reports({"tzgg/a.md": page(dt.date(2026, 1, 3), REPORT.replace("2025", "2024"))})) == 2
    )


@pytest.mark.parametrize(("day", "late"), [(31, False), (32, True)])
def test_a_report_is_in_time_until_the_end_of_january(*, day: int, late: bool) -> None:
    published = dt.date(2026, 1, 1) + dt.timedelta(days=day - 1)
    said = reports({**BOTH, "tzgg/a.md": page(published, REPORT)})
    assert bool(said) is late


def test_until_the_end_of_january_nothing_is_missed() -> None:
    assert reports({}, dt.date(2026, 1, 31)) == []
    assert len(reports({}, dt.date(2026, 2, 1))) == 2


def test_a_site_that_opened_this_year_owes_no_report() -> None:
    opened = [{"event": "open", "date": "2026-03-01"}]
    assert told(judge_portal(lifecycle=opened), "missing-annual-report") == []


@pytest.mark.parametrize(
    ("link", "buried"),
    [("tzgg/2025/", False), ("./tzgg/2025/#a", False), ("tzgg/2024/", True), ("", True)],
)
def test_the_home_page_leads_to_the_report(*, link: str, buried: bool) -> None:
    files = {"content/portal/tzgg/2025.md": page(dt.date(2026, 1, 20), REPORT)}
    files["content/portal/tzgg/old.md"] = page(dt.date(2025, 5, 20))
    html = f'<html lang="zh"><body><a href="{link}">报表</a></body></html>'
    assert bool(of_rule(judge_built(html, files=files), "buried-annual-report")) is buried


GUIDE = {"kind": "page", "title": "政府信息公开指南"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (article("受理机构", **GUIDE, published_at="2025-11-24 10:00"), False),
        (article("受理机构", **GUIDE, published_at="2025-11-23 10:00"), True),
        ("---\ntitle: 政府信息公开指南\nkind: page\n---\n受理机构\n", True),
    ],
    ids=["within a year", "older", "without a date"],
)
def test_the_guide_is_renewed_every_year(*, text: str, found: bool) -> None:
    assert bool(told(judge_portal({"zn/index.md": text}), "outdated-guide")) is found
    columns = [column("zn", "信息公开指南")]
    assert (
        bool(told(judge_portal({"zn/index.md": text}, columns=columns), "outdated-guide")) is found
    )


def test_an_old_overview_is_told_and_a_missing_one() -> None:
    old = article("概况", title="中山概况", published_at="2025-11-23 10:00")
    (said,) = told(judge_portal({"gk/index.md": old}), "missing-overview")
    assert "1年没有更新" in said
    said = "".join(told(judge_portal(fresh=False), "missing-overview"))
    assert all(kind in said for kind in ("概况信息", "机构职能", "负责人信息"))


@pytest.mark.parametrize(
    ("day", "stale"), [(dt.date(2026, 8, 24), False), (dt.date(2026, 8, 23), True)]
)
def test_statistics_are_renewed_every_quarter(*, day: dt.date, stale: bool) -> None:
    files = {
        "xwdt/a.md": page(day, "第二季度办事统计"),
        "xwdt/b.md": page(days_ago(400), "办事统计"),
    }
    assert bool(told(judge_portal(files), "stale-statistics")) is stale


@pytest.mark.parametrize(
    ("day", "count"),
    [(dt.date(2026, 11, 24), 0), (dt.date(2026, 12, 2), 0), (dt.date(2026, 12, 4), 1)],
)
def test_a_year_that_is_not_announced_is_told_when_terms_reach_it(day: dt.date, count: int) -> None:
    workspace = open_workspace(city_tree(), moment=end_of(day))
    path = "content/city.yml"
    subject = workspace.subject(path, workspace.tree.read(path))
    assert isinstance(subject, Subject)
    found = [f for f in judge(subject, RULES) if f.code == "missing-workday-table"]
    assert len(found) == count


def test_the_citys_table_announces_a_year() -> None:
    path = "content/city.yml"
    city = {"workdays": ["2027-02-14"]}
    assert of_rule(judge_file(path, city=city), "missing-workday-table") == []
