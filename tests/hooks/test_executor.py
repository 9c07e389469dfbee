"""Units of work do the same in any process."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from tests.cities import DAY, FRESH, article, city_tree
from zhengwu.messages import Message
from zhengwu.pages.schedule import end_of
from zhengwu_lint.executor import SnapshotId, WorkUnit, judge_all, judge_unit
from zhengwu_lint.outcome import FileResult

if TYPE_CHECKING:
    from pathlib import Path

BAD = article("[丙](c.md)，加微信 abc12345，，见 https://www.nowhere.example/ 。")


@pytest.fixture
def units(tmp_path: Path) -> list[WorkUnit]:
    tree = city_tree({**FRESH, "content/portal/tzgg/a.md": BAD})
    files = sorted(tree.files("content"))
    for file in files:
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(tree.read(file))
    snapshot = SnapshotId(str(tmp_path), "content", end_of(DAY), run=str(tmp_path))
    found = [WorkUnit(snapshot, file) for file in files if file.endswith((".md", ".yml"))]
    return [*found, WorkUnit(snapshot, "content/portal/site.yml", whole=True)]


def test_processes_find_what_one_finds(units: list[WorkUnit]) -> None:
    here = [(unit, judge_unit(unit)) for unit in units]
    assert any(isinstance(found, FileResult) and found.judged.findings for _, found in here)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        there = list(judge_all(executor, units, together=5))
    assert there == here


def test_threads_do_as_well(units: list[WorkUnit]) -> None:
    with ThreadPoolExecutor(1) as executor:
        found = dict(judge_all(executor, units[:4], together=2))
    assert list(found) == units[:4]


def test_what_cannot_be_judged_is_told(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/city.yml").write_text("name: [")
    snapshot = SnapshotId(str(tmp_path), "content", end_of(DAY), run=str(tmp_path))
    assert isinstance(judge_unit(WorkUnit(snapshot, "content/a.md")), Message)


def test_a_site_that_is_none_is_a_mistake_of_the_program(units: list[WorkUnit]) -> None:
    with pytest.raises(ValueError, match="no site"):
        judge_unit(WorkUnit(units[0].snapshot, "content/nix/site.yml", whole=True))
