"""`zhengwu lifecycle`: the state of a site, what is missing, and what changed in silence."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.ops.lifecycles import (
    DAY,
    commit,
    events,
    git,
    make_city,
    register,
    report,
    run,
    suspended,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_city(tmp_path)


def test_the_state_of_a_site_with_everything(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("fgj") == 0
    out = capsys.readouterr().out
    assert "中山市发展和改革局（fgj）：正常运行" in out
    assert "从 2025-04-10 起" in out
    assert "没有缺的手续" in out


def test_what_is_missing_is_told_with_clause_day_and_line(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suspended(city)
    capsys.readouterr()
    assert run("fgj", day="2026-11-30") == 0
    due = capsys.readouterr().out
    assert "还要办的：" in due
    assert "最迟 2026-12-01" in due
    assert run("fgj", day="2026-12-01") == 1
    out = capsys.readouterr().out
    assert "临时下线（2026-12-01）：还没有登记“市政府办公室审批”（办法 第九条）" in out
    assert "不合规定：" in out
    number = int(out.split("content/fgj/site.yml 第 ")[1].split(" ")[0])
    assert "done:" in "\n".join(register(city).split("\n")[number - 2 : number])


def test_the_same_for_programs(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    suspended(city)
    found = report(capsys, "fgj", day="2026-12-01")
    assert (found["state"], found["since"], found["until"]) == (
        "suspended",
        "2026-12-01",
        "2026-12-20",
    )
    assert found["compared"] is True
    wrong = {row["message"].split("“")[1].split("”")[0]: row for row in found["wrong"]}
    row = wrong["市委网信办同意"]
    assert (row["matter"], row["due"], row["basis"], row["file"]) == (
        "missing-lifecycle-step",
        "2026-12-01",
        "办法 第九条",
        "content/fgj/site.yml",
    )


def test_a_change_knows_what_was_there_before(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = city / "content/fgj/site.yml"
    path.write_text(
        register(city).replace("fgj.zhongshan.example", "fagai.zhongshan.example"), "utf-8"
    )
    assert run("fgj") == 1
    assert "却没有变更事件" in capsys.readouterr().out
    assert run("fgj", "change") == 0
    assert events(city)[-1]["was"] == {"domain": "fgj.zhongshan.example"}
    notice = (city / "content/fgj/tzgg/20261124-biangeng.md").read_text("utf-8")
    assert "| 域名 | fgj.zhongshan.example | fagai.zhongshan.example |" in notice
    assert run("fgj") == 1
    assert "还没有向上级主管单位备案" in capsys.readouterr().out
    filled = register(city).replace("# filed: {date: , number: }", f"filed: {{date: {DAY}}}")
    path.write_text(filled, "utf-8")
    assert run("fgj") == 0


def test_a_change_since_another_commit(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = city / "content/fgj/site.yml"
    path.write_text(register(city).replace("fgj.zhongshan", "fagai.zhongshan"), "utf-8")
    commit(city)
    assert run("fgj") == 0
    assert run("fgj", "--since", "HEAD~1") == 1
    assert run("fgj", "change", "--since", "HEAD~1") == 0
    assert run("fgj", "--since", "no-such") == 2
    assert "git 里没有“no-such”这个提交" in capsys.readouterr().err


def _replaced(city: Path) -> None:
    """Say that the register of the last commit is the one of today."""
    path = "content/fgj/site.yml"
    git(city, "config", "core.useReplaceRefs", "true")
    git(city, "hash-object", "-w", path)
    git(city, "replace", f"HEAD:{path}", _output(city, "hash-object", path))


def _replaced_commit(city: Path) -> None:
    git(city, "add", "-A")
    tree = _output(city, "write-tree")
    git(city, "replace", "HEAD", _output(city, "commit-tree", tree, "-m", "a"))
    git(city, "reset", "-q")


def _output(city: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *arguments]
    done = subprocess.run(command, cwd=city, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.mark.parametrize("forge", [_replaced, _replaced_commit], ids=lambda forge: forge.__name__)
def test_the_former_register_cannot_be_faked(
    forge: Callable[[Path], None], city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = city / "content/fgj/site.yml"
    path.write_text(register(city).replace("fgj.zhongshan", "fagai.zhongshan"), "utf-8")
    forge(city)
    shown = _output(city, "show", "HEAD:content/fgj/site.yml")
    assert "fagai.zhongshan" in shown
    assert run("fgj") == 1
    assert "fgj.zhongshan.example" in capsys.readouterr().out


def test_a_shallow_clone_does_not_know_former_registers(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (city / "new.txt").write_text("new", "utf-8")
    commit(city)
    former = _output(city, "rev-parse", "HEAD~1")
    git(city, "clone", "-q", "--depth", "1", city.as_uri(), str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    assert run("fgj") == 0
    assert run("fgj", "--since", former) == 2
    assert "git fetch --unshallow" in capsys.readouterr().err


def test_a_commit_that_did_not_have_the_site_is_said(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(city, "checkout", "-q", "--orphan", "empty")
    git(city, "rm", "-r", "-q", "--cached", ".")
    git(city, "commit", "-q", "--allow-empty", "-m", "a")
    assert run("fgj", "--since", "HEAD~0") == 2
    assert "提交 HEAD~0 里没有 content/fgj/site.yml" in capsys.readouterr().err
    assert run("fgj") == 0  # the site is new


def test_without_a_repository_there_is_nothing_to_compare(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (city / ".git").rename(city / "elsewhere")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert run("fgj") == 0
    assert "没有以前的登记可以比较" in capsys.readouterr().out
    assert run("fgj", "change") == 2
    assert "不知道变更了什么" in capsys.readouterr().err


def test_a_broken_register_is_told_and_left_alone(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = city / "content/fgj/site.yml"
    path.write_text("name: [\n", "utf-8")
    assert run("fgj", "suspend", "--until", "2026-11-30") == 2
    assert "content/fgj/site.yml:" in capsys.readouterr().err
    assert path.read_text("utf-8") == "name: [\n"
