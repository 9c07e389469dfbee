"""Units of work that any process can do: a file, or all pages of a site, of one snapshot.

An `Executor` of `concurrent.futures` does them: threads, processes, or whatever offers the same
interface. What goes to another process is a small handle; the city is opened there once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from zhengwu.messages import Message
from zhengwu.tree import FolderTree
from zhengwu_lint.rules import RULES
from zhengwu_lint.run import result
from zhengwu_lint.workspace import DEFAULT_SITE, Workspace, open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor
    from datetime import date, datetime

    from zhengwu_lint.outcome import FileResult


@dataclass(frozen=True, slots=True)
class SnapshotId:
    """Names one snapshot of a folder, so that every process opens the same.

    Attributes:
        root: the folder that holds the content.
        content: the folder of `city.yml` in it; None for no city at all.
        moment: the minute by which is judged.
        site_for_strays: id of the site by which files outside every site are judged.
        rulebook_day: the day whose indicators hold; None for the day by which is judged.
        run: tells runs apart; between two runs the files may have changed.
    """

    root: str
    content: str | None
    moment: datetime
    site_for_strays: str = DEFAULT_SITE
    rulebook_day: date | None = None
    run: str = ""


@dataclass(frozen=True, slots=True)
class WorkUnit:
    """A unit of work.

    Attributes:
        snapshot: the city.
        file: its path in the tree; for a whole site, its `site.yml`.
        whole: all pages of the site are judged as one.
    """

    snapshot: SnapshotId
    file: str
    whole: bool = False


def judge_unit(unit: WorkUnit) -> FileResult | Message:
    """Return what comes of a unit, or why it cannot be judged; in whatever process it runs."""
    workspace = _opened(unit.snapshot)
    if not unit.whole:
        tree = workspace.tree
        data = tree.read(unit.file) if tree.exists(unit.file) else b""
        subject = workspace.subject(unit.file, data)
        return subject if isinstance(subject, Message) else result(subject, RULES)
    city = workspace.register.city
    sites = city.sites.values() if city else ()
    site = next((site for site in sites if site.file == unit.file), None)
    if city is None or site is None:
        message = f"{unit.file} is no site of the snapshot"
        raise ValueError(message)
    return result(workspace.site_subject(city, site), RULES)


def judge_all(
    executor: Executor, units: Iterable[WorkUnit], *, together: int = 32
) -> Iterator[tuple[WorkUnit, FileResult | Message]]:
    """Yield what comes of `units`, in their order.

    Args:
        executor: does the work.
        units: what is judged.
        together: how many go to a process at once.
    """
    rest = iter(units)
    batches = iter(lambda: tuple(islice(rest, together)), ())
    for batch, found in [(batch, executor.submit(_judge_batch, batch)) for batch in batches]:
        yield from zip(batch, found.result(), strict=True)


def _judge_batch(units: Sequence[WorkUnit]) -> list[FileResult | Message]:
    return [judge_unit(unit) for unit in units]


@lru_cache(maxsize=1)
def _opened(snapshot: SnapshotId) -> Workspace:
    return open_workspace(
        FolderTree(Path(snapshot.root)),
        snapshot.content,
        snapshot.moment,
        site_for_strays=snapshot.site_for_strays,
        rulebook_day=snapshot.rulebook_day,
    )
