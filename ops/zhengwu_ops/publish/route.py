"""Where a target's name leads, and whether that is in the city (Art. 28).

The name is looked up once. All of its addresses must be the city's, and it is one of these that is
connected to, by number: what a name server answers a moment later changes nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from zhengwu.clauses import with_clauses
from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.problem import Problem
from zhengwu.release.networks import in_city

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.model.target import Target

Resolver = Callable[[str], tuple[str, ...]]
_PORTS = {"http": 80, "https": 443}
_PATIENCE = 10  # seconds


@dataclass(frozen=True, slots=True)
class Place:
    """A service of a target, by its addresses.

    Attributes:
        name: its name as it is registered.
        port: its TCP port.
        addresses: every address to which the name leads.
    """

    name: str
    port: int
    addresses: tuple[str, ...] = ()

    def reachable(self) -> str:
        """Return the first address that answers.

        Raises:
            UserError: none does.
        """
        why = ""
        for address in self.addresses:
            try:
                socket.create_connection((address, self.port), _PATIENCE).close()
            except OSError as error:
                why = error.strerror or str(error)
            else:
                return address
        raise UserError(
            msg("连不上 {name} 的 {port} 端口：{why}", name=self.name, port=self.port, why=why),
            msg("确认服务器开着、网络通，并核对 site.yml 的 targets"),
        )


@dataclass(frozen=True, slots=True)
class Route:
    """How a target is reached.

    Attributes:
        ssh: its SSH service; None for a folder of this machine.
        web: its web service, by which a release is probed.
        secure: whether the web service speaks TLS.
        reasons: why it must not be reached.
    """

    ssh: Place | None
    web: Place
    secure: bool
    reasons: tuple[Problem, ...] = ()


def resolve(name: str) -> tuple[str, ...]:
    """Return every IPv4 and IPv6 address of `name`; none if it has none."""
    try:
        found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except OSError:
        return ()
    return tuple(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))


def route(target: Target, site: Site, city: City, resolver: Resolver = resolve) -> Route:
    """Return how `target` is reached, and every reason why it must not be."""
    parts = urlsplit(target.probe or f"https://{target.host or site.domain}")
    places = {
        name: Place(name, 0, resolver(name))
        for name in dict.fromkeys((target.host, parts.hostname or ""))
        if name
    }
    web = places[parts.hostname or ""]
    ssh = places.get(target.host)
    return Route(
        Place(ssh.name, target.port, ssh.addresses) if ssh else None,
        Place(web.name, parts.port or _PORTS[parts.scheme], web.addresses),
        parts.scheme == "https",
        tuple(_reasons(list(places.values()), target, city)),
    )


def _reasons(places: list[Place], target: Target, city: City) -> Iterator[Problem]:
    networks = city.facts.networks
    if not networks:
        yield Problem.of(
            "no-network",
            msg("{file} 没有登记市内网段，不知道服务器能放在哪里", file=city.file),
            msg("由市信息中心在 networks 下登记市内的服务器网段"),
            city.file,
        )
        return
    for place in places:
        if not place.addresses:
            yield Problem.of(
                "unknown-address",
                msg(
                    "查不到目标 {target} 的主机 {name} 的地址", target=target.name, name=place.name
                ),
                msg("核对 site.yml 里 targets 的主机名，或请网络管理员添加解析"),
            )
        outside = [address for address in place.addresses if not in_city(address, networks)]
        if outside:
            yield Problem.of(
                "out-of-city",
                with_clauses(
                    msg(
                        "目标 {target} 的主机 {name} 指向市外的地址 {outside}，"
                        "网站服务器要放在本市",
                        target=target.name,
                        name=place.name,
                        outside=tuple(outside),
                    ),
                    ("measures-28",),
                    city,
                ),
                msg(
                    "换用本市的服务器，或请网络管理员去掉这些解析；确是本市网段的，"
                    "由市信息中心登记到 {file} 的 networks",
                    file=city.file,
                ),
            )
