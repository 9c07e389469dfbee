"""Which city judges which file: the nearest upward of each."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zhengwu.messages import Message, msg
from zhengwu.register.load import find_city
from zhengwu_lint.select.paths import files_below, require_existing, select

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from zhengwu_lint.fix import Fixed
    from zhengwu_lint.outcome import Report
    from zhengwu_lint.rule import Rule
    from zhengwu_lint.select.paths import Selection
    from zhengwu_lint.store import Store

_SHOWN = 5


@dataclass(frozen=True)
class Chosen:
    """What is judged, city by city.

    Attributes:
        selections: the files of each city; one at least.
        outside: changed pages that no city judges.
    """

    selections: tuple[Selection, ...]
    outside: tuple[str, ...] = ()

    def report(self, rules: tuple[Rule, ...]) -> Report:
        """Judge everything."""
        first, *others = (selection.report(rules) for selection in self.selections)
        for other in others:
            first = first.plus(other)
        return first

    def fixes(self, rules: tuple[Rule, ...]) -> Iterator[tuple[Path, Fixed]]:
        """Yield the pages that change when everything is mended that may be; nothing is written.

        Each comes with the place on the disk where it stands.
        """
        for selection in self.selections:
            inside = dict(selection.files)
            for fixed in selection.fixes(rules):
                yield selection.path_of(fixed.file, inside=inside[fixed.file]), fixed

    def notes(self) -> Iterator[Message]:
        """Say by which city what was judged."""
        for selection in self.selections:
            if selection.workspace.content is None and len(self.selections) > 1:
                names = [name for name, _ in selection.files]
                yield msg("不在任何城市里，按不允许任何外部主机检查：{files}", files=_some(names))
            else:
                yield from selection.notes()

    def unjudged(self) -> Iterator[Message]:
        """Say which changed pages nobody judged."""
        if self.outside:
            yield msg(
                "{count} 个改动的页面不在任何城市的 content 里，没有检查：{files}",
                count=len(self.outside),
                files=_some(self.outside),
            )


def _some(names: Iterable[str]) -> tuple[object, ...]:
    """Return the first names, and how many more there are."""
    first = tuple(names)
    more = len(first) - _SHOWN
    return (*first[:_SHOWN], *((msg("另外 {count} 个", count=more),) if more > 0 else ()))


def select_by_city(
    paths: tuple[Path, ...],
    moment: dt.datetime | None,
    site_for_strays: str,
    rulebook_day: dt.date | None = None,
    store: Store | None = None,
) -> Chosen:
    """Choose the files that `paths` (files or folders) mean, each for the nearest city upward.

    What has no city above it is judged by the one around the working folder, else by the only one
    that judges something else, else by none.

    Args:
        paths: what was asked for, one at least.
        moment: the minute by which is judged; None for the city's own day, or now.
        site_for_strays: id of the site by which files outside every site are judged.
        rulebook_day: the day whose indicators hold; None for the day by which is judged.
        store: keeps facts; None to keep none.

    Raises:
        UserError: a path does not exist.
    """
    require_existing(paths)
    nearest = _Nearest({})
    files: dict[Path | None, list[Path]] = {}
    for path in paths:
        found = list(files_below(path))
        for file in found:
            files.setdefault(nearest(file.parent), []).append(file)
        if not found:
            files.setdefault(nearest(path), [])
    if None in files:
        known = [city for city in files if city is not None]
        city = nearest(Path.cwd()) or (known[0] if len(known) == 1 else None)
        strays = files.pop(None)
        files.setdefault(city, []).extend(strays)
    cities = sorted((city for city in files if city is not None), key=lambda city: city.as_posix())
    root = Path(os.path.commonpath([city.parent for city in cities])) if cities else None
    return Chosen(
        tuple(
            select(
                paths,
                city,
                moment,
                site_for_strays,
                rulebook_day,
                files=files[city],
                root=root,
                store=store,
            )
            for city in (*cities, *([None] if None in files else []))
        )
    )


@dataclass(frozen=True, slots=True)
class _Nearest:
    """Finds the nearest city upward of a folder, each folder looked at once."""

    known: dict[Path, Path | None]

    def __call__(self, folder: Path) -> Path | None:
        if folder not in self.known:
            self.known[folder] = find_city(folder)
        return self.known[folder]
