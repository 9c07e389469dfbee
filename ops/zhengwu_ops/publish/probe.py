"""Whether the live site answers with the release that was switched to.

The address is the one that was resolved before publishing, the name goes along as the host; nothing
is followed. What is asked: the file that names the release, the home page and some of the changed
files byte by byte, an address that never was, one that is gone, and one that moved.
"""

from __future__ import annotations

import hashlib
import http.client
import socket
import ssl
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from zhengwu.errors import UserError
from zhengwu.messages import Message, msg
from zhengwu.release.manifest import IDENTITY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhengwu.model.site import Site
    from zhengwu.release.manifest import Manifest
    from zhengwu_ops.publish.route import Route

PATIENCE = 15.0  # seconds until a web server must have noticed
_STEP = 0.3
_TIMEOUT = 10
_SAMPLES = 10
_INNER = frozenset({"404.html", "410.html"})  # they have no address of their own
_NOWHERE = "zhengwu-no-such-page/"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of a web server.

    Attributes:
        status: its number.
        digest: SHA-256 of its body, in hexadecimal.
        location: where it sends the reader; "" if nowhere.
    """

    status: int
    digest: str
    location: str = ""


@dataclass(frozen=True, slots=True)
class Probe:
    """Asks the web server of a target about a site.

    Attributes:
        site: the site.
        route: how the target is reached.
        patience: seconds until the server must have noticed a switch.
    """

    site: Site
    route: Route
    patience: float = PATIENCE

    def require(self, manifest: Manifest, changed: Sequence[str]) -> None:
        """Wait until the site answers with the release of `manifest`.

        Args:
            manifest: the release.
            changed: files by which it differs from the one before.

        Raises:
            UserError: it does not.
        """
        until = time.monotonic() + self.patience
        # A web server that reads its rules anew answers by the old ones too for a moment.
        needed = 2 if manifest.contents.gone or manifest.contents.redirects else 1
        agreed = 0
        while agreed < needed:
            wrong = self._wrong(manifest, changed)
            agreed = 0 if wrong else agreed + 1
            if wrong and time.monotonic() > until:
                raise UserError(
                    msg("切换后网站的回答不对，已换回原来的版本：{wrong}", wrong=wrong),
                    msg("请服务器管理员检查网站服务器的配置，再发布一次"),
                )
            if agreed < needed:
                time.sleep(_STEP)

    def _wrong(self, manifest: Manifest, changed: Sequence[str]) -> Message | None:
        try:
            return next(self._differences(manifest, changed), None)
        except (OSError, http.client.HTTPException) as error:
            return msg("连不上：{why}", why=str(error) or type(error).__name__)

    def _differences(self, manifest: Manifest, changed: Sequence[str]) -> Iterator[Message]:
        home = self.site.path
        files = manifest.contents.files
        asked = {IDENTITY: IDENTITY, "index.html": ""}
        asked |= {
            path: path.removesuffix("index.html")
            for path in changed[:_SAMPLES]
            if path in files and path not in _INNER and not path.endswith(".gz")
        }
        for path, url in asked.items():
            if path in files:
                answer = self.ask(self.site.domain, home + url)
                if answer.status != HTTPStatus.OK:
                    yield msg("{url} 回答 {status}", url=home + url, status=answer.status)
                elif answer.digest != files[path].digest:
                    yield msg("{url} 还是别的版本", url=home + url)
        expected = [(self.site.domain, home + _NOWHERE, HTTPStatus.NOT_FOUND, "")]
        expected += [(g.host, g.path, HTTPStatus.GONE, "") for g in manifest.contents.gone[-1:]]
        expected += [
            (r.host, r.path, HTTPStatus.MOVED_PERMANENTLY, r.to)
            for r in manifest.contents.redirects[-1:]
        ]
        for host, path, status, to in expected:
            answer = self.ask(host, path)
            if (answer.status, answer.location) != (status, to):
                yield msg(
                    "{url} 应当回答 {status}，却回答 {got}",
                    url=f"{host}{path}",
                    status=int(status),
                    got=answer.status,
                )

    def ask(self, host: str, path: str) -> Answer:
        """Ask for a path of a host at the target's own address.

        Raises:
            OSError: it cannot be reached.
            http.client.HTTPException: what answers is no web server.
        """
        web = self.route.web
        connection = _Connection(web.addresses, web.port, host, secure=self.route.secure)
        try:
            connection.request("GET", quote(path), headers={"Host": host})
            response = connection.getresponse()
            digest = hashlib.sha256(response.read()).hexdigest()
            return Answer(response.status, digest, response.getheader("Location") or "")
        finally:
            connection.close()


class _Connection(http.client.HTTPConnection):
    """A connection to one of some addresses, in which a host is spoken to by its name."""

    def __init__(self, addresses: Sequence[str], port: int, host: str, *, secure: bool) -> None:
        super().__init__(host, port, timeout=_TIMEOUT)
        self._addresses = addresses
        self._secure = secure

    def connect(self) -> None:
        error = OSError("no address")
        for address in self._addresses:
            try:
                self.sock = socket.create_connection((address, self.port), self.timeout)
                break
            except OSError as failed:
                error = failed
        else:
            raise error
        if self._secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
