"""A city at one tree and one moment: what everything that judges, builds or publishes is given.

A snapshot is a handle. It holds the register, which is small, and knows where the pages are; pages
are asked for with a reader of facts, which each process has for itself. So it goes to another
process as it is, however many pages there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.pages.index import read_pages
from zhengwu.pages.schedule import end_of
from zhengwu.register.load import CITY_FILE, SITE_FILE, Register, load_register, packaged_city
from zhengwu.rulebook import FOLDER as RULEBOOK
from zhengwu.rulebook import CitySets, Rulebook, read_city_sets, rulebook_on
from zhengwu.wording import CityWords, packaged_wording, read_city_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from zhengwu.facts_reader import FactsReader
    from zhengwu.model.site import Site
    from zhengwu.pages.index import PageIndex
    from zhengwu.tree import Tree


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A city at one moment; `take_snapshot` makes it.

    Attributes:
        tree: the folder, the index or the commit that is read.
        content: the folder of `city.yml` in the tree; None for no city at all.
        moment: the minute by which is judged, in the city's time.
        register: the register files; the packaged city's where there is none.
        city_sets: the city's own indicators.
        rulebook: the indicators by which is judged.
        words: the wording by which is judged.
        fixed_day: the day that a demonstration names, if it is the moment's; else None.
    """

    tree: Tree
    content: str | None
    moment: datetime
    register: Register
    city_sets: CitySets
    rulebook: Rulebook
    words: CityWords
    fixed_day: date | None = None

    def folder(self, site: Site) -> str:
        """Return the folder of a site in the tree."""
        return f"{self.content}/{site.id}"

    def pages(self, site: Site, facts: FactsReader) -> PageIndex:
        """Return all pages of a site, whether they are due or not.

        Args:
            site: one of the register's.
            facts: reads the facts of the snapshot's tree.
        """
        city = self.register.city
        return read_pages(site, self.tree, self.folder(site), city, self.moment, facts)

    @property
    def broken_files(self) -> Iterator[str]:
        """The register files that do not load: what belongs to them cannot be judged."""
        if self.register.city is None:
            yield f"{self.content}/{CITY_FILE}"
        for site_id in sorted(self.register.broken):
            yield f"{self.content}/{site_id}/{SITE_FILE}"
        yield from self.city_sets.broken


def take_snapshot(
    tree: Tree,
    content: str | None,
    *,
    now: datetime,
    moment: datetime | None = None,
    rulebook_day: date | None = None,
) -> Snapshot:
    """Read the register; nothing is raised, what is wrong with it stands in the result.

    Args:
        tree: where files are read from.
        content: the folder of `city.yml` in that tree; None for no city at all.
        now: what the clock says, in the city's time.
        moment: the minute by which is judged; None for the end of the day that a demonstration
            names, else for now.
        rulebook_day: the day whose indicators hold; None for the day by which is judged.
    """
    if content is None:
        register, sets = Register(packaged_city()), CitySets()
        words = CityWords(packaged_wording())
    else:
        register = load_register(tree, content)
        above = content.rpartition("/")[0]
        sets = read_city_sets(tree, f"{above}/{RULEBOOK}" if above else RULEBOOK)
        words = read_city_words(tree, content)
    city = register.city
    fixed = city.facts.judged_on if city and moment is None else None
    at = moment or (end_of(fixed) if fixed else now)
    rulebook = rulebook_on(rulebook_day or at.date(), sets.sets)
    return Snapshot(tree, content, at, register, sets, rulebook, words, fixed)
