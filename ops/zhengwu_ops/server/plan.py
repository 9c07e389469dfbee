"""How one site stands on one server: names and folders that all its files agree on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.model.target import Target

ROOT = "/srv/zhengwu"
_TLS, _PLAIN = 443, 80


@dataclass(frozen=True, slots=True)
class Plan:
    """A site's place on a server.

    Attributes:
        city: the register.
        site: the site.
        target: the server, or a folder of this machine.
        root: the folder of all sites of a server.
        certificate: the chain and the key of its TLS certificate; None where a gateway in front
            speaks TLS.
        python: runs the receiver.
        sudo: redirects are taken over with the rights of root, by one command; otherwise the web
            server must belong to the publisher's account.
        reload: makes the web server read its configuration again.
        former: hosts that the site has left and at which it still answers.
    """

    city: City
    site: Site
    target: Target
    root: str
    certificate: tuple[str, str] | None
    python: str
    sudo: bool
    reload: tuple[str, ...]
    former: tuple[str, ...] = ()

    @property
    def home(self) -> PurePosixPath:
        """The site's folder, the administrator's."""
        if self.target.folder:
            return PurePosixPath(self.target.folder)
        return PurePosixPath(self.root, self.site.id)

    @property
    def live(self) -> PurePosixPath:
        """The folder in it that is the publisher's."""
        return self.home / "live"

    @property
    def maps(self) -> PurePosixPath:
        """The folder of what is gone and what has moved."""
        return self.home / "maps"

    @property
    def receiver(self) -> PurePosixPath:
        """The receiver's file."""
        return self.home / "receiver.py"

    @property
    def port(self) -> int:
        """The port on which readers are answered."""
        if self.target.probe:
            return urlsplit(self.target.probe).port or (_TLS if self.secure else _PLAIN)
        return _TLS if self.secure else _PLAIN

    @property
    def secure(self) -> bool:
        """Whether the web server speaks TLS itself."""
        return self.certificate is not None

    @property
    def variable(self) -> str:
        """The site's id as part of a variable's name."""
        return self.site.id.replace("-", "_")

    def web(self, link: str) -> PurePosixPath:
        """Return the root under which a release is served: that of `current` or `previous`.

        A site below a path has a folder with that path in it, so that addresses and files agree.
        """
        if self.site.path == "/":
            return self.live / link / "public"
        return self.home / "web" / link

    @property
    def mounts(self) -> tuple[tuple[PurePosixPath, PurePosixPath], ...]:
        """The links, with where they lead, by which a path becomes a folder."""
        if self.site.path == "/":
            return ()
        return tuple(
            (self.web(link) / self.site.path.strip("/"), self.live / link / "public")
            for link in ("current", "previous")
        )
