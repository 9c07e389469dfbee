"""What git and the forge say about seals: who wrote a text, and when a seal arrived."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cities import article
from tests.ops.registering import record
from tests.ops.sealed import NOW, World, day
from zhengwu.errors import UserError
from zhengwu_lint.git import git
from zhengwu_ops.officers.changes import revoke
from zhengwu_ops.review import Reviews
from zhengwu_ops.review.status_report import PageStatus
from zhengwu_ops.world.openssh import Signatures

if TYPE_CHECKING:
    from pathlib import Path


def unsign(world: World) -> str:
    """Commit an edit with a name and no signature."""
    world.edit("见[附件]", "请见[附件]")
    person = ("-c", "user.name=lin", "-c", "user.email=lin@zhongshan.example")
    git(world.root, *person, "commit", "--quiet", "--all", "--no-gpg-sign", "-m", "Edit")
    return git(world.root, "rev-parse", "HEAD").decode().strip()


def clone(world: World, folder: Path, *options: str) -> None:
    command = ["git", "clone", "--quiet", *options, world.root.as_uri(), str(folder)]
    subprocess.run(command, check=True)


def test_a_name_proves_nothing(world: World) -> None:
    commit = unsign(world)
    world.seal_all()
    reasons = world.verdict().reasons
    assert [reason.code for reason in reasons] == ["unproven-author"]
    assert commit[:12] in reasons[0].text()
    told = [line.text() for line in PageStatus.of(world.reviews(), ("portal",)).lines()]
    assert f"  无法证明稿件是谁写的：提交 {commit[:12]}" in told


@pytest.mark.parametrize(("author", "code"), [("lin", set()), ("chen", {"author"})])
def test_the_forge_may_vouch_for_an_author(
    author: str,
    code: set[str],
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record = tmp_path / "forge.json"
    record.write_text(json.dumps({"commits": {unsign(world): {"author": author}}}), "utf-8")
    monkeypatch.setenv("ZHENGWU_FORGE_RECORD", str(record))
    world.seal_all()
    assert world.codes() & {"author", "unproven-author"} == code


def test_the_forge_s_clock_goes_before_the_committer_s(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.seal_all()
    head = git(world.root, "rev-parse", "HEAD").decode().strip()
    record = tmp_path / "forge.json"
    facts = {"commits": {head: {"reached": "2026-11-20T01:00:00+00:00"}}}
    record.write_text(json.dumps(facts), "utf-8")
    monkeypatch.setenv("ZHENGWU_FORGE_RECORD", str(record))
    assert world.reviews().history.line[-1].time == day(20, 9)


def test_a_broken_record_of_the_forge_is_told(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "forge.json").write_text("[]", "utf-8")
    monkeypatch.setenv("ZHENGWU_FORGE_RECORD", str(tmp_path / "forge.json"))
    with pytest.raises(UserError, match="平台记录"):
        world.reviews()


def test_time_never_runs_backwards_along_the_branch(world: World) -> None:
    world.write("portal/tzgg/c.md", article("丙。"))
    world.commit(at=day(10))
    world.write("portal/tzgg/d.md", article("丁。"))
    world.commit(at=day(4))
    assert [arrival.time for arrival in world.reviews().history.line[-2:]] == [day(10), day(10)]


def test_a_seal_on_a_side_branch_arrives_with_the_merge(world: World) -> None:
    git(world.root, "checkout", "--quiet", "-b", "side")
    world.seal_all()
    git(world.root, "checkout", "--quiet", "main")
    git(world.root, "checkout", "--quiet", "side")
    assert "not-arrived" in world.codes()
    git(world.root, "checkout", "--quiet", "main")
    person = ("-c", "user.name=op", "-c", "user.email=op@zhongshan.example")
    git(world.root, *person, "merge", "--quiet", "--no-ff", "--no-edit", "side")
    assert world.codes() == set()
    assert {p.arrival.order for p in world.verdict().counted if p.arrival} == {1}


def test_a_shallow_clone_is_refused(world: World, tmp_path: Path) -> None:
    world.seal_all()
    clone(world, tmp_path / "s", "--depth", "1")
    with pytest.raises(UserError, match="fetch-depth"):
        Reviews.open(tmp_path / "s/content", NOW, Signatures(None))


def test_the_forge_s_branch_counts_and_not_the_local_one(world: World, tmp_path: Path) -> None:
    clone(world, tmp_path / "clone")
    copy = World(type(world.demo)(tmp_path / "clone", world.demo.keys))
    copy.seal_all()
    assert "not-arrived" in copy.codes()
    subprocess.run(["git", "push", "--quiet", "origin", "main:other"], cwd=copy.root, check=True)
    git(copy.root, "update-ref", "refs/remotes/origin/main", "HEAD")
    assert copy.codes() == set()


def test_without_a_register_nothing_counts(world: World) -> None:
    git(world.root, "rm", "-r", "--quiet", "officers")
    world.commit("huang")
    assert [reason.code for reason in world.reviews().problems()] == ["register-differs"] * 11


def test_a_commit_dated_ahead_stops_everything_until_its_time(world: World) -> None:
    world.write("portal/tzgg/c.md", article("丙。"))
    world.commit(at=day(28))
    assert [reason.code for reason in world.reviews().problems()] == ["dated-ahead"]
    assert world.reviews(day(28)).problems() == ()


@pytest.mark.parametrize(
    ("minute", "proof"),
    [
        pytest.param(59, {"proven"}, id="a minute before"),
        pytest.param(60, {"unproven-author"}, id="on the minute"),
        pytest.param(90, {"unproven-author"}, id="later"),
    ],
)
def test_an_author_s_revoked_key_proves_nothing(minute: int, proof: set[str], world: World) -> None:
    revoke(world.content, "lin", (), day(3, 12))
    record(world, "lin", "revoke")
    world.edit("见[附件]", "参见[附件]")
    world.commit("lin", day(3, 11) + dt.timedelta(minutes=minute))
    world.today = day(4)
    world.seal_all()
    assert (world.codes() or {"proven"}) == proof
