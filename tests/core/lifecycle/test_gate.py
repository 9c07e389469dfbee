"""The gate's one question: may this site be published today, and if not, every reason why."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from tests.cities import DEPARTMENT, dump
from tests.core.lifecycle.registers import FILINGS, OPEN, Life, resume, retire, step, suspend
from zhengwu.lifecycle import may_publish, notice_pages, read_former

DOWN = [OPEN, suspend("2026-11-20", "2026-11-30")]
GONE = [OPEN, retire("2026-09-01", "2026-09-30")]


def reasons(life: Life, day: str = "2026-11-24", **facts: Any) -> list[str]:  # noqa: ANN401 -- the gate's own options
    city = life.city
    found = may_publish(city.sites[life.id], city, date.fromisoformat(day), **facts)
    assert all(mistake.file == f"content/{life.id}/site.yml" for mistake in found)
    assert all(mistake.fix.text() for mistake in found)
    return [mistake.message.text() for mistake in found]


@pytest.mark.parametrize("kind", ["department", "town", "portal"])
def test_a_site_with_everything_may_be_published(kind: str) -> None:
    assert reasons(Life([OPEN], kind=kind)) == []


def test_a_retiring_site_may_be_published() -> None:
    assert reasons(Life([OPEN, retire("2026-11-01", "2026-11-30")])) == []


def test_a_site_that_was_never_opened_is_told_all_that_it_lacks() -> None:
    found = reasons(Life([], {}))
    assert found[0] == "网站还没有登记开通，不得上线（办法 第六条）"
    assert len(found) == 6


def test_a_site_does_not_open_early() -> None:
    event = copy.deepcopy(OPEN)
    assert reasons(Life([event]), "2025-04-09")[0].startswith("网站 2025-04-10 才开通")
    assert reasons(Life([event]), "2025-04-10") == []


@pytest.mark.parametrize(
    ("day", "refused"),
    [("2026-11-19", False), ("2026-11-20", True), ("2026-11-30", True), ("2026-12-24", True)],
)
def test_a_suspended_site_is_refused(day: str, *, refused: bool) -> None:
    found = reasons(Life(DOWN), day)
    assert any("从 2026-11-20 起临时下线" in reason for reason in found) is refused


def test_a_site_that_is_back_may_be_published() -> None:
    assert reasons(Life([*DOWN, resume("2026-11-24")])) == []
    assert len(reasons(Life([*DOWN, {"event": "resume", "date": "2026-11-24"}]))) == 1


def test_an_ordered_closure_ends_with_all_checks() -> None:
    order = {"order": step("2026-11-20")}
    down = [OPEN, suspend("2026-11-20", None, reason="ordered", done=order)]
    assert reasons(Life([*down, resume("2026-11-24", ordered=True)])) == []
    assert len(reasons(Life([*down, resume("2026-11-24")]))) == 4


def test_a_retired_site_is_refused() -> None:
    found = reasons(Life(GONE))
    assert "网站从 2026-10-01 起已经永久下线，不能再发布（办法 第八条）" in found


@pytest.mark.parametrize(("events", "refused"), [(DOWN, False), ([OPEN], True)])
def test_the_notice_goes_out_when_the_site_is_down(
    events: list[dict[str, Any]], *, refused: bool
) -> None:
    assert bool(reasons(Life(events), notice=True)) is refused


def test_the_notice_does_not_go_out_without_the_approvals() -> None:
    down = copy.deepcopy(DOWN)
    del down[1]["done"]["approval"]
    del down[1]["done"]["consent"]
    found = reasons(Life(down), notice=True)
    assert [("市政府办公室" in found[0]), ("市委网信办" in found[1])] == [True, True]


def test_every_reason_at_once_and_at_its_place() -> None:
    down = copy.deepcopy(DOWN)
    del down[1]["done"]["reported"]
    life = Life(down, {k: v for k, v in FILINGS.items() if k != "conac"})
    register = life.register
    assert register.city is not None
    former = read_former(dump({**DEPARTMENT, "domain": "old.example", "lifecycle": [OPEN]}))
    city, file = register.city, "content/fgj/site.yml"
    found = may_publish(
        city.sites["fgj"],
        city,
        date(2026, 11, 24),
        former=former,
        pages=notice_pages(city.sites["fgj"], city, life.tree, "content"),
        yaml=register.files[file],
    )
    text = "\n".join(mistake.message.text() for mistake in found)
    for said in (
        "临时下线，不能发布",
        "党政机关网站标识",
        "临时下线申请",
        "tzgg/kaitong.md 不存在",
        "tzgg/xiaxian.md 不存在",
        "却没有变更事件",
    ):
        assert said in text
    lines = life.tree.read(file).decode().split("\n")
    (place,) = (m for m in found if "却没有变更事件" in m.message.text())
    assert lines[place.line - 1].startswith("domain:")


def test_an_old_assessment_costs_points_only() -> None:
    mlps = {"date": "2025-03-11", "level": 3, "assessed": "2025-03-20"}
    assert reasons(Life([OPEN], {**FILINGS, "mlps": mlps})) == []


def test_what_is_over_keeps_nobody_from_publishing() -> None:
    events = [
        suspend("2026-03-02", "2026-03-05"),
        resume("2026-03-06"),
        suspend("2026-05-01", "2026-05-20"),
        resume("2026-07-01"),
    ]
    assert reasons(Life([OPEN, *events])) == []
