"""What git knows: when a file first reached the protected branch, and which commits changed a page.

The protected branch is read along its first parents: what a merge brought arrives with the merge.
The time of a commit is its committer's claim; along the branch it never runs backwards, so a claim
cannot be older than what was there before. A forge's record, where there is one, goes before it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from zhengwu.approval import Arrival
from zhengwu.approval.change import FOLDER as OFFICERS
from zhengwu.approval.seal import REVIEWS
from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.pages.schedule import CITY_TIME
from zhengwu_lint.git import Objects, Repository, blob_ids
from zhengwu_lint.git_trees import CommitTree, is_written
from zhengwu_ops.world.forge import ForgeRecord

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_GONE = "D"
_TOLERANCE = dt.timedelta(minutes=10)  # clocks differ


@dataclass(frozen=True, slots=True)
class _Entry:
    """A change of one file in one commit."""

    status: str
    blob: str
    path: str
    old: str = ""


@dataclass
class History:
    """The history of the repository that holds the city.

    Attributes:
        root: the folder that holds the content.
        branch: the protected branch, as the register names it.
        content: the folder of `city.yml`, below `root`.
        forge: what the forge vouches for.
    """

    root: Path
    branch: str
    content: str
    forge: ForgeRecord = field(default_factory=ForgeRecord)
    _same: dict[str, bool] = field(default_factory=dict, init=False)

    @cached_property
    def _repository(self) -> Repository:
        return Repository.open(self.root)

    @cached_property
    def _objects(self) -> Objects:
        return Objects(self._repository)

    def require_whole(self) -> None:
        """Make sure that the whole history is there.

        Raises:
            UserError: no repository, or a shallow clone.
        """
        self._repository.require_history()

    @cached_property
    def ref(self) -> str:
        """The protected branch's name for git: the forge's copy of it, else the one here."""
        for ref in (f"refs/remotes/origin/{self.branch}", f"refs/heads/{self.branch}"):
            if self._git("for-each-ref", "--format=%(refname)", ref).strip():
                return ref
        raise UserError(
            msg("没有主分支“{branch}”", branch=self.branch),
            msg(
                "运行 git fetch origin {branch}，或改正 city.yml 的 protected_branch",
                branch=self.branch,
            ),
        )

    @cached_property
    def line(self) -> tuple[Arrival, ...]:
        """The commits of the protected branch along its first parents, oldest first."""
        listed = self._git("log", "--first-parent", "--reverse", "--format=%H %ct", self.ref)
        found: list[Arrival] = []
        for order, row in enumerate(listed.decode("ascii").splitlines()):
            commit, _, seconds = row.partition(" ")
            claimed = dt.datetime.fromtimestamp(int(seconds), CITY_TIME).replace(tzinfo=None)
            time = self.forge.reached.get(commit, claimed)
            found.append(Arrival(order, max(time, found[-1].time) if found else time, commit))
        return tuple(found)

    def ahead(self, now: dt.datetime) -> Arrival | None:
        """Return the first commit of the branch that claims to be from later than `now`.

        Whoever dates a commit ahead would put off the end of an emergency.
        """
        late = now + _TOLERANCE
        return next((arrival for arrival in self.line if arrival.time > late), None)

    @cached_property
    def _arrived(self) -> tuple[dict[str, tuple[Arrival, str]], frozenset[str]]:
        """By path of seals and changes, when its present blob came; and which were edited."""
        orders = {arrival.commit: arrival for arrival in self.line}
        present: dict[str, tuple[Arrival, str]] = {}
        seen: set[str] = set()
        edited: set[str] = set()
        arguments = ("--first-parent", "-m", "--no-renames", "--reverse", self.ref)
        for commit, entries in self._changes(*arguments, "--", REVIEWS, OFFICERS):
            for entry in entries:
                if entry.path in seen:
                    edited.add(entry.path)
                seen.add(entry.path)
                if entry.status == _GONE:
                    present.pop(entry.path, None)
                else:
                    present[entry.path] = (orders[commit], entry.blob)
        return present, frozenset(edited)

    def arrival(self, path: str, data: bytes) -> Arrival | None:
        """Return when a seal's or a change's file with this content reached the branch."""
        arrival, blob = self._arrived[0].get(path, (None, ""))
        return arrival if arrival and blob in blob_ids(data, blob) else None

    def edited(self, path: str) -> bool:
        """Whether a seal's or a change's file was touched again after it had reached the branch."""
        return path in self._arrived[1]

    @cached_property
    def reach(self) -> dict[str, int]:
        """By commit, the place on the branch with which it arrived."""
        parents: dict[str, list[str]] = {}
        for row in self._git("rev-list", "--parents", self.ref).decode("ascii").splitlines():
            commit, *above = row.split(" ")
            parents[commit] = above
        found: dict[str, int] = {}
        for arrival in self.line:
            waiting = [arrival.commit]
            while waiting:
                commit = waiting.pop()
                if commit not in found:
                    found[commit] = arrival.order
                    waiting += parents[commit]
        return found

    @cached_property
    def _touching(self) -> tuple[dict[str, list[str]], dict[str, set[str]]]:
        """By path of the content, the commits that changed it; and its earlier names."""
        commits: dict[str, list[str]] = {}
        names: dict[str, set[str]] = {}
        arguments = ("--full-history", "-c", "-M", "HEAD", "--", self.content)
        for commit, entries in self._changes(*arguments):
            for entry in entries:
                commits.setdefault(entry.path, []).append(commit)
                if entry.old:
                    names.setdefault(entry.path, set()).add(entry.old)
        return commits, names

    def commits(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """Return the commits that changed any of these files, under earlier names too."""
        touching, names = self._touching
        waiting, seen = list(paths), set(paths)
        found: dict[str, None] = {}
        while waiting:
            path = waiting.pop()
            found.update(dict.fromkeys(touching.get(path, ())))
            new = names.get(path, set()) - seen
            seen |= new
            waiting += new
        return tuple(found)

    @cached_property
    def _head(self) -> CommitTree:
        return CommitTree.at(self.root, "HEAD")

    def uncommitted(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """Return the files that differ from the last commit, or are not in it.

        Their bytes are compared: what git ignores or is told to overlook differs as well.
        """
        return tuple(path for path in paths if not self._committed(path))

    def _committed(self, path: str) -> bool:
        if path not in self._same:
            self._same[path] = is_written(self.root / path, self._head, path)
        return self._same[path]

    def text_at(self, commit: str, path: str) -> bytes | None:
        """Return a file as it was in a commit; None if it was not there."""
        below = self._repository.folder.relative_to(self._repository.top)
        return self._objects.find(f"{commit}:{(below / path).as_posix()}")

    def objects(self, commits: tuple[str, ...]) -> Iterator[bytes]:
        """Yield the commits as git stores them."""
        yield from self._objects.read_all(commits)

    def _git(self, *arguments: str) -> bytes:
        return self._repository.git(*arguments)

    def _changes(self, *arguments: str) -> Iterator[tuple[str, list[_Entry]]]:
        """Run `git log` and yield each commit with what it changed."""
        shown = ("--format=%x01%H", "--raw", "-z", "--no-abbrev", "--relative")
        out = self._git("log", *shown, *arguments)
        commit, entries = "", list[_Entry]()
        words = iter(out.decode("utf-8", "surrogateescape").split("\0"))
        for word in words:
            text = word.lstrip("\n")
            if text.startswith("\x01"):
                if commit:
                    yield commit, entries
                commit, entries = text[1:].strip(), []
            elif text.startswith(":"):
                entries.append(_entry(text, words))
        if commit:
            yield commit, entries


def _entry(facts: str, words: Iterator[str]) -> _Entry:
    """Read one entry of raw output: `:mode mode blob blob status`, more of each for a merge."""
    parents = len(facts) - len(facts.lstrip(":"))
    parts = facts.lstrip(":").split(" ")
    status, blob = parts[-1], parts[-2]
    first = next(words)
    if parents == 1 and status[0] in "RC":
        return _Entry(status, blob, next(words), first)
    return _Entry(status, blob, first)
