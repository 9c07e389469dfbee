"""Nothing talks a publisher out of the address that was looked up."""

from __future__ import annotations

import hashlib
import ssl
import subprocess
import threading
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from tests.cities import city_tree
from tests.ops.publish.servers import program
from zhengwu.errors import UserError
from zhengwu.model.target import Target
from zhengwu.register.load import load_register
from zhengwu_ops.publish.probe import Probe
from zhengwu_ops.publish.route import Place, Route, resolve, route
from zhengwu_ops.publish.transport import ssh_link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhengwu.model.city import City
    from zhengwu.model.site import Site

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHZ6TLGEfzbTOkqk7fLcSHdWcyEBW0Qx1hxGJbGZqQmB"


def city() -> tuple[City, Site]:
    found = load_register(city_tree(city={"networks": ["10.44.0.0/16"]})).city
    assert found is not None
    return found, found.sites["portal"]


def test_ssh_connects_to_the_number_and_knows_one_key(tmp_path: Path) -> None:
    target = Target(name="p", to="ssh://zw@web.zs.example:2222", host_key=KEY)
    command = ssh_link(target, "10.44.1.5", tmp_path / "key", tmp_path).command
    assert "HostName=10.44.1.5" in command
    assert not [part for part in command if "web.zs.example" in part]
    assert (tmp_path / "known_hosts").read_text("utf-8") == f"zhengwu-target {KEY}\n"
    assert command[:3] == ("ssh", "-F", "none")
    assert "StrictHostKeyChecking=yes" in command


def test_every_name_of_a_target_is_looked_up_once() -> None:
    register, site = city()
    target = Target(
        name="p", to="ssh://zw@ssh.zs.example", host_key=KEY, probe="https://web.zs.example:8443"
    )
    asked = []

    def resolver(name: str) -> tuple[str, ...]:
        asked.append(name)
        return ("10.44.1.5",) if name == "ssh.zs.example" else ("203.0.113.1",)

    found = route(target, site, register, resolver)
    assert asked == ["ssh.zs.example", "web.zs.example"]
    assert [reason.code for reason in found.reasons] == ["out-of-city"]
    assert found.web == Place("web.zs.example", 8443, ("203.0.113.1",))


def test_a_city_without_networks_publishes_nowhere() -> None:
    register, site = city()
    facts = register.facts.model_copy(update={"networks": ()})
    target = Target(name="p", to="local:/srv/zw")
    found = route(target, site, replace(register, facts=facts), lambda _: ("127.0.0.1",))
    assert [reason.code for reason in found.reasons] == ["no-network"]


def test_a_name_that_does_not_exist_has_no_address() -> None:
    assert resolve("no-such-host.invalid") == ()
    assert resolve("127.0.0.1") == ("127.0.0.1",)


def test_a_closed_port_is_told() -> None:
    with pytest.raises(UserError, match="连不上 here 的 1 端口"):
        Place("here", 1, ("127.0.0.1",)).reachable()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = (self.headers["Host"] + self.path).encode()
        self.send_response(302 if self.path == "/away/" else 200)
        self.send_header("Location", "http://203.0.113.9/")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name
        pass


@contextmanager
def serve(context: ssl.SSLContext | None = None) -> Iterator[Probe]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    _, site = city()
    web = Place("web", server.server_port, ("127.0.0.1",))
    try:
        yield Probe(site, Route(None, web, secure=context is not None))
    finally:
        server.shutdown()
        server.server_close()


def test_a_probe_asks_the_number_for_the_name_and_follows_nothing() -> None:
    with serve() as probe:
        answer = probe.ask("www.zhongshan.example", "/away/")
    assert (answer.status, answer.location) == (302, "http://203.0.113.9/")
    assert answer.digest == hashlib.sha256(b"www.zhongshan.example/away/").hexdigest()


@pytest.mark.parametrize(
    ("name", "trusted", "said"),
    [
        ("www.zhongshan.example", True, ""),
        ("other.example", True, "certificate"),
        ("www.zhongshan.example", False, "certificate"),
    ],
    ids=["right", "another name", "not trusted"],
)
def test_a_probe_checks_the_certificate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str, *, trusted: bool
) -> None:
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    options = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}", "-days", "2"]
    files = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc"]
    made = ["req", "-x509", *files, "-keyout", str(key), "-out", str(chain), *options]
    subprocess.run([program("openssl"), *made], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    monkeypatch.setenv("SSL_CERT_FILE", str(chain) if trusted else str(tmp_path / "none.pem"))
    with serve(context) as probe:
        if said:
            with pytest.raises(OSError, match=said):
                probe.ask("www.zhongshan.example", "/")
        else:
            assert probe.ask("www.zhongshan.example", "/").status == 200
