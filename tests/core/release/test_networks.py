"""Which addresses are the city's own (Art. 28)."""

from __future__ import annotations

import pytest

from zhengwu.release.networks import in_city

NETWORKS = ("10.44.0.0/16", "2001:db8:44::/48")


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("10.44.0.0", True),
        ("10.44.255.255", True),
        ("10.45.0.0", False),
        ("10.43.255.255", False),
        ("2001:db8:44::1", True),
        ("2001:db8:45::1", False),
        ("::ffff:10.44.1.1", True),
        ("::ffff:10.45.1.1", False),
        ("127.0.0.1", False),
        ("www.x.example", False),
        ("", False),
    ],
)
def test_an_address(address: str, inside: bool) -> None:  # noqa: FBT001 -- a parameter
    assert in_city(address, NETWORKS) is inside


def test_no_network_holds_nothing() -> None:
    assert not in_city("10.44.1.1", ())
