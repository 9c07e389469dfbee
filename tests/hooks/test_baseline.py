"""Baselines: old findings are known, new ones are not, and nothing forbidden is."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.cities import DAY, article
from tests.hooks.ondisk import PAGE, Lint, Run, write, write_city
from zhengwu.errors import UserError
from zhengwu.pages.schedule import end_of
from zhengwu_lint.baseline import read_baseline, write_baseline
from zhengwu_lint.git import Repository, git
from zhengwu_lint.rules import RULES
from zhengwu_lint.select.paths import select

if TYPE_CHECKING:
    from pathlib import Path

OLD = "一，，二。\n\n三。。四。\n\n五，，六。"
FORBIDDEN = "[活动](https://www.shop-demo.com/)"
PERSON = (
    "-c",
    "user.name=lin",
    "-c",
    "user.email=lin@shifan.example",
    "-c",
    "commit.gpgSign=false",
)
KEPT = {"rule", "file", "text", "count"}


@pytest.fixture
def lint(capsys: pytest.CaptureFixture[str]) -> Lint:
    return Lint(capsys)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_city(tmp_path / "city", {PAGE: article(OLD)})
    monkeypatch.chdir(folder)
    return folder


def write_known(lint: Lint) -> int:
    return lint("--write-baseline", "known.json").code


def known(here: Path) -> list[dict[str, object]]:
    data: list[dict[str, object]] = json.loads((here / "known.json").read_text("utf-8"))["known"]
    return data


def test_what_is_known_is_no_finding(here: Path, lint: Lint) -> None:
    assert len(lint(PAGE).findings) == 3
    assert write_known(lint) == 0
    run = lint("--baseline", "known.json")
    assert (run.code, run.findings) == (0, [])
    assert "3 处记在基线里" in lint("--baseline", "known.json", form="text").out


def test_a_baseline_knows_neither_lines_nor_times(here: Path, lint: Lint) -> None:
    write_known(lint)
    entries = known(here)
    assert all(set(entry) == KEPT for entry in entries)
    assert [entry["count"] for entry in entries] == [2, 1]  # “，，” twice, “。。” once
    keys = [tuple(str(entry[name]) for name in ("rule", "file", "text")) for entry in entries]
    assert keys == sorted(keys)
    first = (here / "known.json").read_bytes()
    write(here, {PAGE: article(f"新的一段。\n\n{OLD}")})
    write_known(lint)
    assert (here / "known.json").read_bytes() == first


def test_moving_lines_changes_nothing(here: Path, lint: Lint) -> None:
    write_known(lint)
    write(here, {PAGE: article(f"新的一段。\n\n{OLD}")})
    assert lint("--baseline", "known.json").findings == []


def test_a_new_finding_of_the_same_kind_is_new(here: Path, lint: Lint) -> None:
    write_known(lint)
    write(here, {PAGE: article(f"{OLD}\n\n七，，八。")})
    (finding,) = lint("--baseline", "known.json").findings
    assert finding[2] == "doubled-punctuation"


def test_an_entry_that_is_not_needed_is_told_at_its_line(here: Path, lint: Lint) -> None:
    write_known(lint)
    write(here, {PAGE: article(OLD.replace("。。", "。"))})
    run = lint("--baseline", "known.json", PAGE)
    assert run.findings == [("known.json", 5, "unneeded-baseline-entry")]
    assert run.code == 0
    assert lint("--strict", "--baseline", "known.json", PAGE).code == 1


def test_a_finding_that_is_gone_in_part_is_told(here: Path, lint: Lint) -> None:
    write_known(lint)
    write(here, {PAGE: article("一，，二。\n\n三。。四。")})
    assert lint("--baseline", "known.json").findings == [
        ("known.json", 4, "unneeded-baseline-entry")
    ]


def test_what_was_not_judged_is_not_told(here: Path, lint: Lint) -> None:
    write_known(lint)
    write(here, {PAGE: article("正文。")})
    assert lint("--baseline", "known.json", "content/fgj").findings == []


def test_entries_of_a_deleted_file_are_told_whatever_is_judged(here: Path, lint: Lint) -> None:
    write_known(lint)
    (here / PAGE).unlink()
    for asked in ((), ("content/fgj",), ("content/city.yml",)):
        found = lint("--baseline", "known.json", *asked).findings
        assert found == [("known.json", line, "unneeded-baseline-entry") for line in (4, 5)]
    assert "这个文件已经没有了" in lint("--baseline", "known.json", form="text").out


def test_built_pages_that_are_not_there_are_not_told(here: Path, lint: Lint) -> None:
    row = {"rule": "heading-skip", "file": "public/portal/a.html", "text": "0" * 16, "count": 1}
    write(here, {"known.json": json.dumps({"version": 1, "known": [row]}), PAGE: article("正文。")})
    assert lint("--baseline", "known.json").findings == []


def commit(here: Path) -> None:
    git(here, "add", "--all")
    git(here, *PERSON, "commit", "--quiet", "--message", "x")


@pytest.fixture
def repository(here: Path, lint: Lint) -> Path:
    write_known(lint)
    Repository.make(here, "main")
    commit(here)
    return here


NEW = article("一，，二。", title="另一篇")
VOID = [
    (PAGE, "doubled-punctuation"),
    ("known.json", "unneeded-baseline-entry"),
    ("known.json", "unneeded-baseline-entry"),
]


def found(run: Run) -> list[tuple[str, str]]:
    return [(file, rule) for file, _, rule in run.findings]


def test_a_new_file_of_a_deleted_ones_name_is_not_waived(repository: Path, lint: Lint) -> None:
    (repository / PAGE).unlink()
    commit(repository)
    write(repository, {PAGE: NEW})
    assert found(lint("--baseline", "known.json")) == VOID  # not committed yet
    git(repository, "add", "--all")
    assert found(lint("--baseline", "known.json", "--staged")) == VOID
    commit(repository)
    run = lint("--baseline", "known.json", PAGE)
    assert found(run) == VOID
    assert "现在的是新建的" in lint("--baseline", "known.json", form="text").out


def test_an_old_file_that_changes_is_waived(repository: Path, lint: Lint) -> None:
    write(repository, {PAGE: article(f"{OLD}\n\n新的一段。")})
    commit(repository)
    assert lint("--baseline", "known.json").findings == []


def test_a_baseline_that_was_cleared_may_name_the_new_file(repository: Path, lint: Lint) -> None:
    (repository / PAGE).unlink()
    commit(repository)
    write_known(lint)
    commit(repository)
    write(repository, {PAGE: NEW})
    commit(repository)
    write_known(lint)
    assert lint("--baseline", "known.json").findings == []


def test_a_baseline_that_is_not_committed_counts_for_what_is_there(here: Path, lint: Lint) -> None:
    Repository.make(here, "main")
    write_known(lint)
    assert lint("--baseline", "known.json").findings == []
    commit(here)
    assert lint("--baseline", "known.json").findings == []


def test_rules_about_whole_sites_need_the_whole_site(here: Path, lint: Lint) -> None:
    policy = "content/portal/zcwj/p.md"
    write(here, {policy: article("第一条", title="办法", validity="有效")})
    write_known(lint)
    assert "unpaired-policy" in {entry["rule"] for entry in known(here)}
    write(here, {policy: article("第一条", title="办法", validity="失效")})
    assert lint("--baseline", "known.json", policy).findings == []
    gone = [f for f in lint("--baseline", "known.json").findings if f[2].startswith("unneeded")]
    assert len(gone) == 1


def test_nothing_forbidden_gets_into_a_baseline(here: Path, lint: Lint) -> None:
    write(here, {PAGE: article(FORBIDDEN)})
    assert write_known(lint) == 1
    assert known(here) == []
    assert lint("--baseline", "known.json", PAGE).code == 1


def test_nothing_forbidden_hides_behind_a_baseline(here: Path, lint: Lint) -> None:
    write(here, {PAGE: article(FORBIDDEN)})
    row = {"rule": "external-link", "file": PAGE, "text": "0" * 16, "count": 9}
    other = {**row, "rule": "no-such-rule"}
    text = json.dumps({"version": 1, "known": [row, other]})
    write(here, {"known.json": text})
    run = lint("--baseline", "known.json", PAGE)
    assert run.code == 1
    found = [finding[2] for finding in run.findings]
    assert found.count("unneeded-baseline-entry") == 2
    assert "external-link" in found


def test_a_baseline_that_names_exactly_what_is_forbidden_hides_nothing(
    here: Path, lint: Lint
) -> None:
    write(here, {PAGE: article(FORBIDDEN)})
    report = select((here / PAGE,), here / "content", end_of(DAY), "portal").report(RULES)
    lenient = tuple(replace(rule, waivable=True) for rule in RULES)
    write(here, {"known.json": write_baseline(report, lenient)})
    assert "external-link" in {entry["rule"] for entry in known(here)}
    run = lint("--baseline", "known.json", PAGE)
    assert run.code == 1
    assert (PAGE, 6, "external-link") in run.findings
    assert "unneeded-baseline-entry" in {rule for _, _, rule in run.findings}


def test_a_baseline_that_is_not_there_cannot_be_worked_with(here: Path, lint: Lint) -> None:
    run = lint("--baseline", "none.json", PAGE)
    assert run.code == 2
    assert "没有这个基线文件" in run.err
    assert "--write-baseline none.json" in run.err


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("[]", 1),
        ("{\n,}", 2),
        ('{"version": 2, "known": []}', 1),
        ('{"version": 1}', 1),
        ('{"version": 1, "known": [1]}', 1),
        ('{"version": 1, "known": [\n{"rule": "a", "file": "b", "text": "c", "count": 0}]}', 2),
        ("[" * 100_000, 1),
    ],
)
def test_what_is_no_baseline_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(UserError) as caught:
        read_baseline(text, "known.json")
    (mistake,) = caught.value.problems
    assert (mistake.file, mistake.line) == ("known.json", line)
    assert mistake.fix.text()
