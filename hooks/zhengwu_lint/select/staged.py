"""What is about to be committed: the git index as a tree, and the files that differ from HEAD.

A hook must judge the staged text, not the working folder. git names the index being committed in
`GIT_INDEX_FILE` (`git commit -a`, `git commit PATH`), so the environment is passed on untouched.
"""

from __future__ import annotations

import posixpath
import subprocess
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from zhengwu.errors import UserError
from zhengwu.messages import msg
from zhengwu.register.load import CITY_FILE, CONTENT, SITE_FILE
from zhengwu_lint.select.paths import Selection, is_judged
from zhengwu_lint.workspace import Workspace

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

_REGULAR = ("100644", "100755")
_AT_ONCE = 500


@dataclass(frozen=True)
class StagedTree:
    """The files in the index of the repository at `root`; links and submodules are no files."""

    root: Path
    _read: dict[str, bytes] = field(default_factory=dict, init=False, repr=False)

    def read(self, path: str) -> bytes:
        """Return the staged bytes of a file; `FileNotFoundError` if it is not staged."""
        if path not in self._blobs:
            raise FileNotFoundError(path)
        if path not in self._read:
            self._read.update(self._fetch(path))
        return self._read[path]

    def files(self, folder: str = "") -> Iterator[str]:
        """Yield the paths of all staged files below `folder`, sorted."""
        prefix = f"{folder}/" if folder else ""
        yield from sorted(path for path in self._blobs if path.startswith(prefix))

    def exists(self, path: str) -> bool:
        """Whether a file is staged at `path`."""
        return path in self._blobs

    def _fetch(self, path: str) -> Iterator[tuple[str, bytes]]:
        """Read `path` and, if it is a page, those after it.

        A site is read page by page in order, and a process for each would take seconds.
        """
        wanted = [path]
        if path.endswith(".md"):
            first = bisect_left(self._pages, path)
            wanted = self._pages[first : first + _AT_ONCE]
        ids = "\n".join(self._blobs[name] for name in wanted)
        out = git(self.root, "cat-file", "--batch", stdin=f"{ids}\n".encode("ascii"))
        at = 0
        for name in wanted:
            end = out.index(b"\n", at)
            size = int(out[at:end].split(b" ")[2])
            yield name, out[end + 1 : end + 1 + size]
            at = end + 1 + size + 1

    @cached_property
    def _pages(self) -> list[str]:
        return sorted(path for path in self._blobs if path.endswith(".md"))

    @cached_property
    def _blobs(self) -> dict[str, str]:
        """Object ids by path."""
        found: dict[str, str] = {}
        listed = git(self.root, "ls-files", "--stage", "-z").decode("utf-8", "surrogateescape")
        for entry in listed.split("\0"):
            if entry:
                facts, _, path = entry.partition("\t")
                mode, blob, _stage = facts.split(" ")
                if mode in _REGULAR:
                    found[path] = blob
        return found


def select_staged(
    paths: tuple[Path, ...],
    folder: Path,
    day: dt.date | None,
    site_for_strays: str,
    rulebook_day: dt.date | None = None,
) -> Selection:
    """Choose what is staged: changed files, and the files that refer to changed ones.

    Args:
        paths: restrict to these; all changed files if empty.
        folder: somewhere in the repository.
        day: the day, or the minute, by which is judged; None for the city's own, or now.
        site_for_strays: id of the site by which files outside every site are judged.
        rulebook_day: the day whose indicators hold; None for the day by which is judged.

    Raises:
        UserError: not a git repository.
    """
    root = _top(folder)
    tree = StagedTree(root)
    content = _content(tree)
    workspace = Workspace(tree, content, day, site_for_strays, rulebook_day)
    workspace.require_site()
    changed = _changed(root)
    wanted = [path.resolve() for path in paths]
    judged = [
        (path, True)
        for path in changed
        if tree.exists(path)
        and (_concerns(path, content) or path in workspace.city_sets.files)
        and (not wanted or _within(root / path, wanted))
    ]
    seen = {path for path, _ in judged}
    referrers = [p for p in _referrers(changed, tree, content) if p not in seen]
    return Selection(
        workspace, tuple(judged), tuple(referrers), _touched(changed, content), staged=True
    )


def git(root: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """Run git in `root` and return what it prints.

    Raises:
        UserError: git is missing or refuses.
    """
    try:
        done = subprocess.run(  # noqa: S603 -- a fixed program, arguments in a list
            ["git", *arguments],  # noqa: S607 -- git is found by PATH on every system
            cwd=root,
            input=stdin,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise UserError(msg("没有找到 git；请先安装 git")) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise UserError(msg("git {command} 没有成功：{said}", command=arguments[0], said=said))
    return done.stdout


def _top(folder: Path) -> Path:
    try:
        return Path(git(folder, "rev-parse", "--show-toplevel").decode("utf-8").strip())
    except UserError as error:
        raise UserError(
            msg("这里不是 git 仓库，没有准备提交的内容；请在仓库的文件夹里运行（{why}）", why=error)
        ) from error


def _content(tree: StagedTree) -> str | None:
    """Return the folder of the staged `city.yml` nearest to the repository's top."""
    found = [
        posixpath.dirname(path)
        for path in tree.files()
        if posixpath.basename(path) == CITY_FILE
        and posixpath.basename(posixpath.dirname(path)) == CONTENT
    ]
    return min(found, key=lambda path: path.count("/"), default=None)


def _changed(root: Path) -> list[str]:
    """Return the paths that differ between HEAD and the index, deleted ones included."""
    try:
        head = git(root, "rev-parse", "--quiet", "--verify", "HEAD").decode("ascii").strip()
    except UserError:  # the first commit: everything staged is new
        head = git(root, "hash-object", "-t", "tree", "--stdin").decode("ascii").strip()
    listed = git(root, "diff-index", "--cached", "--name-only", "--no-renames", "-z", head)
    return [p for p in listed.decode("utf-8", "surrogateescape").split("\0") if p]


def _concerns(path: str, content: str | None) -> bool:
    return is_judged(path) and (content is None or path.startswith(f"{content}/"))


def _within(file: Path, wanted: list[Path]) -> bool:
    return any(file.resolve().is_relative_to(path) for path in wanted)


def _touched(changed: list[str], content: str | None) -> tuple[str, ...]:
    """Return the names of the folders below `content` in which something changed."""
    below = [p.removeprefix(f"{content}/") for p in changed if p.startswith(f"{content}/")]
    return tuple(sorted({path.split("/")[0] for path in below if "/" in path}))


def _referrers(changed: list[str], tree: StagedTree, content: str | None) -> Iterator[str]:
    """Yield the pages whose text names a changed file: their links may dangle now.

    A changed `site.yml` may have taken a column away, and any page may lead to its list.
    """
    if content is None:
        return
    sites: dict[str, set[bytes]] = {}
    for path in changed:
        rest = path.removeprefix(f"{content}/")
        if rest == path or "/" not in rest:
            continue
        folder, name = posixpath.split(rest)
        own = posixpath.basename(folder) if name == "index.md" else name
        names = sites.setdefault(rest.split("/")[0], set())
        names |= {b""} if name == SITE_FILE else {own.encode("utf-8", "surrogateescape")}
    for site, names in sites.items():
        for path in tree.files(f"{content}/{site}"):
            if path.endswith(".md"):
                text = unquote_to_bytes(tree.read(path))
                if any(name in text for name in names):
                    yield path
