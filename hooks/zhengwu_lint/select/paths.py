"""From paths to a report: which files are meant, and by which city they are judged."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zhengwu.errors import UserError
from zhengwu.messages import Message, msg
from zhengwu.problem import Problem
from zhengwu.register.load import CITY_FILE, SITE_FILE
from zhengwu.rulebook import FOLDER as RULEBOOK
from zhengwu.tree import IGNORED_FOLDERS, FolderTree
from zhengwu.wording import WORDS_FILE
from zhengwu_lint.fix import fix_file
from zhengwu_lint.masking import masking
from zhengwu_lint.referrers import MARKDOWN
from zhengwu_lint.run import judge, run
from zhengwu_lint.subject import Subject
from zhengwu_lint.targets import BuiltTargets
from zhengwu_lint.workspace import HTML, KNOWN, PICTURES, Workspace, open_workspace

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from zhengwu.model.site import Site
    from zhengwu.tree import Tree
    from zhengwu_lint.fix import Fixed
    from zhengwu_lint.outcome import Report
    from zhengwu_lint.rule import Edit, Rule
    from zhengwu_lint.store import Store

PUBLIC = "public"


@dataclass(frozen=True)
class Selection:
    """Files to judge.

    Attributes:
        workspace: the city that they are judged by.
        files: (path, whether it is one of the workspace's tree), in order.
        referrers: files of the tree that refer to changed ones; only rules about dangling
            references judge them.
        sites: ids of the sites that are judged as wholes too.
        concerned: by site, the pages that a commit concerns; None for all of them.
        city_file: the register file, as people find it from where they are; "" if there is none.
        staged: a commit is judged: of the rules about whole sites, only those about dangling
            references apply.
    """

    workspace: Workspace
    files: tuple[tuple[str, bool], ...]
    referrers: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    concerned: Mapping[str, frozenset[str] | None] = field(default_factory=dict)
    city_file: str = ""
    staged: bool = False
    _built: dict[str, BuiltTargets] = field(default_factory=dict, init=False, repr=False)

    def report(self, rules: tuple[Rule, ...]) -> Report:
        """Judge everything."""
        report = run(self._subjects(), rules)
        dangling = tuple(rule for rule in rules if rule.dangling)
        subjects = ((file, self._inside(file)) for file in self.referrers)
        report = report.plus(run(subjects, dangling))
        whole = run(self._whole_sites(), dangling if self.staged else rules)
        folders = (f"{self.workspace.content}/{site}/" for site in self.sites)
        sites = frozenset(() if self.staged else folders)
        # The files of a whole site were counted one by one.
        report = report.plus(replace(whole, checked=0, sites=sites))
        return replace(report, rulebook=self.workspace.snapshot.rulebook.id)

    def fixes(self, rules: tuple[Rule, ...]) -> Iterator[Fixed]:
        """Yield the pages that change when everything that may be mended by itself is.

        Nothing is written: `path_of` says where.
        """
        for file, inside in self.files:
            if file.lower().endswith(MARKDOWN) and self.path_of(file, inside=inside).is_file():
                data = self.path_of(file, inside=inside).read_bytes()
                found = self._inside(file) if inside else self._outside(file)
                if isinstance(found, Subject):
                    edits = partial(self._edits, file, rules, inside=inside)
                    if fixed := fix_file(file, data, found.context.site, edits):
                        yield fixed

    def path_of(self, file: str, *, inside: bool) -> Path:
        """Return where a file that was asked for stands on the disk."""
        tree = self.workspace.tree
        return tree.root / file if inside and isinstance(tree, FolderTree) else Path(file)

    def _edits(self, file: str, rules: tuple[Rule, ...], text: str, *, inside: bool) -> list[Edit]:
        subject = self.workspace.subject(file, text.encode("utf-8"), inside=inside)
        findings = judge(subject, rules) if isinstance(subject, Subject) else ()
        edits: list[Edit] = []
        for finding in findings:
            if finding.file == file:
                edits += finding.edits
                edits += filter(None, [masking(finding, text)])
        return edits

    def notes(self) -> Iterator[Message]:
        """Say by which city was judged, and by which day where a demonstration names one."""
        if self.workspace.content is None:
            yield msg("没有找到 content/city.yml，按不允许任何外部主机检查。")
            return
        file = self.city_file or f"{self.workspace.content}/{CITY_FILE}"
        yield msg("按 {file} 检查。", file=file)
        yield from fixed_day_note(self.workspace)

    def _subjects(self) -> Iterator[tuple[str, Subject | Message]]:
        for file, inside in self.files:
            yield file, self._inside(file) if inside else self._outside(file)
        asked = {file for file, _ in self.files}
        for file in self._in_the_way():
            if file not in asked:
                yield file, self._inside(file)

    def _in_the_way(self) -> Iterator[str]:
        """Yield the register files whose mistakes keep files that were asked for from being judged.

        Their mistakes are findings of this run too: nothing passes because nobody looked at it.
        """
        for file in self.workspace.snapshot.broken_files:
            folder, _, name = file.rpartition("/")
            strays = folder.rpartition("/")[2] == self.workspace.site_for_strays
            if any(
                name == CITY_FILE
                or file in self.workspace.snapshot.city_sets.files
                or (path.startswith(f"{folder}/") if inside else strays)
                for path, inside in self.files
            ):
                yield file

    def _whole_sites(self) -> Iterator[tuple[str, Subject | Message]]:
        city = self.workspace.register.city
        for site_id in self.sites:
            if city and site_id in city.sites:
                site = city.sites[site_id]
                concerned = self.concerned.get(site_id)
                yield site.file, self.workspace.site_subject(city, site, concerned)

    def _inside(self, file: str) -> Subject | Message:
        if not file.lower().endswith(KNOWN):
            return _unknown()
        if site := self._built_site(file):
            built = self._built_targets(site)
            text = self.workspace.tree.read(file).decode("utf-8", errors="replace")
            return self.workspace.html_subject(text, file, site, built)
        tree = self.workspace.tree  # a register file that is wanted and missing has mistakes
        return self.workspace.subject(file, tree.read(file) if tree.exists(file) else b"")

    def _outside(self, file: str) -> Subject | Message:
        if not file.lower().endswith(KNOWN):
            return _unknown()
        try:
            data = Path(file).read_bytes()
        except OSError as error:
            why = msg("打不开：{why}", why=error.strerror or str(error))
            fix = msg("确认文件没有被占用，自己有权限读它")
            return self.workspace.unreadable(file, Problem(0, 0, why, fix))
        return self.workspace.subject(file, data, inside=False)

    def _built_site(self, file: str) -> Site | None:
        city = self.workspace.register.city
        if city is None or not file.startswith(f"{self._public}/") or not file.endswith(HTML):
            return None
        return city.sites.get(file.removeprefix(f"{self._public}/").split("/")[0])

    @property
    def _public(self) -> str:
        """Where the city's sites are built to."""
        return _join((self.workspace.content or "").rpartition("/")[0], PUBLIC)

    def _built_targets(self, site: Site) -> BuiltTargets:
        if site.id not in self._built:
            root, tree = f"{self._public}/{site.id}", self.workspace.tree
            self._built[site.id] = built_targets(site, tree, root)
        return self._built[site.id]


def _unknown() -> Message:
    return msg("不认识这种文件；能检查的是 {known}", known=tuple(KNOWN))


def built_targets(site: Site, tree: Tree, root: str) -> BuiltTargets:
    """Return what stands in the built folder `root` of a tree."""
    files = frozenset(f.removeprefix(f"{root}/") for f in tree.files(root))

    def measure(path: str) -> int:
        file = f"{root}/{path}"
        if isinstance(tree, FolderTree):
            return (tree.root / file).stat().st_size
        return len(tree.read(file))

    def read(path: str) -> bytes:
        return tree.read(f"{root}/{path}")

    return BuiltTargets(site, root, files, measure=measure, read=read)


def fixed_day_note(workspace: Workspace) -> Iterator[Message]:
    """Say so where a demonstration city is judged by a day of its own."""
    if day := workspace.snapshot.fixed_day:
        yield msg("这是演示城市，按 city.yml 里 judged_on 写的 {day} 检查，不按今天。", day=day)


def select(  # noqa: PLR0913 -- what is asked for, and by what it is judged
    paths: tuple[Path, ...],
    content: Path | None,
    moment: dt.datetime | None,
    site_for_strays: str,
    rulebook_day: dt.date | None = None,
    *,
    files: Iterable[Path] | None = None,
    root: Path | None = None,
    store: Store | None = None,
) -> Selection:
    """Choose the files that `paths` (files or folders) mean, to be judged by one city.

    Args:
        paths: what was asked for.
        content: the folder of `city.yml`; None if there is none.
        moment: the minute by which is judged; None for the city's own day, or now.
        site_for_strays: id of the site by which files outside every site are judged.
        rulebook_day: the day whose indicators hold; None for the day by which is judged.
        files: those that are meant; all that `paths` mean by default.
        root: the folder at or above the city's from which its files are named; by default the
            city's own.
        store: keeps facts; None to keep none.

    Raises:
        UserError: a path does not exist.
    """
    root = (root or content.parent) if content else Path.cwd()
    name = content.relative_to(root).as_posix() if content else None
    workspace = open_workspace(
        FolderTree(root),
        name,
        moment,
        site_for_strays=site_for_strays,
        rulebook_day=rulebook_day,
        store=store,
    )
    workspace.require_site()
    return selection(workspace, root, paths, content, files)


def selection(
    workspace: Workspace,
    root: Path,
    paths: tuple[Path, ...],
    content: Path | None,
    files: Iterable[Path] | None = None,
) -> Selection:
    """Choose the files that `paths` (files or folders) mean, of a city that was read.

    Args:
        workspace: the city.
        root: the folder from which its files are named.
        paths: what was asked for.
        content: the folder of `city.yml`; None if there is none.
        files: those that are meant; all that `paths` mean by default.

    Raises:
        UserError: a path does not exist.
    """
    name = workspace.content
    require_existing(paths)
    if files is None:
        files = (file for path in paths for file in files_below(path))
    return Selection(
        workspace,
        tuple(dict.fromkeys(_named(file, root, name) for file in files)),
        sites=_whole(paths, content, workspace),
        city_file=_from_here(content / CITY_FILE) if content else "",
    )


def require_existing(paths: tuple[Path, ...]) -> None:
    """Make sure that what was asked for is there.

    Raises:
        UserError: it is not.
    """
    if missing := [str(path) for path in paths if not path.exists()]:
        raise UserError(msg("没有这个文件或文件夹：{paths}", paths=tuple(missing)))


def is_register_file(path: str) -> bool:
    """Whether `path` has the name of a register file, or stands among the city's indicators."""
    folder, _, name = path.rpartition("/")
    own = folder.rpartition("/")[2] == RULEBOOK and name.endswith(".yml")
    return own or name in {CITY_FILE, SITE_FILE, WORDS_FILE}


def is_judged(path: str) -> bool:
    """Whether a file found in a folder is one to judge."""
    return path.lower().endswith((*MARKDOWN, *HTML, *PICTURES)) or is_register_file(path)


def _whole(paths: tuple[Path, ...], content: Path | None, workspace: Workspace) -> tuple[str, ...]:
    """Return the ids of the sites that lie in `paths` with all their pages."""
    city = workspace.register.city
    if content is None or city is None:
        return ()
    folders = [path.resolve() for path in paths if path.is_dir()]
    return tuple(
        site_id
        for site_id in city.sites
        if any((content / site_id).resolve().is_relative_to(folder) for folder in folders)
    )


def _from_here(file: Path) -> str:
    full, here = file.resolve(), Path.cwd()
    return (full.relative_to(here) if full.is_relative_to(here) else full).as_posix()


def files_below(path: Path) -> Iterator[Path]:
    """Yield the files to judge in a folder, in order; a file is what it is."""
    if not path.is_dir():
        yield path
        return
    for here, folders, names in os.walk(path):
        folders[:] = sorted(f for f in folders if f not in IGNORED_FOLDERS)
        for file in sorted(names):
            # Links, pipes and the like are no files of a site: the build refuses them by name.
            found = Path(here, file)
            if is_judged(found.as_posix()) and found.is_file() and not found.is_symlink():
                yield found


def _named(file: Path, root: Path, content: str | None) -> tuple[str, bool]:
    """Return the file's name for people, and whether the city's tree holds it."""
    full = file.resolve()
    if content is not None and full.is_relative_to(root.resolve()):
        relative = full.relative_to(root.resolve()).as_posix()
        above = content.rpartition("/")[0]
        own = (content, _join(above, PUBLIC), _join(above, RULEBOOK))
        if relative.startswith(tuple(f"{folder}/" for folder in own)):
            return relative, True
    return file.as_posix(), False


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
