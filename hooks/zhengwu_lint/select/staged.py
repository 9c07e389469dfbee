"""What is about to be committed: of each city in the repository, the files that differ from HEAD.

A hook must judge the staged text, not the working folder. git names the index being committed in
`GIT_INDEX_FILE` (`git commit -a`, `git commit PATH`), and a hook's own reads go by it.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.facts import read_front
from zhengwu.messages import msg
from zhengwu.register.load import CITY_FILE, CONTENT, SITE_FILE
from zhengwu.rulebook import FOLDER as RULEBOOK
from zhengwu_lint.git import Objects, Repository
from zhengwu_lint.git_trees import IndexTree
from zhengwu_lint.referrers import MARKDOWN, own_number
from zhengwu_lint.select.cities import Chosen
from zhengwu_lint.select.paths import Selection, is_judged
from zhengwu_lint.workspace import HTML, Workspace, open_workspace

_REGULAR = ("100644", "100755")

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from zhengwu_lint.store import Store


def select_staged(
    paths: tuple[Path, ...],
    folder: Path,
    moment: dt.datetime | None,
    site_for_strays: str,
    rulebook_day: dt.date | None = None,
    store: Store | None = None,
) -> Chosen:
    """Choose what is staged: changed files, and the files that refer to changed ones.

    Each is judged by the nearest city upward; where no city is staged at all, all by none.

    Args:
        paths: restrict to these; all changed files if empty.
        folder: somewhere in the repository.
        moment: the minute by which is judged; None for the city's own day, or now.
        site_for_strays: id of the site by which files outside every site are judged.
        rulebook_day: the day whose indicators hold; None for the day by which is judged.
        store: keeps facts; None to keep none.

    Raises:
        UserError: not a git repository.
    """
    staged = _Staged.read(folder, tuple(path.resolve() for path in paths))
    cities = staged.cities
    touched = [city for city in cities if city is None or staged.changed_in(city)]
    selections: list[Selection] = []
    for city in touched or cities:
        workspace = open_workspace(
            staged.tree,
            city,
            moment,
            site_for_strays=site_for_strays,
            rulebook_day=rulebook_day,
            store=store,
        )
        workspace.require_site()
        selections.append(staged.selection(workspace))
    return Chosen(tuple(selections), staged.outside)


@dataclass(frozen=True)
class _Staged:
    """What differs between HEAD and the index.

    Attributes:
        tree: the index, from the repository's top.
        former: what stood at the paths that differ, by its id; nothing where they are new.
        changed: the paths that differ, deleted ones included.
        wanted: what was asked for; everything if empty.
    """

    tree: IndexTree
    former: Mapping[str, str]
    changed: tuple[str, ...]
    wanted: tuple[Path, ...]

    @classmethod
    def read(cls, folder: Path, wanted: tuple[Path, ...]) -> _Staged:
        try:
            around = Repository.open(folder, hook=True)
        except UserError as error:
            raise UserError(
                msg("这里不是 git 仓库，没有准备提交的内容；请在仓库的文件夹里运行")
            ) from error
        repository = replace(around, folder=around.top)
        changed = dict(_changed(repository))
        former = {path: blob for path, blob in changed.items() if blob.strip("0")}
        return cls(IndexTree(repository), former, tuple(changed), wanted)

    @cached_property
    def cities(self) -> tuple[str | None, ...]:
        """The folders of the cities, in order; only None where there is none.

        A city whose `city.yml` is taken away while its files stay is one too: it has a mistake.
        """
        found = {
            folder for path in self.tree.files() if (folder := _city_of_register(path)) is not None
        }
        gone = {
            folder
            for path in self.changed
            if (folder := _city_of_register(path)) is not None
            and folder not in found
            and _nearest(path, found) is None
            and any(map(is_judged, self.tree.files(folder)))
        }
        return tuple(sorted(found | gone)) or (None,)

    def changed_in(self, city: str) -> tuple[str, ...]:
        """Return what changed in the content of a city, or among its indicators."""
        return tuple(self._by_city.get(city, ()))

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """The pages that changed outside every city."""
        if self.cities == (None,):
            return ()
        return tuple(
            path
            for path in self._by_city.get(None, ())
            if path.lower().endswith((*MARKDOWN, *HTML)) and self._is_wanted(path)
        )

    def selection(self, workspace: Workspace) -> Selection:
        """Return what of the changes is judged by one city."""
        city, tree = workspace.content, self.tree
        sets = workspace.snapshot.city_sets.files
        changed = self.changed if city is None else self.changed_in(city)
        judged = [
            (path, True)
            for path in changed
            if self._is_wanted(path)
            and (tree.exists(path) or path == f"{city}/{CITY_FILE}")
            and (is_judged(path) if _is_below(path, city) else path in sets)
        ]
        seen = {path for path, _ in judged}
        changes = _changes(changed, city)
        numbers = self._numbers(changed)
        referrers = {
            f"{city}/{site}/{path}"
            for site, paths in changes.items()
            for path in _linking(workspace, site, paths)
        }
        return Selection(
            workspace,
            tuple(judged),
            tuple(sorted(referrers - seen)),
            tuple(sorted(changes)),
            {site: _concerned(workspace, site, paths, numbers) for site, paths in changes.items()},
            staged=True,
        )

    def _numbers(self, changed: Iterable[str]) -> frozenset[str]:
        """Return the document numbers that changed pages carry, or carried before."""
        pages = [path for path in changed if path.endswith(".md")]
        former = (self.former[path] for path in pages if path in self.former)
        now = (self.tree.blob(path) for path in pages if self.tree.exists(path))
        fronts = Objects(self.tree.repository).read_all(sorted({*former, *now}))
        return frozenset(number for data in fronts if (number := own_number(read_front(data))))

    @cached_property
    def _by_city(self) -> dict[str | None, list[str]]:
        """What changed, by the city that judges it."""
        cities = {city for city in self.cities if city is not None}
        found: dict[str | None, list[str]] = {}
        for path in self.changed:
            city = _nearest(path, cities)
            above, indicators, _ = path.rpartition(f"{RULEBOOK}/")
            if city is None and indicators and f"{above}{CONTENT}" in cities:
                city = f"{above}{CONTENT}"
            found.setdefault(city, []).append(path)
        return found

    def _is_wanted(self, path: str) -> bool:
        file = self.tree.repository.top / path
        return not self.wanted or _within(file, self.wanted)


def _city_of_register(path: str) -> str | None:
    """Return the folder of a city if `path` is its register file."""
    folder, _, name = path.rpartition("/")
    return folder if name == CITY_FILE and posixpath.basename(folder) == CONTENT else None


def _nearest(path: str, cities: set[str]) -> str | None:
    """Return the innermost of the cities' folders that holds `path`."""
    while path:
        path = path.rpartition("/")[0]
        if path in cities:
            return path
    return None


def _is_below(path: str, city: str | None) -> bool:
    return city is None or path.startswith(f"{city}/")


def _changed(repository: Repository) -> Iterator[tuple[str, str]]:
    """Yield the paths that differ between HEAD and the index, and the id of what stood there.

    Deleted ones are included; the id of nothing is zeros.
    """
    head = "HEAD"
    if repository.unborn:  # the first commit: everything staged is new
        head = repository.git("hash-object", "-t", "tree", "--stdin").decode("ascii").strip()
    listed = repository.git("diff-index", "--cached", "--raw", "--no-renames", "-z", head)
    said = listed.decode("utf-8", "surrogateescape").split("\0")
    for facts, path in zip(said[::2], said[1::2], strict=False):
        mode, _, former = facts.removeprefix(":").split(" ")[:3]
        yield path, former if mode in _REGULAR else ""


def _within(file: Path, wanted: tuple[Path, ...]) -> bool:
    return any(file.resolve().is_relative_to(path) for path in wanted)


def _changes(changed: Iterable[str], content: str | None) -> dict[str, frozenset[str]]:
    """Return what changed in each folder below `content`, relative to that folder."""
    found: dict[str, set[str]] = {}
    for path in changed if content is not None else ():
        folder, slash, below = path.removeprefix(f"{content}/").partition("/")
        if path.startswith(f"{content}/") and slash:
            found.setdefault(folder, set()).add(below)
    return {folder: frozenset(paths) for folder, paths in found.items()}


def _linking(workspace: Workspace, site_id: str, changed: frozenset[str]) -> frozenset[str]:
    """Return the pages of a site whose links lead to what changed: they may dangle now.

    A changed `site.yml` may have taken a column away, and any page may lead to its list.
    """
    city = workspace.register.city
    site = city.sites.get(site_id) if city else None
    if site is None:
        return frozenset()
    if SITE_FILE in changed:
        return frozenset(workspace.pages(site).pages)
    return workspace.referrers(site).linking(changed)


def _concerned(
    workspace: Workspace, site_id: str, changed: frozenset[str], numbers: frozenset[str]
) -> frozenset[str] | None:
    """Return the pages of a site whose relations a commit concerns; None for all."""
    city = workspace.register.city
    site = city.sites.get(site_id) if city else None
    if site is None or SITE_FILE in changed:
        return None
    own = frozenset(path for path in changed if path in workspace.pages(site).pages)
    return own | workspace.referrers(site).stating(changed, numbers)
