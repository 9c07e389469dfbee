"""How long a command takes, how much memory, and how runs of two are compared."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Run:
    """One run.

    Attributes:
        wall: seconds from start to end.
        cpu: seconds of all its processes.
        memory: MiB at most, of its largest process.
    """

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Spread:
    """The least, the middle and the most of some figures."""

    least: float
    middle: float
    most: float

    @classmethod
    def of(cls, figures: Sequence[float]) -> Spread:
        """Return the spread of figures, one at least."""
        return cls(min(figures), statistics.median(figures), max(figures))

    def __str__(self) -> str:
        """Return `least/middle/most`."""
        return "/".join(f"{value:.2f}" for value in (self.least, self.middle, self.most))


class FailedError(Exception):
    """A command ended in a way that makes its figures worthless."""


def run(
    command: Sequence[str | Path],
    folder: Path,
    *,
    allowed: Sequence[int] = (0,),
    settings: Mapping[str, str] | None = None,
) -> Run:
    """Run a command in `folder` to its end.

    Args:
        command: the program and its arguments.
        folder: where it runs.
        allowed: exit codes that count as a run; others raise `FailedError`.
        settings: environment variables on top of those here.
    """
    log = folder / ".bench.log"
    with log.open("wb") as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(settings or {})},
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        said = log.read_text("utf-8", "replace")[-2000:]
        raise FailedError(f"{command[0]} ended with {process.returncode}:\n{said}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def alternate(
    ours: Callable[[], Run], theirs: Callable[[], Run] | None, times: int
) -> tuple[list[Run], list[Run]]:
    """Run both in turns, `times` each, so that a slow moment of the machine strikes both."""
    mine: list[Run] = []
    other: list[Run] = []
    for _ in range(times):
        mine.append(ours())
        if theirs:
            other.append(theirs())
    return mine, other
