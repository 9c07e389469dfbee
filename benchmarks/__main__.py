"""Measure: `make bench`, or `PAGES=1000 RUNS=5 make bench`. Prints a table in Markdown."""

from __future__ import annotations

import os
import platform
import shutil
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.city import write_city
from benchmarks.peers import hugo_site, install
from benchmarks.rows import Bench, git
from benchmarks.timing import Spread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.rows import Row

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".make/bench"


def main() -> None:
    """Write the city, measure the five rows, print the table."""
    pages = int(os.environ.get("PAGES", "300"))
    times = int(os.environ.get("RUNS", "3"))
    peers = install(FOLDER / "peers")
    city, hugo = FOLDER / "city", FOLDER / "hugo"
    for folder in (city, hugo):
        shutil.rmtree(folder, ignore_errors=True)
    write_city(city, pages)
    hugo_site(city, hugo)
    (city / ".gitignore").write_text(".bench.log\n.make/\n.zhengwu/\npublic/\n", "utf-8")
    git(city, "init", "-q")
    git(city, "add", "-A")
    git(city, "commit", "-q", "-m", "city")
    size = sum(page.stat().st_size for page in city.rglob("*.md")) / 2**20
    told = (
        f"{datetime.now(UTC):%Y-%m-%d}",
        f"{pages} pages ({size:.1f} MiB of Markdown)",
        f"{times} runs each",
        f"{os.cpu_count()} cores",
        f"Python {platform.python_version()}",
        f"zhengwu {version('zhengwu')}",
        *peers.versions.values(),
    )
    print(", ".join(told), end="\n\n")
    print(
        "| work | wall s | cpu s | MiB | beside | wall s | cpu s | MiB | ratio wall | ratio cpu |"
    )
    print(f"|{'---|' * 10}", flush=True)
    notes = []
    for row in Bench(city, hugo, peers, times).rows():
        print("| " + " | ".join(cells(row)) + " |", flush=True)
        if row.note:
            notes.append(f"{row.work}, not measured: {row.note}")
    print()
    print("\n".join(notes) or "Everything was measured.")


def cells(row: Row) -> Iterator[str]:
    """Yield the cells of a row; an empty one stands for what was not measured."""
    yield row.work
    for n, runs in enumerate((row.ours, row.theirs)):
        if n:
            yield row.peer
        if not runs:
            yield from ("", "", "")
            continue
        yield str(Spread.of([run.wall for run in runs]))
        yield str(Spread.of([run.cpu for run in runs]))
        yield f"{max(run.memory for run in runs):.0f}"
    pairs = list(zip(row.ours, row.theirs, strict=False))
    # The system counts processor time in hundredths: less than one is one.
    for ratios in (
        [mine.wall / other.wall for mine, other in pairs],
        [mine.cpu / max(other.cpu, 0.01) for mine, other in pairs],
    ):
        yield str(Spread.of(ratios)) if ratios else ""


if __name__ == "__main__":
    main()
