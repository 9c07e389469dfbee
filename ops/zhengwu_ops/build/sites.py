"""Building sites: sources are linted first, pages judged after, `public/` replaced last."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.lifecycle import on_line
from zhengwu.messages import Message, msg
from zhengwu.tree import FolderTree
from zhengwu_lint.rules import RULES
from zhengwu_lint.run import run
from zhengwu_lint.select.paths import PUBLIC, built_targets, fixed_day_note, selection
from zhengwu_lint.store import memory_store, open_store, root_of
from zhengwu_lint.workspace import HTML, open_workspace
from zhengwu_mkdocs.build import Built, build_site
from zhengwu_ops.build.search import index_site
from zhengwu_ops.build.swap import exchange, workplace

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from zhengwu.snapshot import Snapshot
    from zhengwu_lint.outcome import Report
    from zhengwu_lint.store import Store
    from zhengwu_lint.subject import Subject
    from zhengwu_lint.workspace import Workspace

CONFIG_FILE = "mkdocs.yml"
_PROCESSES = 2
# What is published is for everybody to read, whatever the operator's own mask says.
_READABLE = 0o022


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build.

    Attributes:
        report: the findings on sources and built pages.
        failures: what else stopped it.
        done: `public/` was updated.
    """

    report: Report
    failures: tuple[Message, ...] = ()
    done: bool = False


@contextmanager
def _readable_files() -> Iterator[None]:
    before = os.umask(_READABLE)
    try:
        yield
    finally:
        os.umask(before)


@_readable_files()
def build_sites(
    content: Path,
    sites: tuple[str, ...],
    moment: dt.datetime | None,
    *,
    strict: bool,
    say: Callable[[Message], None],
    kept: Path | None = None,
    publishing: bool = False,
) -> Outcome:
    """Build `sites` (all if empty) of the city in `content` into `public/` beside it.

    `public/` changes only when every site's sources and pages are clean; then its folders are
    exchanged one after the other, each by a rename.

    Args:
        content: the folder of `city.yml`.
        sites: ids of the sites.
        moment: the minute by which is judged and built; None for the day that a demonstration
            names, else for now.
        strict: warnings forbid publication too.
        say: told what is being done.
        kept: the folder in whose store facts are kept; None to keep none.
        publishing: what is built is published.

    Raises:
        UserError: an unknown site, no `mkdocs.yml`, another build in the same folder, or a disk
            that cannot be written.
    """
    root = content.parent
    if not (root / CONFIG_FILE).is_file():
        raise UserError(msg("{folder} 里没有 mkdocs.yml", folder=root.name))
    with open_store(kept, say, publishing=publishing) if kept else memory_store() as store:
        workspace = open_workspace(FolderTree(root), content.name, moment, store=store)
        return _build(content, sites, workspace, store, strict=strict, say=say)


def _build(
    content: Path,
    sites: tuple[str, ...],
    workspace: Workspace,
    store: Store,
    *,
    strict: bool,
    say: Callable[[Message], None],
) -> Outcome:
    root = content.parent
    for note in fixed_day_note(workspace):
        say(note)
    city = workspace.register.city
    known = city.sites if city else {}
    if unknown := [site for site in sites if site not in {*known, *workspace.register.broken}]:
        raise UserError(
            msg(
                "没有网站“{unknown}”；登记的有：{known}",
                unknown=tuple(unknown),
                known=tuple(known),
            )
        )
    wanted = tuple(dict.fromkeys(sites)) or tuple(known)
    if not wanted and not workspace.register.broken:
        raise UserError(msg("还没有网站：先运行 zhengwu new site"))
    folders = tuple(content / site for site in wanted) if sites else (content,)
    say(msg("检查源文件……"))
    report = selection(workspace, root, (content / "city.yml", *folders), content).report(RULES)
    if report.exit_code(strict=strict) or report.unchecked:
        return Outcome(report)
    say(
        msg(
            "源文件 {checked} 个，通过。生成 {sites}……",
            checked=report.checked,
            sites=tuple(wanted),
        )
    )
    store.write()  # the processes that build know then what this one has read
    kept = store.file and root_of(store.file)
    with workplace(root) as scratch:
        results = _build_all(root / CONFIG_FILE, wanted, workspace.snapshot, kept, scratch)
        failed = tuple(
            msg("网站 {site} 没有生成：\n{log}", site=built.site, log=built.log)
            for built in results
            if built.failed
        )
        if failed:
            return Outcome(report, failed)
        for site in wanted:
            pages = on_line(workspace.pages(known[site]), workspace.moment)
            index_site(scratch / PUBLIC / site, pages)
        judged = run(_built_subjects(workspace, FolderTree(scratch), wanted), RULES)
        report = report.plus(judged)
        if judged.exit_code(strict=strict):
            return Outcome(report)
        say(msg("网页 {checked} 个，通过。", checked=judged.checked))
        exchange(scratch / PUBLIC, root / PUBLIC, wanted)
    for site in wanted:
        say(msg("  public/{site}/ 已更新", site=site))
    return Outcome(report, done=True)


def _build_all(
    config: Path, sites: tuple[str, ...], snapshot: Snapshot, kept: Path | None, scratch: Path
) -> list[Built]:
    with ProcessPoolExecutor(
        min(_PROCESSES, len(sites)) or 1, mp_context=get_context("spawn")
    ) as pool:
        waiting = [
            pool.submit(
                build_site,
                config,
                site,
                snapshot.moment,
                scratch / PUBLIC / site,
                snapshot=snapshot,
                kept=kept,
            )
            for site in sites
        ]
        try:
            return [future.result() for future in waiting]
        except BrokenProcessPool as error:
            raise UserError(
                msg("生成的进程中途被系统结束，多半是内存不够：关掉别的程序，再运行一次")
            ) from error


def _built_subjects(
    sources: Workspace, built: FolderTree, sites: tuple[str, ...]
) -> Iterator[tuple[str, Subject | Message]]:
    """Yield every built page, as the finished files hold it."""
    city = sources.register.city
    for site_id in sites if city else ():
        site = city.sites[site_id]  # type: ignore[union-attr]
        targets = built_targets(site, built, f"{PUBLIC}/{site_id}")
        for path in sorted(targets.files):
            if path.endswith(HTML):
                file = f"{targets.root}/{path}"
                text = built.read(file).decode("utf-8", errors="replace")
                yield file, sources.html_subject(text, file, site, targets)
