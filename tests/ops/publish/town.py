"""A small site ready to be sent: sealed pages, staged releases, a server that waits for them."""

from __future__ import annotations

import json
import shlex
import subprocess
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.cities import CITY, city_tree
from tests.ops.publish.officers import MOMENT, READER, REGION, Officers
from tests.ops.publish.servers import Server, python
from zhengwu.approval.digest import PageDigest, sha256
from zhengwu.approval.seal import Stage, seal_id
from zhengwu.register.load import load_register
from zhengwu.release.manifest import Contents, Gone, PageFacts, SealMark
from zhengwu_ops.publish.delivery import Courier, Prepared
from zhengwu_ops.publish.probe import Probe
from zhengwu_ops.publish.release_files import compress, files_of, name_release
from zhengwu_ops.publish.route import Place, Route
from zhengwu_ops.publish.transport import Conversation, Transport, local_link, ssh_link
from zhengwu_ops.server.init import server_files
from zhengwu_ops.server.plan import Plan
from zhengwu_ops.world.openssh import read_signer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from zhengwu.lifecycle import Redirect
    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.model.target import Target
    from zhengwu.release.manifest import Manifest


@dataclass
class Town:
    """A small site on a server.

    Attributes:
        officers: its officers.
        server: where it stands; its services run.
        city: the register.
        site: the site.
        target: the server as its target.
        scratch: a folder for whatever is made here.
    """

    officers: Officers
    server: Server
    city: City
    site: Site
    target: Target
    scratch: Path

    @property
    def live(self) -> Path:
        """The publisher's folder."""
        return self.server.live(self.site.id)

    @property
    def route(self) -> Route:
        """How the server is reached."""
        here = ("127.0.0.1",)
        return Route(
            Place("127.0.0.1", self.server.ssh_port, here),
            Place("127.0.0.1", self.server.web_port, here),
            secure=False,
        )

    def link(self) -> Transport:
        """Return the way to the server."""
        return ssh_link(self.target, "127.0.0.1", self.officers.key("yun"), self.scratch)

    def here(self) -> Transport:
        """Return the way to the same folder without SSH."""
        target = self.target.model_copy(update={"to": f"local:{self.server.sites / self.site.id}"})
        return local_link(target)

    def courier(
        self,
        link: Transport | None = None,
        *,
        probed: bool = True,
        wait: float = 20,
        patience: float = 30,
    ) -> Courier:
        """Return who takes releases there; `patience` is the probe's, long for a busy machine."""
        probe = Probe(self.site, self.route, patience=patience) if probed else None
        signer = read_signer(self.officers.key("yun"))
        return Courier(link or self.link(), signer, "yun", probe, wait, lambda _: None)

    def publish(
        self,
        release: Prepared,
        link: Transport | None = None,
        *,
        probed: bool = True,
        patience: float = 30,
    ) -> Manifest:
        """Deliver a release."""
        courier = self.courier(link, probed=probed, patience=patience)
        with Conversation(courier.link) as talk:
            return courier.deliver(talk, release, lambda _: None)

    def release(
        self,
        texts: Mapping[str, str],
        *,
        commit: str = "",
        files: Mapping[str, bytes] | None = None,
        gone: tuple[Gone, ...] = (),
        redirects: tuple[Redirect, ...] = (),
        seals: Mapping[Stage, str] | None = None,
    ) -> Prepared:
        """Stage a release.

        Args:
            texts: the pages, by their file, such as `tzgg/a.md`.
            commit: from which it is said to be built.
            files: other files, by path.
            gone: addresses that are gone.
            redirects: addresses that moved.
            seals: who seals which stage, if others than usual.
        """
        number = len(list(self.scratch.glob("staged-*")))
        folder = self.scratch / f"staged-{number}"
        pages: dict[str, PageFacts] = {}
        sealed: dict[str, str] = {}
        for path, text in texts.items():
            url = "" if path == "index.md" else f"{path.removesuffix('.md')}/"
            file = folder / url / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"<!doctype html><title>{text}</title><p>{text}", "utf-8")
            digest = PageDigest(REGION, self.site.id, path, sha256(b""), sha256(text.encode()))
            marks = []
            for stage, officer in (seals or READER).items():
                seal = self.officers.seal(digest, stage, officer)
                sealed[seal_id(seal)] = seal
                marks.append(SealMark(stage, officer, seal_id(seal)))
            pages[path] = PageFacts(url, digest.value, tuple(marks))
        extra = {"404.html": b"<h1>404</h1>", "410.html": b"<h1>410</h1>", **(files or {})}
        for path, data in extra.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        compress(folder)
        contents = Contents(files_of(folder), pages, gone, redirects)
        commit = commit or f"{number:040x}"
        manifest = name_release(folder, contents, self.site, self.city, commit, MOMENT)
        return Prepared(folder, manifest, sealed)

    def get(self, path: str, *, host: str = "", gzip: bool = False) -> tuple[int, bytes, Any]:
        """Ask the web server; nothing is followed."""
        return ask(self.server.web_port, host or self.site.domain, path, gzip=gzip)

    def shows(self, release: Prepared) -> bool:
        """Whether the live site is that release, in every file."""
        return all(
            self.get(f"/{path}")[1] == (release.folder / path).read_bytes()
            for path in release.manifest.contents.files
            if path not in {"404.html", "410.html"}
        )

    def left_behind(self) -> list[str]:
        """Return what stands in the publisher's folder beside what should."""
        found = [p.name for p in (self.live / "incoming").iterdir()]
        return found + [p.name for p in self.live.glob("*.new")]


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_Stay)


def ask(port: int, host: str, path: str, *, gzip: bool = False) -> tuple[int, bytes, Any]:
    """Ask a web server of this machine: status, body and headers; nothing is followed."""
    headers = {"Host": host, **({"Accept-Encoding": "gzip"} if gzip else {})}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        with _OPENER.open(request, timeout=60) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), error.headers


def found_town(
    server: Server,
    officers: Officers,
    scratch: Path,
    *,
    services: bool = True,
    **settings: object,
) -> Town:
    """Put the small site on a server and start its services.

    Args:
        server: a server without services.
        officers: the officers.
        scratch: an empty folder.
        services: start sshd and nginx.
        settings: of the receiver, to be set differently.
    """
    target = {
        "name": "production",
        "to": server.to,
        "host_key": server.host_key,
        "probe": f"http://127.0.0.1:{server.web_port}",
    }
    networks = {"networks": ["127.0.0.0/8", "::1/128"]}
    register = load_register(city_tree(city={**CITY, **networks}, portal={"targets": [target]}))
    assert register.city is not None
    site = register.city.sites["portal"]
    plan = Plan(
        register.city,
        site,
        site.targets[0],
        str(server.sites),
        None,
        python(),
        sudo=False,
        reload=tuple(server.reload),
        former=("old.zhongshan.example",),
    )
    out = server.folder / "files"
    if not services:
        settings = {"apply": [], **settings}
    install(plan, officers.pins(), out, settings)
    if services:
        server.start_ssh(server.sites / "portal/authorized_keys")
        server.start_web([out / "nginx-common.conf", out / "nginx-portal.conf"])
    return Town(officers, server, register.city, site, site.targets[0], scratch)


def install(plan: Plan, pins: Mapping[str, Any], out: Path, settings: Mapping[str, Any]) -> None:
    """Write a site's files and run their installer."""
    out.mkdir()
    for name, text in server_files(plan, pins).items():
        (out / name).write_text(text, "utf-8")
    if settings:
        known = json.loads((out / "receiver.json").read_text("utf-8"))
        (out / "receiver.json").write_text(json.dumps({**known, **settings}), "utf-8")
    subprocess.run(["sh", str(out / "install.sh")], check=True)


def wrapper(file: Path, body: str) -> str:
    """Write a program that stands in the place of rsync on the server, and return its name.

    `$REAL` is the real one, `$PUBLIC` the folder that it fills.
    """
    from tests.ops.publish.servers import program  # noqa: PLC0415 -- as the others' use of it

    file.write_text(
        f"#!/bin/sh\nREAL={shlex.quote(program('rsync'))}\nfor PUBLIC; do :; done\n{body}\n",
        "utf-8",
    )
    file.chmod(0o755)
    return str(file)
