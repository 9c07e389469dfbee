"""Pages of a site that say the same, or nearly.

A page is its words: punctuation, spaces and markup do not count. Equal pages are found by their
words as a whole. Near ones share clauses: only pages that do are compared, by the share of their
five-character pieces that both have, so that a site of ten thousand pages takes seconds.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengwu.pages.index import Page, PageIndex

_WORDS = re.compile(r"\w+")
_CLAUSE = re.compile(r"[，。；：！？、,;:!?\n]+")
_NUMBER = re.compile(r"\d+")
_PIECE = 5
# A clause that so many pages have is boilerplate, a shorter one proves nothing.
_COMMON = 40
_TELLING = 8
# Pages that share this much of the shorter one's clauses are worth a comparison.
_SHARED = 0.5
_KINDS = frozenset({"article", "policy", "interpretation"})


@dataclass(frozen=True)
class PageWords:
    """A page as its words.

    Attributes:
        page: the page.
        text: what it says, a line a block.
    """

    page: Page
    text: str

    @cached_property
    def words(self) -> str:
        """The letters, digits and Han of the text, joined."""
        return "".join(_WORDS.findall(self.text))

    @cached_property
    def clauses(self) -> frozenset[str]:
        """The clauses that are long enough to tell pages apart."""
        close = ("".join(_WORDS.findall(clause)) for clause in _CLAUSE.split(self.text))
        return frozenset(clause for clause in close if len(clause) >= _TELLING)

    @cached_property
    def numbers(self) -> Counter[str]:
        """The numbers in the text: what differs between one month's notice and the next one's."""
        return Counter(_NUMBER.findall(self.words))

    @cached_property
    def pieces(self) -> frozenset[str]:
        """Every five characters in a row."""
        text = self.words
        return frozenset(text[i : i + _PIECE] for i in range(max(len(text) - _PIECE + 1, 1)))


def articles(pages: PageIndex, least: int) -> list[PageWords]:
    """Return the pages that may be posted twice, by path; those of at least `least` words."""
    found = []
    for path in sorted(pages.pages):
        page = pages.pages[path]
        if page.kind in _KINDS and page.source and page.meta and not page.meta.draft:
            words = PageWords(page, page.source.facts.plain)
            if len(words.words) >= least:
                found.append(words)
    return found


def equal(found: Iterable[PageWords]) -> Iterator[tuple[PageWords, PageWords]]:
    """Yield every page with the first one that says the same."""
    first: dict[str, PageWords] = {}
    for entry in found:
        earlier = first.setdefault(entry.words, entry)
        if earlier is not entry:
            yield entry, earlier


def near(found: Iterable[PageWords], percent: int) -> Iterator[tuple[PageWords, PageWords, int]]:
    """Yield pairs of pages that say nearly the same, with how nearly in per cent.

    Pages with other numbers are two notices of one kind, not one notice twice.
    """
    holders: dict[str, list[PageWords]] = defaultdict(list)
    for entry in found:
        for clause in entry.clauses:
            holders[clause].append(entry)
    shared: Counter[tuple[str, str]] = Counter()
    by_path: dict[str, PageWords] = {}
    for clause, entries in holders.items():
        if 1 < len(entries) <= _COMMON:
            for one, other in combinations(entries, 2):
                by_path |= {one.page.path: one, other.page.path: other}
                shared[one.page.path, other.page.path] += len(clause)
    for (first, second), length in sorted(shared.items()):
        one, other = by_path[first], by_path[second]
        shorter = min(len(one.words), len(other.words))
        if length < _SHARED * shorter or one.words == other.words or one.numbers != other.numbers:
            continue
        common, union = len(one.pieces & other.pieces), len(one.pieces | other.pieces)
        if common * 100 >= percent * union:
            yield other, one, common * 100 // union


def is_declared(entry: PageWords, other: PageWords, pages: PageIndex) -> bool:
    """Whether one of the pages says that it reposts the other."""
    pairs = ((entry.page, other.page), (other.page, entry.page))
    return any(_reposts(page, original, pages) for page, original in pairs)


def _reposts(page: Page, original: Page, pages: PageIndex) -> bool:
    stated = page.meta.repost_of if page.meta else None
    if not stated:
        return False
    target = pages.follow(stated, page.path)
    return target.kind == "page" and target.path == original.path
