"""The demo city's server, set up as an administrator does it, and the command line beside it."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.ops.publish.demo_city import KEYS, OPERATOR, Repository, found_city
from tests.ops.publish.town import ask
from zhengwu_ops.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.ops.publish.servers import Server

SITES = ("portal", "fgj", "xiaolan")
HOSTS = {"portal": "www.zhongshan.example", "fgj": "fgj.zhongshan.example"}
DATE = ("--date", "2026-11-24 10:00")
PAGE = "fgj/xwdt/20261113-jieneng-tijian.md"


@dataclass
class City:
    """The demo city with its server."""

    server: Server
    repository: Repository
    capture: pytest.CaptureFixture[str]
    ports: dict[str, int] = field(default_factory=dict)

    def run(self, *arguments: str, code: int = 0) -> str:
        """Run a command and return what it prints."""
        self.capture.readouterr()
        got = main(list(arguments))
        said = self.capture.readouterr()
        assert got == code, f"{arguments}: {said.out}\n{said.err}"
        return said.out

    def publish(self, site: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.run("publish", site, "--json", *DATE))
        assert found["published"], found
        return found

    def get(self, site: str, path: str) -> tuple[int, str, Any]:
        """Ask for a path below a site's home."""
        status, body, headers = self._ask(site, path)
        return status, body.decode("utf-8", "replace"), headers

    def get_bytes(self, site: str, path: str) -> bytes:
        """Return the bytes of a file below a site's home."""
        return self._ask(site, path)[1]

    def _ask(self, site: str, path: str) -> tuple[int, bytes, Any]:
        base = "/xiaolan/" if site == "xiaolan" else "/"
        return ask(self.server.web_port, HOSTS.get(site, HOSTS["portal"]), base + path)

    def release(self, site: str) -> str:
        """Return which release the live site says it is."""
        return str(json.loads(self.get(site, ".well-known/zhengwu.json")[1])["release"])

    def commit_and_seal(self, *sites: str) -> None:
        self.repository.commit()
        self.repository.seal(*sites)


def prepare(
    machine: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> City:
    """Return the city whose sites name their targets on `machine`; nothing runs there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    ports = {site: machine.ports.take() for site in SITES}
    targets = {
        site: {
            "to": f"ssh://{machine.account}@127.0.0.1:{port}",
            "host_key": machine.host_key,
            "probe": f"http://127.0.0.1:{machine.web_port}",
        }
        for site, port in ports.items()
    }
    repository = found_city(tmp_path / "city", targets)
    monkeypatch.chdir(repository.demo.root)
    monkeypatch.setenv("ZHENGWU_KEY", str(repository.demo.root / KEYS / OPERATOR))
    return City(machine, repository, capsys, ports)


def set_up_server(city: City) -> None:
    """Do what an administrator does with the files of `zhengwu server init`."""
    server = city.server
    files = server.folder / "files"
    for site in SITES:
        out = files / site
        city.run(
            *("server", "init", site, "--out", str(out), "--root", str(server.sites)),
            *("--plain", "--no-sudo", "--reload", " ".join(server.reload)),
        )
        subprocess.run(["sh", str(out / "install.sh")], check=True)
        server.start_ssh(server.sites / site / "authorized_keys", city.ports[site], f"sshd-{site}")
    town = (files / "xiaolan/nginx-xiaolan-town.conf").read_text("utf-8")
    (server.sites / "portal/towns/xiaolan.conf").write_text(town, "utf-8")
    server.start_web(
        [
            files / "portal/nginx-common.conf",
            files / "portal/nginx-portal.conf",
            files / "fgj/nginx-fgj.conf",
            files / "xiaolan/nginx-xiaolan-maps.conf",
        ]
    )
