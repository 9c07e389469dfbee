"""The command line as people meet it: help, usage errors, exit codes, both languages."""

from __future__ import annotations

import json
import re

import pytest

from zhengwu_lint.rules import RULES
from zhengwu_ops.cli import COMMANDS, main

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_chinese(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([name, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"用法：zhengwu {name}")
    assert "Show this message" not in out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_english(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "en", name, "--help"]) == 0
    assert not HAN.search(capsys.readouterr().out)


def test_the_language_may_stand_behind_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "no-such-rule", "--lang", "en"]) == 2
    assert "no rule" in capsys.readouterr().err.lower()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lint", "--bad"], "没有“--bad”这个选项"),
        (["nix"], "没有“nix”这个命令"),
        (["explain"], "缺少 规则"),
        (["lint", "--format", "x"], "--format 不对：没有“x”这种格式"),
        (["lint", "--date", "gestern"], "--date 不对："),
        (["lint", "--site"], "选项 --site 后面缺少值"),
        (["lint", "no/such/file.md"], "没有这个文件或文件夹：no/such/file.md"),
        (["explain", "external-lnk"], "是不是 external-link？"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_command_line_is_told_in_chinese(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert said in capsys.readouterr().err


def test_rules_are_listed_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert listed == [rule.id for rule in RULES]


def test_rules_as_json_tell_what_programs_need(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in rows] == [rule.id for rule in RULES]
    assert {"id", "summary", "severity", "basis", "waivable", "reads"} <= set(rows[0])


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_every_rule_is_explained(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", rule]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{rule}: ")
    for heading in ("为什么", "不通过的例子", "通过的例子", "怎么改", "看不到的"):
        assert f"\n{heading}\n" in out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert re.fullmatch(r"zhengwu.* \d+\.\d+\.\d+\n", capsys.readouterr().out)
