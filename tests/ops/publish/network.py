"""A bad line: passes bytes on slowly, and cuts a connection after so many of them."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 1 << 14


@dataclass
class Line:
    """A line to a port of this machine.

    Attributes:
        to: the port.
        rate: bytes a second that a connection may send.
        limit: bytes after which a connection is cut; None for never.
        cuts: how many have been.
    """

    to: int
    rate: float
    limit: int | None = None
    cuts: int = 0
    _listener: socket.socket = field(default_factory=socket.socket)

    @property
    def port(self) -> int:
        """The port at which the line begins."""
        return int(self._listener.getsockname()[1])

    def open(self) -> None:
        """Begin to listen."""
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Listen no more."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self.to))
                for pair in ((near, far, True), (far, near, False)):
                    threading.Thread(target=self._pass_on, args=pair, daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, up: bool) -> None:  # noqa: FBT001
        passed = 0
        with suppress(OSError):
            while block := source.recv(_BLOCK):
                sink.sendall(block)
                passed += len(block)
                if up and self.limit is not None and passed > self.limit:
                    self.cuts += 1
                    break
                if up and passed > _BLOCK * 4:
                    time.sleep(len(block) / self.rate)
        for each in (source, sink):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


@contextmanager
def line(to: int, *, rate: float = 1e9, limit: int | None = None) -> Iterator[Line]:
    """Yield a line to the port `to`."""
    made = Line(to, rate, limit)
    made.open()
    try:
        yield made
    finally:
        made.close()
