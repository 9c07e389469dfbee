"""How long a saved page takes until the preview server shows it."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.timing import FailedError, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LIMIT = 900.0
_STEP = 0.01
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Preview:
    """A running preview server.

    Attributes:
        page: the file that is saved.
        url: where it is shown.
        process: the server.
    """

    page: Path
    url: str
    process: subprocess.Popen[bytes]

    def save(self) -> Run:
        """Save the page with a new word at its end; return when a reader gets that word."""
        word = f"第{time.monotonic_ns()}号"
        text = self.page.read_text("utf-8")
        cpu = self._seconds()
        began = time.perf_counter()
        self.page.write_text(f"{text.rstrip()}\n\n本页改动{word}。\n", "utf-8")
        self.wait(word)
        wall = time.perf_counter() - began
        return Run(wall, self._seconds() - cpu, self._memory())

    def wait(self, word: str) -> None:
        """Ask for the page until it holds `word`."""
        until = time.monotonic() + LIMIT
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with _OPENER.open(self.url, timeout=LIMIT) as answer:
                    if word in answer.read().decode("utf-8"):
                        return
            except (OSError, http.client.HTTPException):
                pass  # it starts, or writes the page at this moment
            time.sleep(_STEP)
        raise FailedError(f"{self.url} never showed {word}")

    def _seconds(self) -> float:
        fields = (
            Path(f"/proc/{self.process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        )
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _memory(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        found = re.search(r"VmHWM:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    command: Sequence[str | Path],
    folder: Path,
    page: Path,
    url: str,
    settings: Mapping[str, str] | None = None,
) -> Iterator[Preview]:
    """Start a preview server; it is ended with the block.

    Args:
        command: that starts it.
        folder: where it runs.
        page: the file that will be saved.
        url: where that page is shown.
        settings: environment variables on top of those here.
    """
    with (folder / ".bench.log").open("wb") as log:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(settings or {})},
        )
        try:
            preview = Preview(page, url, process)
            preview.wait("</html>")
            yield preview
        finally:
            process.terminate()
            process.wait(60)
