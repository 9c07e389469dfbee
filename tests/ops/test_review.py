"""`zhengwu review`: sealing, showing, what waits for whom, emergencies, demonstrations."""

from __future__ import annotations

import json
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ops.sealed import NOW, OTHER, PAGE, World, day
from zhengwu.errors import UserError
from zhengwu_lint.git import git
from zhengwu_ops.cli import main
from zhengwu_ops.commands import review
from zhengwu_ops.review.demo import make_keys
from zhengwu_ops.review.pending import rate
from zhengwu_ops.world import openssh
from zhengwu_ops.world.openssh import Signatures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FILE = f"content/portal/{PAGE}"


@pytest.fixture
def run(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str]]:
    monkeypatch.setattr(review, "now", lambda: NOW)
    monkeypatch.chdir(world.root)

    def call(*arguments: str) -> tuple[int, str]:
        code = main(["review", *arguments])
        out = capsys.readouterr()
        return code, out.out + out.err

    return call


def key(world: World, officer: str) -> tuple[str, str]:
    return "--key", str(world.demo.key(officer))


def test_a_page_is_sealed_by_four_commands(
    world: World, run: Callable[..., tuple[int, str]]
) -> None:
    people = (("first", "chen"), ("second", "he"), ("final", "liang"), ("secrecy", "su"))
    for stage, officer in people:
        code, said = run(FILE, "--stage", stage, *key(world, officer))
        assert code == 0, said
        assert "下一步：提交这个文件" in said
    assert world.codes() >= {"not-arrived"}
    world.commit("liang")
    assert world.codes() == set()


def test_the_long_form_and_the_short_name_of_a_page_mean_the_same(
    world: World, run: Callable[..., tuple[int, str]]
) -> None:
    assert run("seal", f"portal/{PAGE}", "--stage", "first", *key(world, "chen"))[0] == 0
    assert list((world.root / f"reviews/portal/{PAGE}").glob("first.*.chen.seal"))


@pytest.mark.parametrize(
    ("stage", "officer", "said"),
    [
        ("second", "he", "还没有“初审”"),
        ("first", "he", "他没有“初审”的角色"),
        ("final", "jian", "还没有“复审”"),
        ("secrecy", "chen", "他没有“保密审查”的角色"),
        ("emergency", "liang", "应急发布要写明原因"),
    ],
)
def test_what_would_not_count_is_refused_at_once(
    stage: str, officer: str, said: str, world: World, run: Callable[..., tuple[int, str]]
) -> None:
    code, out = run(FILE, "--stage", stage, *key(world, officer))
    assert code == 2
    assert said in out
    assert not (world.root / "reviews").exists()


def test_one_person_seals_one_stage(world: World, run: Callable[..., tuple[int, str]]) -> None:
    assert run(FILE, "--stage", "first", *key(world, "fang"))[0] == 0
    code, said = run(FILE, "--stage", "second", *key(world, "fang"))
    assert code == 2
    assert "同一个人不能再做“复审”" in said


def test_an_author_is_refused_at_once(world: World, run: Callable[..., tuple[int, str]]) -> None:
    world.edit("见[附件]", "请见[附件]")
    world.commit("lu")
    code, said = run(FILE, "--stage", "first", *key(world, "lu"))
    assert code == 2
    assert "作者不能审自己的稿" in said


def test_what_is_not_committed_is_not_sealed(
    world: World, run: Callable[..., tuple[int, str]]
) -> None:
    world.edit("见[附件]", "请见[附件]")
    code, said = run(FILE, "--stage", "first", *key(world, "chen"))
    assert code == 2
    assert "先提交稿件" in said


def test_no_key_no_page_no_agent(world: World, run: Callable[..., tuple[int, str]]) -> None:
    assert "没有可用的密钥" in run(FILE, "--stage", "first")[1]
    assert "没有页面" in run("portal/none.md", "--stage", "first", *key(world, "chen"))[1]
    (world.root / "no-key").write_text("hello", "utf-8")
    assert "不是 SSH 密钥" in run(FILE, "--stage", "first", "--key", "no-key")[1]
    assert "写明一个页面" in run("--stage", "first", *key(world, "chen"))[1]


def _listens(address: str) -> bool:
    """Tell whether somebody listens; the socket stands there a moment earlier."""
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(address)
        except OSError:
            return False
    return True


@pytest.fixture
def agent(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A running ssh-agent without keys."""
    with tempfile.TemporaryDirectory(prefix="agent-") as folder:
        address = str(Path(folder, "socket"))  # its path must be short
        process = subprocess.Popen(["ssh-agent", "-D", "-a", address], stdout=subprocess.DEVNULL)
        while not _listens(address):
            assert process.poll() is None
            time.sleep(0.01)
        monkeypatch.setenv("SSH_AUTH_SOCK", address)
        yield
        process.terminate()
        process.wait()


def test_the_agent_signs_with_the_registered_key_that_it_holds(
    world: World, agent: None, run: Callable[..., tuple[int, str]]
) -> None:
    make_keys(world.demo.keys, ["private"])
    for name in ("private", "chen"):
        subprocess.run(["ssh-add", "-q", str(world.demo.key(name))], check=True)
    world.demo.key("chen").unlink()
    code, said = run(FILE, "--stage", "first")
    assert code == 0, said
    assert list((world.root / f"reviews/portal/{PAGE}").glob("first.*.chen.seal"))
    world.commit("lin")
    assert "missing-first" not in world.codes()


def test_a_machine_without_openssh_is_told_what_to_install(
    world: World, monkeypatch: pytest.MonkeyPatch, run: Callable[..., tuple[int, str]]
) -> None:
    private = world.demo.key("chen")
    private.with_suffix(".pub").unlink(missing_ok=True)

    def missing(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(openssh.subprocess, "run", missing)
    with pytest.raises(UserError, match="openssh-client"):
        openssh.Signer(private, "ssh-ed25519 AAAA").sign(b"x", "x")


def test_all_that_waits_is_listed_and_sealed_after_yes(
    world: World, run: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("click.confirm", lambda _: False)
    code, said = run("--all-waiting", "--stage", "first", *key(world, "chen"))
    assert (code, "没有审签。" in said, (world.root / "reviews").exists()) == (1, True, False)
    assert f"portal {PAGE}" in said
    monkeypatch.setattr("click.confirm", lambda _: True)
    code, said = run("--all-waiting", "--stage", "first", *key(world, "chen"))
    pages = sum(len(world.reviews().pages(site)) for site in ("portal", "fgj"))
    assert f"已审签 {pages} 个页面" in said
    assert len(list((world.root / "reviews").rglob("first.*.seal"))) == pages


def test_all_that_waits_at_one_site(world: World, run: Callable[..., tuple[int, str]]) -> None:
    run("--all-waiting", "--stage", "first", "--site", "fgj", "--yes", *key(world, "chen"))
    assert {p.name for p in (world.root / "reviews").iterdir()} == {"fgj"}
    code, said = run("--all-waiting", "--stage", "final", "--yes", *key(world, "liang"))
    assert (code, "没有可以审签的页面" in said) == (0, True)


def test_what_waits_for_whom(world: World, run: Callable[..., tuple[int, str]]) -> None:
    world.edit("见[附件]", "请见[附件]")
    world.commit("lu")
    world.seal("first", "chen")
    world.commit("chen")
    code, said = run("status")
    assert code == 1
    line = next(row for row in said.splitlines() if f"portal {PAGE} " in row)
    assert "等复审（方能、何清和）" in line
    assert "等保密审查（方能、苏砚宁）" in line
    first = next(row for row in said.splitlines() if f"portal {OTHER} " in row)
    assert "等初审（陈知远、方能、陆一鸣）" in first


def test_status_for_programs(world: World, run: Callable[..., tuple[int, str]]) -> None:
    code, said = run("status", "--json", "--site", "portal")
    data = json.loads(said)
    assert code == 1
    assert data["problems"] == []
    row = next(row for row in data["waiting"] if row["page"] == PAGE)
    assert row["waiting"]["first"] == ["chen", "fang", "lu"]
    assert {reason["code"] for reason in row["reasons"]} >= {"missing-first"}
    assert all(reason["fix"] for reason in row["reasons"])


def test_nothing_waits_when_all_is_sealed(
    world: World, run: Callable[..., tuple[int, str]]
) -> None:
    world.demo.seal(("portal", "fgj"), NOW, Signatures(None))
    code, said = run("status")
    assert (code, "全部页面都已审签。" in said) == (0, True)


def test_emergencies_are_marked_timed_and_counted(
    world: World, run: Callable[..., tuple[int, str]]
) -> None:
    assert (
        run(FILE, "--stage", "emergency", "--reason", "暴雨红色预警", *key(world, "liang"))[0] == 0
    )
    file = next((world.root / f"reviews/portal/{PAGE}").glob("emergency.*"))
    assert "\nreason 暴雨红色预警\n" in file.read_text("utf-8")
    world.commit("liang", at=day(23, 12))
    found = world.verdict()
    assert (found.reasons, found.emergency is not None) == ((), True)
    assert "overdue" in world.codes(now=day(24, 12, 1))
    assert "2026-11-24 12:00 前要补齐审签" in run("status")[1]
    world.seal_all(OTHER)
    counted = rate(world.reviews(), "portal")
    assert (counted.emergencies, counted.approvals, counted.percent) == (1, 2, 50.0)
    assert "其中应急发布 1 次，占 50.0%" in run("status")[1]


def test_a_page_is_shown_with_what_changed(
    world: World, run: Callable[..., tuple[int, str]]
) -> None:
    world.seal_all()
    world.edit("见[附件]", "请见\x1b[31m[附件]")
    world.write("portal/tzgg/files/a.csv", "姓名\n乙\n")
    world.commit()
    code, said = run("show", FILE, "--no-build")
    assert code == 0
    assert "-见[附件](files/a.csv)。" in said
    assert "+请见<1B>[31m[附件](files/a.csv)。" in said
    assert "附件 tzgg/files/a.csv 改过" in said
    assert "审签的稿件（提交 " in said


def test_a_page_is_shown_against_a_commit(
    world: World, run: Callable[..., tuple[int, str]]
) -> None:
    live = world.log() and git(world.root, "rev-parse", "HEAD").decode().strip()
    world.edit("见[附件]", "请见[附件]")
    world.commit()
    assert "+请见[附件](files/a.csv)。" in run("show", FILE, "--no-build", "--against", live)[1]


def test_a_page_that_was_never_sealed_is_shown_whole(
    world: World, run: Callable[..., tuple[int, str]]
) -> None:
    said = run("show", FILE, "--no-build")[1]
    assert "没有更早审签过的稿件，全文：" in said
    assert "title: 关于启用新办公地点的公告" in said
    assert "没有 mkdocs.yml" in run("show", FILE)[1]
