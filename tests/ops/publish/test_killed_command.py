"""`zhengwu publish` as a whole, killed at ten moments spread over its run."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.ops.publish.demo_server import DATE, PAGE, City, prepare, set_up_server
from tests.ops.publish.servers import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ops.publish.servers import Server

SITE = "fgj"
MOMENTS = 10
RUN = "import sys; from zhengwu_ops.cli import main; sys.exit(main())"


def start(city: City) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", RUN, "publish", SITE, *DATE],
        cwd=city.repository.demo.root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def whole(city: City) -> str:
    """Return the live release after comparing every file that readers get with its manifest."""
    live = city.server.live(SITE)
    differing: list[str] = []
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        release = city.release(SITE)
        try:
            manifest = json.loads((live / f"releases/{release}/manifest.json").read_text("utf-8"))
        except FileNotFoundError:
            continue  # it has just been taken back
        differing = [
            path
            for path, (_, digest) in manifest["files"].items()
            if path not in {"404.html", "410.html"}
            and hashlib.sha256(city.get_bytes(SITE, path)).hexdigest() != digest
        ]
        if not differing:
            return release
        time.sleep(0.3)
    pytest.fail(f"neither old nor new: {differing}")


@pytest.mark.long
def test_a_killed_command_leaves_the_old_site_or_the_new_one(
    machine: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    city = prepare(machine, tmp_path, monkeypatch, capsys)
    city.repository.seal("portal", SITE, "xiaolan")
    set_up_server(city)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))  # what the killed leave behind
    begun = time.monotonic()
    assert start(city).wait() == 0
    length = time.monotonic() - begun
    before = whole(city)
    for moment in range(MOMENTS):
        city.repository.add(PAGE, f"\n第{moment}次补充。\n")
        city.commit_and_seal(SITE)
        publisher = start(city)
        time.sleep(length * (moment + 0.5) / MOMENTS)
        publisher.kill()
        publisher.wait()
        live = whole(city)
        found = json.loads(city.run("publish", SITE, "--json", *DATE))
        after = found["release"]
        assert live in {before, after}, moment
        assert (whole(city), found["reasons"]) == (after, []), moment
        assert list((city.server.live(SITE) / "incoming").iterdir()) == []
        before = after
