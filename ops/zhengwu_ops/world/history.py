"""What git knows: when a file first reached the protected branch, and which commits changed a page.

The protected branch is read along its first parents: what a merge brought arrives with the merge.
The time of a commit is its committer's claim; along the branch it never runs backwards, so a claim
cannot be older than what was there before. A forge's record, where there is one, goes before it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from zhengwu.approval import Arrival
from zhengwu.approval.change import FOLDER as OFFICERS
from zhengwu.approval.seal import REVIEWS
from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.pages.schedule import CITY_TIME
from zhengwu_lint.git import git
from zhengwu_ops.world.forge import ForgeRecord

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SHA1 = 40
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

    def require_whole(self) -> None:
        """Make sure that the whole history is there.

        Raises:
            UserError: no repository, or a shallow clone.
        """
        if git(self.root, "rev-parse", "--is-shallow-repository").strip() == b"true":
            raise UserError(
                msg("这份仓库不是完整历史（浅克隆），无法核对审签"),
                msg("运行 git fetch --unshallow；CI 里把 fetch-depth 设为 0"),
            )

    @cached_property
    def ref(self) -> str:
        """The protected branch's name for git: the forge's copy of it, else the one here."""
        for ref in (f"refs/remotes/origin/{self.branch}", f"refs/heads/{self.branch}"):
            if git(self.root, "for-each-ref", "--format=%(refname)", ref).strip():
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
        listed = git(self.root, "log", "--first-parent", "--reverse", "--format=%H %ct", self.ref)
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
        return arrival if arrival and _blob(data, blob) == blob else None

    def edited(self, path: str) -> bool:
        """Whether a seal's or a change's file was touched again after it had reached the branch."""
        return path in self._arrived[1]

    @cached_property
    def reach(self) -> dict[str, int]:
        """By commit, the place on the branch with which it arrived."""
        parents: dict[str, list[str]] = {}
        for row in git(self.root, "rev-list", "--parents", self.ref).decode("ascii").splitlines():
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
    def _head(self) -> dict[str, str]:
        """The files of the content in the last commit, by path, with their blobs."""
        listed = git(self.root, "ls-tree", "-r", "-z", "HEAD", "--", self.content)
        rows = (
            row.partition("\t") for row in listed.decode("utf-8", "surrogateescape").split("\0")
        )
        return {path: facts.split(" ")[2] for facts, _, path in rows if path}

    def uncommitted(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """Return the files that differ from the last commit, or are not in it.

        Their bytes are compared: what git ignores or is told to overlook differs as well.
        """
        return tuple(path for path in paths if not self._committed(path))

    def _committed(self, path: str) -> bool:
        if path not in self._same:
            blob = self._head.get(path, "")
            try:
                data = (self.root / path).read_bytes()
            except OSError:
                data = b""
            self._same[path] = blob in {_blob(data, blob), _raw_blob(data, blob)}
        return self._same[path]

    def text_at(self, commit: str, path: str) -> bytes | None:
        """Return a file as it was in a commit; None if it was not there."""
        try:
            return git(self.root, "cat-file", "blob", f"{commit}:./{path}")
        except UserError:
            return None

    def objects(self, commits: tuple[str, ...]) -> Iterator[bytes]:
        """Yield the commits as git stores them."""
        if not commits:
            return
        out = git(
            self.root, "cat-file", "--batch", stdin="".join(f"{c}\n" for c in commits).encode()
        )
        at = 0
        for _ in commits:
            end = out.index(b"\n", at)
            size = int(out[at:end].split(b" ")[2])
            yield out[end + 1 : end + 1 + size]
            at = end + 1 + size + 1

    def _changes(self, *arguments: str) -> Iterator[tuple[str, list[_Entry]]]:
        """Run `git log` and yield each commit with what it changed."""
        out = git(
            self.root,
            "log",
            "--format=%x01%H",
            "--raw",
            "-z",
            "--no-abbrev",
            "--relative",
            *arguments,
        )
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


def _blob(data: bytes, like: str) -> str:
    """Return the id that git gives to a text file, by the kind of id that `like` is."""
    return _raw_blob(data.replace(b"\r\n", b"\n"), like)


def _raw_blob(data: bytes, like: str) -> str:
    kind = "sha1" if len(like) == _SHA1 else "sha256"
    return hashlib.new(kind, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
