"""A hook on one page reads that page, those that refer to it, and what they refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cities import DAY, article, city_tree
from tests.hooks.committing import Repository, outer_environment
from zhengwu.pages.schedule import end_of
from zhengwu_lint.rules import RULES
from zhengwu_lint.select.staged import select_staged
from zhengwu_lint.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

PAGES = 300
REFERRERS = 7
CHANGED = "content/portal/tzgg/changed.md"
OLD, NEW = "中府办函〔2026〕998号", "中府办函〔2026〕999号"


def policy(number: str) -> str:
    return article("## 一\n\n正文", kind="policy", docno=number, validity="有效")


def interpretation(number: str) -> str:
    return article("问答", kind="interpretation", interprets=number)


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "city").mkdir()
    repository = Repository(tmp_path / "city", outer_environment(tmp_path))
    repository.git("init", "--quiet")
    pages = {
        f"content/portal/tzgg/{n}.md": article(f"见[前](../gk/{n}.md)。") for n in range(PAGES)
    }
    pages |= {f"content/portal/gk/{n}.md": article("文") for n in range(PAGES)}
    pages |= {
        f"content/portal/tzgg/r{n}.md": article("见[一](changed.md#一)。") for n in range(REFERRERS)
    }
    pages["content/portal/tzgg/reads.md"] = interpretation(OLD)
    pages["content/portal/tzgg/reads-another.md"] = interpretation("中府办函〔2020〕1号")
    repository.add({**city_tree(pages).contents, CHANGED: policy(OLD)})
    repository.git("commit", "--quiet", "--no-verify", "-m", "x")
    return repository


def hook(city: Repository) -> tuple[set[tuple[str, str]], set[str]]:
    """Return what a hook finds, and the pages whose facts it asked for."""
    said: list[str] = []
    with open_store(city.folder, lambda note: said.append(note.text())) as store:
        chosen = select_staged((), city.folder, end_of(DAY), "portal", store=store)
        found = {(problem.file, problem.code) for problem in chosen.report(RULES).findings}
        (selection,) = chosen.selections
        asked = set(selection.workspace.facts.asked)
    assert said == []
    return found, asked


def test_a_hook_on_one_page_reads_few(city: Repository) -> None:
    city.add({CHANGED: policy(OLD).replace("正文", "新的正文")})
    first, everything = hook(city)
    assert len(everything) > PAGES  # the first time, all pages get their marks
    again, asked = hook(city)
    assert again == first
    assert len(asked) <= REFERRERS + 2 + 50
    assert CHANGED in asked
    assert {f"content/portal/tzgg/r{n}.md" for n in range(REFERRERS)} <= asked


def test_what_the_change_breaks_is_found_by_few_reads(city: Repository) -> None:
    city.add({CHANGED: policy(NEW).replace("## 一", "## 二")})
    hook(city)
    found, asked = hook(city)
    broken = {file for file, code in found if code == "broken-link"}
    assert broken == {f"content/portal/tzgg/r{n}.md" for n in range(REFERRERS)}
    dangling = {file for file, code in found if code == "dangling-interpretation"}
    assert dangling == {"content/portal/tzgg/reads.md"}
    assert len(asked) <= REFERRERS + 2 + 50
