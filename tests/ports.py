"""Ports for the servers that tests start."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import SystemRandom
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Below what the system gives to outgoing connections: none of them can sit on a port between the
# moment when it is chosen and that when a server listens at it.
FIRST, LAST = 10_000, 32_000


@dataclass
class Ports:
    """Ports that no other test of this machine takes, until they are given back."""

    _held: list[socket.socket] = field(default_factory=list)

    def take(self) -> int:
        """Return a port at which nobody listens."""
        for port in SystemRandom().sample(range(FIRST, LAST), 1000):
            # An abstract name is bound by one process, whoever runs it, and freed by its end.
            claim = socket.socket(socket.AF_UNIX)
            try:
                claim.bind(f"\0zhengwu-test-port-{port}")
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port))
            except OSError:
                claim.close()
                continue
            self._held.append(claim)
            return port
        raise AssertionError("no port is free")

    def give_back(self) -> None:
        """Let others have them."""
        while self._held:
            self._held.pop().close()


@contextmanager
def ports() -> Iterator[Ports]:
    """Yield ports that are given back with the block."""
    taken = Ports()
    try:
        yield taken
    finally:
        taken.give_back()
