"""Files that arrive are hashed one by one, and nothing can be sent behind that."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.ops.publish.forging import Forger
from zhengwu_ops.publish.refusals import ServerRefusedError
from zhengwu_ops.publish.transport import Conversation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.ops.publish.town import Town

PAGE = "tzgg/a.md"
TEXTS = {"index.md": "首页", PAGE: "甲"}


@pytest.fixture
def town(folder_town: Town) -> Town:
    return folder_town


@pytest.fixture
def forger(town: Town) -> Iterator[Forger]:
    with Conversation(town.here()) as talk:
        talk.ask("lock", who="x")
        yield Forger(town, talk)
    assert town.left_behind() == []


def flip(town: Town, token: str) -> None:
    (town.live / f"incoming/{token}/public/index.html").write_text("x", "utf-8")


def remove(town: Town, token: str) -> None:
    (town.live / f"incoming/{token}/public/index.html").unlink()


def add(town: Town, token: str) -> None:
    (town.live / f"incoming/{token}/public/tzgg/b.html").write_text("x", "utf-8")


def link(town: Town, token: str) -> None:
    file = town.live / f"incoming/{token}/public/index.html"
    file.unlink()
    file.symlink_to("/etc/passwd")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (flip, "corrupted-file"),
        (remove, "missing-file"),
        (add, "extra-file"),
        (link, "not-a-file"),
    ],
)
def test_files_that_are_not_the_manifest_s(
    forger: Forger, spoil: Callable[[Town, str], None], code: str
) -> None:
    token = forger.send(forger.town.release(TEXTS))
    spoil(forger.town, token)
    assert forger.verify() == code
    with pytest.raises(ServerRefusedError, match="还没有核对文件"):
        forger.talk.ask("switch")
    assert not (forger.town.live / "current").exists()


def test_a_rollback_to_what_was_changed_on_the_disk(town: Town) -> None:
    old, new = town.release(TEXTS), town.release({**TEXTS, PAGE: "乙"})
    for release in (old, new):
        town.publish(release, town.here(), probed=False)
    (town.live / "previous/public/tzgg/a/index.html").write_text("x", "utf-8")
    with Conversation(town.here()) as talk:
        talk.ask("lock", who="x")
        with pytest.raises(ServerRefusedError, match="与清单不符"):
            talk.ask("rollback", release=old.manifest.release)
        with pytest.raises(ServerRefusedError, match="还没有核对文件"):
            talk.ask("switch")
    assert (town.live / "current").readlink().name == new.manifest.release


def test_nothing_can_be_sent_once_it_is_verified(forger: Forger) -> None:
    release = forger.town.release(TEXTS)
    token = forger.send(release)
    gate = forger.town.live / f"incoming/{token}/gate"
    command = ["flock", "--shared", "--no-fork", str(gate), "sleep", "60"]
    with subprocess.Popen(command) as sender:
        while subprocess.run(["flock", "-n", str(gate), "true"], check=False).returncode == 0:
            pass
        assert forger.verify() == "still-sending"
        sender.kill()
    forger.talk.ask("verify")
    with pytest.raises(Exception, match="接收程序没有工作"):
        forger.town.here().rsync(release.folder, token, progress=False)
