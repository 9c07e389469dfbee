"""The demo city from a commit to its readers: by the command line, real sshd and real nginx."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.ops.publish.demo_server import DATE, HOSTS, PAGE, SITES, City, prepare, set_up_server

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ops.publish.servers import Server

WRONG = """\
---
title: 关于领取纪念品的通知
published_at: 2026-11-20 09:00
source: 本网
summary: 误发的通知。
keywords: [纪念品]
attachments:
  - {name: 领取名单, file: files/mingdan.docx}
---
请在十二月领取。
"""


@pytest.fixture
def city(
    machine: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> City:
    return prepare(machine, tmp_path, monkeypatch, capsys)


def test_the_demo_city_is_published_edited_and_rolled_back(city: City) -> None:
    repository = city.repository
    blank = repository.path("fgj/tzgg/files/tijian-baoming.docx").read_bytes()
    repository.path("xiaolan/tzgg/files").mkdir(exist_ok=True)
    repository.path("xiaolan/tzgg/files/mingdan.docx").write_bytes(blank)
    repository.path("xiaolan/tzgg/20261120-wufa.md").write_text(WRONG, "utf-8")
    city.commit_and_seal(*SITES)
    set_up_server(city)
    first = {site: city.publish(site)["release"] for site in SITES}
    for site in SITES:
        assert city.release(site) == first[site]
        status, body, _ = city.get(site, "")
        assert (status, "<!doctype html>" in body) == (200, True)
        status, body, _ = city.get(site, "no/such/page/")
        assert (status, "没有找到这个页面" in body) == (404, True)
    assert "小榄镇人民政府网站" in city.get("xiaolan", "")[1]
    edited_and_rolled_back(city, first["fgj"])
    withdrawn(city)
    confined(city)


def edited_and_rolled_back(city: City, first: str) -> None:
    url = f"{PAGE.removeprefix('fgj/').removesuffix('.md')}/"
    city.repository.add(PAGE, "\n名单十二月公布。\n")
    city.repository.commit()
    refused = json.loads(city.run("publish", "fgj", "--json", *DATE, code=1))
    assert {"missing-first", "missing-final"} <= {r["code"] for r in refused["reasons"]}
    assert city.release("fgj") == first
    city.repository.seal("fgj")
    tried = json.loads(city.run("publish", "fgj", "--json", "--dry-run", *DATE))
    assert f"{url}index.html" in tried["changes"]["changed"]
    assert (city.release("fgj"), "十二月公布" in city.get("fgj", url)[1]) == (first, False)
    second = city.publish("fgj")["release"]
    assert second == tried["release"]
    assert (city.release("fgj"), "十二月公布" in city.get("fgj", url)[1]) == (second, True)
    city.run("rollback", "fgj")
    assert (city.release("fgj"), "十二月公布" in city.get("fgj", url)[1]) == (first, False)
    kept = json.loads(city.run("releases", "fgj", "--json"))
    assert kept["live"] == first
    assert {release["release"] for release in kept["releases"]} == {first, second}
    assert f"线上  {first}" in city.run("releases", "fgj")
    assert city.publish("fgj")["release"] == second


def withdrawn(city: City) -> None:
    why = ("--explanation", "经核实，内容有误。")
    news = "content/xiaolan/xwdt"
    city.run("withdraw", "content/xiaolan/tzgg/20261120-wufa.md", "--reason", "error", *why)
    to = ("--to", "content/xiaolan/bsfw/shangmen.md")
    city.run("withdraw", f"{news}/20261028-bianmin.md", "--reason", "superseded", *to, *why)
    city.run("withdraw", f"{news}/20261110-huashi.md", "--reason", "withdrawn", *why)
    city.run("withdraw", f"{news}/20261117-juhua.md", "--moved-to", f"{news}/20261117-juzhan.md")
    city.commit_and_seal("xiaolan")
    before = city.release("xiaolan")
    city.publish("xiaolan")
    for path in ("tzgg/20261120-wufa/", "tzgg/files/mingdan.docx"):
        status, body, _ = city.get("xiaolan", path)
        assert (status, "这个页面已经撤回" in body) == (410, True), path
    home = f"https://{HOSTS['portal']}/xiaolan"
    for path, to_page in (
        ("xwdt/20261028-bianmin/", "bsfw/shangmen/"),
        ("xwdt/20261117-juhua/", "xwdt/20261117-juzhan/"),
    ):
        status, _, headers = city.get("xiaolan", path)
        assert (status, headers["Location"]) == (301, f"{home}/{to_page}")
    status, body, _ = city.get("xiaolan", "xwdt/20261110-huashi/")
    assert (status, "经核实，内容有误" in body) == (200, True)
    # What was published in error does not come back with an old release.
    city.run("rollback", "xiaolan", before, code=2)
    assert city.get("xiaolan", "tzgg/20261120-wufa/")[0] == 410


def confined(city: City) -> None:
    """The publishers' account runs the receiver and nothing else."""
    if os.geteuid() == 0:
        owner = (city.server.live("portal") / "releases").stat().st_uid
        assert owner != 0
    ssh = [
        *("ssh", "-F", "none", "-i", os.environ["ZHENGWU_KEY"], "-o", "IdentitiesOnly=yes"),
        *("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"),
        *("-p", str(city.ports["portal"]), f"{city.server.account}@127.0.0.1"),
    ]
    for command in ("id", "sh -c id", "rsync --server -re.LsfxCIvu . /etc", ""):
        done = subprocess.run(
            [*ssh, command], stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=120
        )
        assert (done.returncode, done.stdout) == (1, b""), command
        assert b"zhengwu: unknown-request" in done.stderr, command
