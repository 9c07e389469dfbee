"""The report of the command and its exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cities import article
from tests.hooks.ondisk import CLEAN, FOREIGN, PAGE, Lint, write
from zhengwu import __version__

if TYPE_CHECKING:
    from pathlib import Path


def test_the_json_report_has_its_shape(here: Path, lint: Lint) -> None:
    write(here, {"a.docx": b"PK"})
    report = lint(PAGE, "a.docx").report
    assert list(report) == ["tool", "rulebook", "checked", "unchecked", "findings"]
    assert (report["tool"], report["rulebook"], report["checked"]) == (
        __version__,
        "gbmh-2019-19",
        1,
    )
    assert report["unchecked"] == [
        {"file": "a.docx", "why": report["unchecked"][0]["why"]},
    ]
    (finding,) = report["findings"]
    assert finding == {
        "file": PAGE,
        "line": 6,
        "column": 2,
        "rule": "external-link",
        "severity": "error",
        "message": "链接指向清单之外的主机 www.shop-demo.com",
        "fix": "删去链接；确有必要，请在 city.yml 的 hosts 里登记或续期",
        "basis": ["办法 第十七条", "办法 第二十五条"],
    }


def test_the_text_report_says_place_problem_fix_and_clause(here: Path, lint: Lint) -> None:
    lines = lint(PAGE, form="text").out.splitlines()
    assert lines[0] == (f"{PAGE}:6:2: 错误 external-link 链接指向清单之外的主机 www.shop-demo.com")
    assert "删去链接" in lines[1]
    assert lines[2].endswith("办法 第十七条、办法 第二十五条")
    assert lines[-2].startswith("检查了 1 个文件：1 个错误，0 个提醒")
    assert lines[-1] == f"检查指标 gbmh-2019-19，zhengwu {__version__}。"


def test_a_clean_text_report_says_so(here: Path, lint: Lint) -> None:
    out = lint("content/fgj", form="text").out
    assert out.startswith("检查了 11 个文件，没有发现问题。\n")


WARNED = article("## 一\n\n#### 二\n")  # a skipped level costs points


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (CLEAN, [], 0),
        (CLEAN, ["--strict"], 0),
        (WARNED, [], 0),
        (WARNED, ["--strict"], 1),
        (FOREIGN, [], 1),
        (FOREIGN, ["--strict"], 1),
    ],
    ids=["clean", "clean, strict", "warning", "warning, strict", "error", "error, strict"],
)
def test_the_exit_code(text: str, options: list[str], code: int, here: Path, lint: Lint) -> None:
    write(here, {PAGE: text})
    assert lint(*options, PAGE).code == code


def test_a_path_that_is_not_there_cannot_be_worked_with(here: Path, lint: Lint) -> None:
    run = lint("content/portal/x.md", PAGE)
    assert (run.code, run.out) == (2, "")
    assert "没有这个文件或文件夹：content/portal/x.md" in run.err
