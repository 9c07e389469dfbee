"""Stale, empty and long unupdated columns and home pages, at their boundaries."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.cities import DAY, FRESH
from tests.hooks.rules.sites import OPEN, SITE, column, days_ago, judge_portal, page, told
from zhengwu.problem import Severity

STALE = ("stale-column", "many-stale-columns", "long-unupdated-columns", "stale-home-page")
EMPTY = ("empty-column", "many-empty-columns")


def test_a_site_with_new_pages_in_all_columns_is_clean() -> None:
    assert judge_portal() == []


@pytest.mark.parametrize(("age", "stale"), [(14, False), (15, True)])
def test_the_home_page_is_stale_after_two_weeks(*, age: int, stale: bool) -> None:
    old = {path.removeprefix("content/portal/"): page(days_ago(200)) for path in FRESH}
    found = judge_portal({**old, "xwdt/20261120-xinwen.md": page(days_ago(age))})
    assert bool(told(found, "stale-home-page")) is stale


def test_the_home_page_is_told_in_its_file_with_its_last_day() -> None:
    files = {
        path.removeprefix("content/portal/"): page(days_ago(30))
        for path in FRESH
        if path.startswith("content/portal/")
    }
    found = [f for f in judge_portal(files) if f.code == "stale-home-page"]
    assert [(f.file, f.severity) for f in found] == [("content/portal/index.md", Severity.ERROR)]
    assert "2026-10-25" in found[0].message.text()


def test_a_site_without_any_news_is_stale() -> None:
    (said,) = told(judge_portal(fresh=False), "stale-home-page")
    assert "还没有发布过" in said


def test_what_is_not_due_or_a_draft_is_no_update() -> None:
    later = page(days_ago(-2)).replace("published_at", "publish_at")
    draft = page(DAY).replace("source:", "draft: true\nsource:")
    columns = [column("a", "工作动态")]
    files = {"a/old.md": page(days_ago(20)), "a/later.md": later, "a/draft.md": draft}
    assert told(judge_portal(files, columns=columns), "stale-column")
    assert told(judge_portal({"a/later.md": later}, columns=columns), "empty-column")


@pytest.mark.parametrize(
    ("kind", "day", "stale"),
    [
        ("工作动态", days_ago(14), False),
        ("工作动态", days_ago(15), True),
        ("通知公告", dt.date(2026, 5, 24), False),
        ("通知公告", dt.date(2026, 5, 23), True),
        ("政策文件", dt.date(2026, 5, 24), False),
        ("政策文件", dt.date(2026, 5, 23), True),
        ("专题专栏", dt.date(2020, 1, 1), False),
    ],
)
def test_a_column_is_stale_by_its_type(*, kind: str, day: dt.date, stale: bool) -> None:
    found = judge_portal({"a/x.md": page(day)}, columns=[column("a", kind)])
    assert bool(told(found, "stale-column")) is stale


@pytest.mark.parametrize(
    ("within", "age", "stale"),
    [("3天", 3, False), ("3天", 4, True), ("1年", 14, False), ("1年", 15, True)],
)
def test_a_columns_own_term_counts_where_it_is_shorter(
    *, within: str, age: int, stale: bool
) -> None:
    columns = [column("a", "工作动态", update_within=within)]
    found = judge_portal({"a/x.md": page(days_ago(age))}, columns=columns)
    assert bool(told(found, "stale-column")) is stale


@pytest.mark.parametrize(
    ("within", "updated", "stale"),
    [  # judged on 24 November
        ("6个月", dt.date(2026, 5, 24), False),  # 184 days
        ("6个月", dt.date(2026, 5, 23), True),
        ("1年", dt.date(2025, 11, 24), False),
        ("1年", dt.date(2025, 11, 23), True),
    ],
)
def test_months_of_a_columns_own_term_are_those_of_the_calendar(
    *, within: str, updated: dt.date, stale: bool
) -> None:
    columns = [column("a", "专题专栏", update_within=within)]
    found = judge_portal({"a/x.md": page(updated)}, columns=columns)
    assert bool(told(found, "stale-column")) is stale


@pytest.mark.parametrize(("day", "stale"), [(28, False), (29, True)])
def test_a_term_from_the_end_of_february_ends_on_that_day(*, day: int, stale: bool) -> None:
    columns = [column("a", "通知公告")]
    files = {"a/x.md": page(dt.date(2026, 2, 28))}
    found = judge_portal(files, columns=columns, fresh=False, day=dt.date(2026, 8, day))
    assert bool(told(found, "stale-column")) is stale


def test_a_stale_column_is_told_at_its_line() -> None:
    found = judge_portal({"a/x.md": page(days_ago(99))}, columns=[column("a", "工作动态")])
    (finding,) = [f for f in found if f.code == "stale-column"]
    assert finding.file == SITE
    assert finding.severity is Severity.WARNING
    assert finding.line > 60  # it is the last of the columns
    assert "2026-08-17" in finding.message.text()


@pytest.mark.parametrize(("count", "failed"), [(4, False), (5, True)])
def test_five_stale_columns_fail(*, count: int, failed: bool) -> None:
    kinds = ["工作动态", "通知公告", "政策文件", "工作动态", "通知公告"][:count]
    columns = [column(f"a{i}", kind) for i, kind in enumerate(kinds)]
    files = {f"a{i}/x.md": page(dt.date(2026, 1, 1)) for i in range(count)}
    found = judge_portal(files, columns=columns)
    assert len(told(found, "stale-column")) == count
    assert bool(told(found, "many-stale-columns")) is failed


def test_columns_that_outran_their_own_term_do_not_count_for_the_five() -> None:
    columns = [column(f"a{i}", "专题专栏", update_within="1周") for i in range(6)]
    files = {f"a{i}/x.md": page(days_ago(30)) for i in range(6)}
    found = judge_portal(files, columns=columns)
    assert len(told(found, "stale-column")) == 6
    assert told(found, "many-stale-columns") == []


@pytest.mark.parametrize(("count", "failed"), [(9, False), (10, True)])
def test_ten_columns_behind_their_term_fail(*, count: int, failed: bool) -> None:
    columns = [column(f"a{i}", "专题专栏", update_within="1周") for i in range(count)]
    files = {f"a{i}/x.md": page(days_ago(30)) for i in range(0, count, 2)}  # others are empty
    assert bool(told(judge_portal(files, columns=columns), "long-unupdated-columns")) is failed


@pytest.mark.parametrize(("count", "failed"), [(1, False), (4, False), (5, True)])
def test_empty_columns(*, count: int, failed: bool) -> None:
    found = judge_portal(columns=[column(f"a{i}", "专题专栏") for i in range(count)])
    assert len(told(found, "empty-column")) == count
    assert bool(told(found, "many-empty-columns")) is failed


@pytest.mark.parametrize(
    ("kind", "files", "empty"),
    [
        pytest.param("专题专栏", {"a/index.md": page(DAY)}, True, id="a list with a text"),
        pytest.param("依申请公开", {"a/index.md": page(DAY)}, False, id="a text"),
        pytest.param("依申请公开", {"a/index.md": page(DAY, body="\n")}, True, id="no text"),
        pytest.param("依申请公开", {"a/b.md": page(DAY)}, False, id="a page"),
        pytest.param("信息公开目录", {"a/b/c.md": page(DAY)}, False, id="pages below"),
    ],
)
def test_what_fills_a_column(*, kind: str, files: dict[str, str], empty: bool) -> None:
    found = judge_portal(files, columns=[column("a", kind)])
    assert bool(told(found, "empty-column")) is empty


@pytest.mark.parametrize(
    "event",
    [
        {"event": "suspend", "date": "2026-11-20", "until": "2026-12-10"},
        {"event": "retire", "date": "2026-11-10", "until": "2026-12-20"},
        {"event": "retire", "date": "2026-09-10", "until": "2026-10-20"},
    ],
    ids=["suspended", "retiring", "retired"],
)
def test_a_site_that_is_off_line_or_leaving_need_not_be_kept_up(event: dict[str, str]) -> None:
    found = {f.code for f in judge_portal(fresh=False, lifecycle=[*OPEN, event])}
    assert found.isdisjoint({*STALE, *EMPTY})


def test_a_site_that_is_back_must_be_kept_up() -> None:
    events = [
        {"event": "suspend", "date": "2026-10-01", "until": "2026-10-20"},
        {"event": "resume", "date": "2026-10-15"},
    ]
    found = {f.code for f in judge_portal(fresh=False, lifecycle=[*OPEN, *events])}
    assert {"stale-home-page", "empty-column", "many-empty-columns"} <= found


def test_before_the_indicators_held_nothing_is_stale() -> None:
    found = {f.code for f in judge_portal(fresh=False, rulebook_day=dt.date(2019, 3, 31))}
    assert found.isdisjoint({*STALE, *EMPTY})
    found = {f.code for f in judge_portal(fresh=False, rulebook_day=dt.date(2019, 4, 1))}
    assert {"stale-home-page", "many-empty-columns"} <= found
