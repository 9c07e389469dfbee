"""The five rows: what an editor, a reviewer's machine and the publishing pipeline wait for."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.city import SITE, some_page
from benchmarks.preview import free_port, serving
from benchmarks.timing import FailedError, Run, alternate, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.peers import Peers

PROGRAMS = Path(sys.executable).parent
_CALM = {"NO_MKDOCS_2_WARNING": "1", "SITE": SITE}
_LISTENING = "127.0.0.1"


@dataclass(frozen=True)
class Row:
    """A row of the table.

    Attributes:
        work: what was done.
        peer: beside what.
        ours: the runs here.
        theirs: the peer's runs, none if there is no peer.
        note: what could not be measured, and why.
    """

    work: str
    peer: str
    ours: list[Run]
    theirs: list[Run]
    note: str = ""


@dataclass(frozen=True)
class Bench:
    """What the rows work on.

    Attributes:
        city: the generated city, a git repository with a commit.
        hugo: the same pages for Hugo.
        peers: the programs beside ours.
        times: how often each is run.
    """

    city: Path
    hugo: Path
    peers: Peers
    times: int

    def rows(self) -> Iterator[Row]:
        """Yield the rows; the order matters, the judge reads what the build wrote."""
        content, built = self.city / "content", self.city / "public"
        zhengwu = PROGRAMS / "zhengwu"
        page = some_page(self.city)
        lint = partial(run, [zhengwu, "lint", "content"], self.city)
        yield self._row("lint", "rumdl --no-cache", lint, self._rumdl(content))
        self._stage(page)
        hook = partial(run, [zhengwu, "lint", "--staged"], self.city)
        yield self._row("hook, one page", "rumdl --no-cache", hook, self._rumdl(page))
        self._unstage()
        build = partial(run, [zhengwu, "build"], self.city)
        yield self._row("build", "hugo", build, self._hugo_build())
        judge = partial(run, [zhengwu, "lint", "--site", SITE, "public"], self.city)
        yield self._row("judge", "lychee --offline", judge, self._lychee(built / SITE))
        yield self._preview(page)

    def _row(
        self,
        work: str,
        peer: str,
        ours: Callable[[], Run],
        theirs: Callable[[], Run] | str,
    ) -> Row:
        """Measure one row; `theirs` is a text that says why the peer is not there."""
        absent = theirs if isinstance(theirs, str) else ""
        try:
            mine, other = alternate(ours, None if isinstance(theirs, str) else theirs, self.times)
        except FailedError as failed:
            return Row(work, peer, [], [], str(failed))
        return Row(work, peer, mine, other, absent)

    def _peer(self, name: str) -> Path | None:
        return self.peers.found.get(name)

    def _rumdl(self, what: Path) -> Callable[[], Run] | str:
        if not (rumdl := self._peer("rumdl")):
            return self.peers.absent["rumdl"]
        command: list[str | Path] = [rumdl, "check", "--no-cache", "--no-config", "--silent", what]
        return partial(run, command, self.city, allowed=(0, 1))

    def _lychee(self, built: Path) -> Callable[[], Run] | str:
        if not (lychee := self._peer("lychee")):
            return self.peers.absent["lychee"]
        # It takes files; a folder would be searched for Markdown too.
        command: list[str | Path] = [
            lychee,
            "--offline",
            "--no-progress",
            "--quiet",
            "--root-dir",
            built,
        ]
        return partial(run, [*command, f"{built}/**/*.html"], self.city, allowed=(0, 2))

    def _hugo_build(self) -> Callable[[], Run] | str:
        if not (hugo := self._peer("hugo")):
            return self.peers.absent["hugo"]

        def build() -> Run:
            shutil.rmtree(self.hugo / "public", ignore_errors=True)
            return run([hugo, "--quiet"], self.hugo)

        return build

    def _preview(self, page: Path) -> Row:
        """Save the page in turns under both servers."""
        place = page.relative_to(self.city / "content" / SITE)
        work, peer = "preview, save to served", "hugo server"
        hugo = self._peer("hugo")
        with ExitStack() as servers:
            try:
                port = free_port()
                address = f"{_LISTENING}:{port}"
                mine = servers.enter_context(
                    serving(
                        [PROGRAMS / "mkdocs", "serve", "-a", address],
                        self.city,
                        page,
                        f"http://{address}/{place.with_suffix('').as_posix()}/",
                        _CALM,
                    )
                )
                theirs: Callable[[], Run] | str = self.peers.absent.get("hugo", "")
                if hugo:
                    port = free_port()
                    options = ["--bind", _LISTENING, "--port", str(port), "--disableLiveReload"]
                    base = f"http://{_LISTENING}:{port}/"
                    theirs = servers.enter_context(
                        serving(
                            [hugo, "server", *options, "--baseURL", base],
                            self.hugo,
                            self.hugo / "content" / place,
                            f"{base}{place.with_suffix('').as_posix()}/",
                        )
                    ).save
                return self._row(work, peer, mine.save, theirs)
            except FailedError as failed:
                return Row(work, peer, [], [], str(failed))

    def _stage(self, page: Path) -> None:
        page.write_text(f"{page.read_text('utf-8').rstrip()}\n\n本页补充一句说明。\n", "utf-8")
        git(self.city, "add", "-A")

    def _unstage(self) -> None:
        git(self.city, "reset", "-q", "--hard")


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, whoever the editor is."""
    me = ("-c", "user.name=bench", "-c", "user.email=bench@zhongshan.example")
    command = ["git", *me, "-c", "commit.gpgsign=false", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
