"""What can go wrong on the way, with real processes.

After each the live site is wholly the old release or wholly the new one, and the next publication
succeeds without anybody's help.
"""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.ops.publish.courier import STEPS, Publisher
from tests.ops.publish.network import line
from tests.ops.publish.servers import PATIENCE, make_key, program
from tests.ops.publish.town import Town, found_town, wrapper
from zhengwu.errors import UserError
from zhengwu_ops.publish.transport import Conversation, ssh_link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ops.publish.officers import Officers
    from tests.ops.publish.servers import Server
    from zhengwu_ops.publish.delivery import Prepared
    from zhengwu_ops.publish.transport import Transport

MEGABYTE = 1 << 20
OLD = {"index.md": "旧首页", "tzgg/a.md": "旧"}
NEW = {"index.md": "新首页", "tzgg/a.md": "新", "tzgg/b.md": "新增"}
NEXT = {"index.md": "下一版", "tzgg/a.md": "下一版"}


def through(town: Town, port: int) -> Transport:
    """Return the way to the server by another port."""
    to = f"ssh://{town.server.account}@127.0.0.1:{port}"
    target = town.target.model_copy(update={"to": to})
    return ssh_link(target, "127.0.0.1", town.officers.key("yun"), town.scratch)


def whole(town: Town, *releases: Prepared) -> Prepared:
    """Return which of the releases is live, in every file."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for release in releases:
            if town.shows(release):
                return release
        time.sleep(0.2)  # it was being switched back while it was looked at
    pytest.fail("the live site is no release")


def then_all_is_well(town: Town) -> None:
    """Publish the next release with nobody's help, and find nothing left behind."""
    after = town.release(NEXT)
    town.publish(after)
    assert town.shows(after)
    assert town.left_behind() == []
    assert not (town.live / "pending.json").exists()


# By name, what the publisher had just said, and how many seconds later it is killed.
MOMENTS = {
    "locked": ("取得发布权", 0.0),
    "signing": ("签署清单", 0.0),
    "sending": ("传送", 0.0),
    "a third sent": ("传送", 0.6),
    "two thirds sent": ("传送", 1.2),
    "verifying": ("服务器核对", 0.0),
    "switching": ("切换", 0.0),
    "switched": ("验证", 0.0),
    "probing": ("验证", 0.02),
    "confirming": ("确认", 0.0),
}
ALWAYS = {"two thirds sent", "switched"}


@pytest.mark.parametrize(
    "moment",
    [pytest.param(m, marks=[] if m in ALWAYS else [pytest.mark.long]) for m in MOMENTS],
)
def test_the_publisher_is_killed(town: Town, moment: str) -> None:
    step, later = MOMENTS[moment]
    old = town.release(OLD)
    town.publish(old)
    new = town.release(NEW, files={"files/a.bin": os.urandom(2 * MEGABYTE)})
    with line(town.server.ssh_port, rate=MEGABYTE) as slow:
        publisher = Publisher.start(town, new, through(town, slow.port))
        publisher.wait_for(step)
        time.sleep(later)
        publisher.kill()
        live = whole(town, old, new)
        if STEPS.index(step) < STEPS.index("切换"):
            assert live is old
        then_all_is_well(town)


def test_the_connection_is_cut_in_transfer(town: Town) -> None:
    old = town.release(OLD)
    town.publish(old)
    new = town.release(NEW, files={"files/a.bin": os.urandom(2 * MEGABYTE)})
    with line(town.server.ssh_port, limit=MEGABYTE) as bad:
        with pytest.raises(UserError, match="文件没有传完"):
            town.publish(new, through(town, bad.port))
        assert bad.cuts == 1
    assert whole(town, old, new) is old
    assert town.left_behind() == []
    then_all_is_well(town)


@contextmanager
def small_disk(folder: Path, account: str) -> Iterator[bool]:
    """Put two megabytes of memory in the place of `folder`; yield whether that is permitted."""
    size = ["-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    done = subprocess.run(["mount", *size], capture_output=True, check=False)
    if done.returncode:
        yield False
        return
    try:
        for name in ("releases", "incoming"):
            (folder / name).mkdir()
        subprocess.run(["chown", "-R", account, str(folder)], check=True)
        yield True
    finally:
        subprocess.run([program("umount"), str(folder)], check=True)


def test_the_disk_is_too_small(town: Town) -> None:
    with small_disk(town.live, town.server.account) as small:
        old = town.release(OLD)
        town.publish(old)
        blob = {"files/a.bin": os.urandom(3 * MEGABYTE)}
        new = town.release(NEW, files=blob if small else {})
        if small:
            with pytest.raises(UserError, match="服务器空间不够"):
                town.publish(new)
        assert whole(town, old, new) is old
        then_all_is_well(town)


# Something else fills the disk while files arrive, to the end of the transfer or beyond it; where
# no disk can be made, a limit on the size of files stands for its end.
FILL = 'dd if=/dev/zero of="$PUBLIC/../../../filler" bs=4k 2>/dev/null'
FREE = 'rm -f "$PUBLIC/../../../filler"'
LIMIT = 'ulimit -f 64; exec "$REAL" "$@"'


@pytest.mark.parametrize("lasting", ["", pytest.param("lasting", marks=pytest.mark.long)])
def test_the_disk_fills_up_in_transfer(
    machine: Server, officers: Officers, tmp_path: Path, lasting: str
) -> None:
    flag = machine.folder / "nginx" / "fill"
    first, last = (
        (f'"$REAL" "$@"; code=$?; {FILL}', "")
        if lasting
        else (
            f'{FILL}; "$REAL" "$@"; code=$?',
            FREE,
        )
    )
    body = f'[ -e {flag} ] || exec "$REAL" "$@"\n{first}\n{last}\nexit $code'
    town = found_town(machine, officers, tmp_path, rsync=wrapper(machine.folder / "rsync", body))
    with small_disk(town.live, machine.account) as small:
        if not small:
            body = f'[ -e {flag} ] || exec "$REAL" "$@"\n{LIMIT}'
            wrapper(machine.folder / "rsync", body)
        old = town.release(OLD)
        town.publish(old)
        new = town.release(NEW, files={"files/a.bin": os.urandom(MEGABYTE)})
        flag.touch()
        with pytest.raises(UserError, match=r"没有传完|服务器出了问题|与清单不符"):
            town.publish(new)
        assert whole(town, old, new) is old
        flag.unlink()
        (town.live / "filler").unlink(missing_ok=True)
        assert town.left_behind() == []
        then_all_is_well(town)


def test_a_file_is_corrupted_on_arrival(
    machine: Server, officers: Officers, tmp_path: Path
) -> None:
    flag = machine.folder / "nginx" / "corrupt"
    flip = 'printf X | dd of="$PUBLIC/tzgg/a/index.html" bs=1 seek=20 conv=notrunc 2>/dev/null'
    body = f'"$REAL" "$@"; code=$?; [ -e {flag} ] && {flip}; exit $code'
    town = found_town(machine, officers, tmp_path, rsync=wrapper(machine.folder / "rsync", body))
    old, new = town.release(OLD), town.release(NEW)
    town.publish(old)
    flag.touch()
    with pytest.raises(UserError, match=r"tzgg/a/index\.html 与清单不符"):
        town.publish(new)
    flag.unlink()
    assert whole(town, old, new) is old
    assert town.left_behind() == []
    then_all_is_well(town)


def test_another_machine_answers(town: Town) -> None:
    old, new = town.release(OLD), town.release(NEW)
    town.publish(old)
    stranger = make_key(town.scratch / "stranger")
    target = town.target.model_copy(update={"host_key": stranger})
    link = ssh_link(target, "127.0.0.1", town.officers.key("yun"), town.scratch)
    with pytest.raises(UserError, match="服务器出示的公钥与登记的不同"):
        town.publish(new, link)
    assert whole(town, old, new) is old
    then_all_is_well(town)


def test_a_key_that_the_server_does_not_know(town: Town) -> None:
    make_key(town.scratch / "other")
    link = ssh_link(town.target, "127.0.0.1", town.scratch / "other", town.scratch)
    with pytest.raises(UserError, match="服务器不接受这把 SSH 密钥"):
        town.publish(town.release(OLD), link)


def test_of_two_publishers_one_is_refused(town: Town) -> None:
    old, new = town.release(OLD), town.release(NEW)
    town.publish(old)
    with Conversation(town.link()) as talk:
        talk.ask("lock", who="zhang-san")
        second = town.courier(wait=0)
        said = "另一个人正在发布这个网站：zhang-san"
        with pytest.raises(UserError, match=said), Conversation(second.link) as other:
            second.deliver(other, new, lambda _: None)
    then_all_is_well(town)


def test_of_two_publishers_one_waits(town: Town) -> None:
    town.publish(town.release(OLD))
    one, other = town.release(NEW), town.release(NEXT)
    publishers = [Publisher.start(town, release) for release in (one, other)]
    ends = [publisher.end() for publisher in publishers]
    assert [code for code, _ in ends] == [0, 0], ends
    last = whole(town, one, other)
    with Conversation(town.here()) as talk:
        status = talk.ask("status")
    assert status["live"] == last.manifest.release
    assert [entry["sequence"] for entry in status["history"]] == [1, 2, 3]


@pytest.mark.parametrize("after", ["verify", "switch"])
def test_the_server_is_restarted(town: Town, after: str) -> None:
    old, new = town.release(OLD), town.release(NEW)
    town.publish(old)
    courier = town.courier()
    manifest = replace(new.manifest, sequence=2, follows=old.manifest.release)
    text = manifest.text()
    signature = courier.signer.sign(text.encode(), "zhengwu-manifest@442000")
    with Conversation(courier.link) as talk:
        talk.ask("lock", who="yun")
        seals = list(new.seals.values())
        begun = talk.ask("begin", manifest=text, signature=signature, seals=seals)
        courier.link.rsync(new.folder, begun["token"], progress=False)
        talk.ask("verify")
        if after == "switch":
            talk.ask("switch")
        for name in ("sshd", "nginx"):
            town.server.stop(name)
        with pytest.raises(UserError, match="连接断了"):
            talk.ask("confirm")
    town.server.start_again()
    assert whole(town, old, new) is (old if after == "verify" else new)
    then_all_is_well(town)


def test_a_publisher_that_falls_silent_loses_its_turn(
    machine: Server, officers: Officers, tmp_path: Path
) -> None:
    town = found_town(machine, officers, tmp_path, idle=3)
    with Conversation(town.link()) as talk:
        talk.ask("lock", who="asleep")
        then_all_is_well(town)
        with pytest.raises(UserError, match="连接断了"):
            talk.ask("confirm")
