"""Which addresses are the city's own (Art. 28)."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from ipaddress import IPv4Address


def in_city(address: str, networks: Iterable[str]) -> bool:
    """Whether an address lies in one of the city's networks; what is no address does not."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped  # `::ffff:203.0.113.9` leads to that server and no other
    return any(found in ip_network(network) for network in networks)
