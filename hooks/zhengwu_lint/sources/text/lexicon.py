"""The words by which injected text is known, from the data files, ready to be looked for.

A data file holds `kind`, `groups`, `patterns` and `innocent`. A group's `words` stand between
spaces, in the form that `reading` gives a text; its `role` says what they do in a text and its
`weight` how much they count. A pattern is one of Python's re that is tried where one of the words
of `near` stands. `innocent` words are longer ones that only look alike. `families` are whole word
families, written once: `<<papers>>` in a pattern or in its `near` stands for any word of that one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple

from zhengwu.packaged import read_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PROHIBITED, ADVERTISING = "prohibited", "advertising"
# The data files below `prohibited/`, one a kind.
KINDS = (
    "gambling", "lottery", "pornography", "escort", "black-market", "services", "contraband",
    "cults", "calls",
)  # fmt: skip
# What a context's words may do, by the key under which `context.yml` lists them.
_CONTEXT = (
    "verbs", "weak", "after", "offenders", "actors", "complaints", "verdicts", "announces",
    "public", "official", "titles",
)  # fmt: skip
_TITLING = frozenset({"titles", "verbs", "after", "offenders"})
# What parts clauses, in ASCII: sets of such signs compile ten times as fast.
_PARTS = {ord("，"): ",", ord("；"): ";", ord("。"): "\n"}
INNOCENT = "innocent"
_FAMILY = re.compile(r"<<(\w+)>>")
# Pieces of which names and calls are built: they count within longer words too.
_PIECES = frozenset({"industry", "portal"})


class Hit(NamedTuple):
    """A word of the lexicon that stands in a text.

    Attributes:
        start: offset of its first character in the text that was read.
        end: offset behind its last one.
        word: as the lexicon or the text has it.
        role: what it does: `thing`, `offer`, `brand`, `slogan`, `call`, `verbs` and so on.
        kind: the data file that lists it; `context` for what excuses.
        weight: how much it counts.
    """

    start: int
    end: int
    word: str
    role: str
    kind: str
    weight: int

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end


class _Term(NamedTuple):
    word: str
    role: str
    kind: str
    weight: int


@dataclass(frozen=True)
class Pattern:
    """A pattern of a data file.

    Attributes:
        near: words of which one must stand in the text.
        source: the pattern, of Python's re.
        role: what a match does.
        kind: the data file that lists it.
        weight: how much a match counts.
    """

    near: tuple[str, ...]
    source: str
    role: str
    kind: str
    weight: int

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled when a text has one of its words."""
        return re.compile(self.source.translate(_PARTS))


@dataclass(frozen=True)
class Lexicon:
    """All words, by the two characters with which they begin."""

    terms: Mapping[str, tuple[_Term, ...]]
    patterns: tuple[Pattern, ...]
    triggers: Mapping[str, tuple[int, ...]]  # numbers of the patterns that a beginning calls for
    institutions: frozenset[str]
    statutes: re.Pattern[str]
    reports: re.Pattern[str]
    denied: tuple[str, ...]

    def find(self, text: str) -> list[Hit]:
        """Return every word that stands in `text`, in order; time is linear in its length.

        A word within a longer one that is of use by itself is none: 代开发票 is not also 发票.
        """
        terms = self.terms
        found = [
            Hit(at, at + len(term.word), *term)
            for at, pair in enumerate(map(add, text, text[1:]))
            if pair in terms
            for term in terms[pair]
            if text.startswith(term.word, at)
        ]
        return list(_outermost(sorted(found, key=lambda hit: (hit.start, -hit.end))))

    def matches(self, text: str) -> Iterator[Hit]:
        """Yield what the patterns match."""
        pieces = {*text, *map(add, text, text[1:])}
        near = pieces & self.triggers.keys()
        if not near:
            return
        parted = text.translate(_PARTS)
        for number in sorted({number for piece in near for number in self.triggers[piece]}):
            pattern = self.patterns[number]
            if any(word in text for word in pattern.near):
                for match in pattern.compiled.finditer(parted):
                    yield Hit(
                        match.start(),
                        match.end(),
                        match[0],
                        pattern.role,
                        pattern.kind,
                        pattern.weight,
                    )

    def is_institution(self, text: str) -> bool:
        """Whether `text` ends with what an office's names end with, or with a word of grammar."""
        return any(text[-n:] in self.institutions for n in (1, 2, 3))

    def titled(self, title: str) -> bool:
        """Whether a page of that title tells of enforcement or law."""
        return any(hit.role in _TITLING for hit in self.find(title))


@cache
def lexicon() -> Lexicon:
    """Return the packaged lexicon."""
    terms: dict[str, list[_Term]] = {}
    patterns: list[Pattern] = []
    for kind in (*KINDS, ADVERTISING):
        data = read_data(f"{ADVERTISING}.yml" if kind == ADVERTISING else f"prohibited/{kind}.yml")
        for group in data["groups"]:
            _add(terms, group, group["role"], kind, group["weight"])
        for group in data.get("innocent", ()):
            _add(terms, group, INNOCENT, kind, 0)
        for entry in data["patterns"]:
            role = entry.get("role", "offer")
            near, source = entry["near"], entry["re"]
            for name in set(_FAMILY.findall(near + source)):
                words = data["families"][name]["words"]
                near = near.replace(f"<<{name}>>", words)
                source = source.replace(f"<<{name}>>", _any_of(words))
            patterns.append(Pattern(tuple(near.split()), source, role, kind, entry["weight"]))
    context = read_data("context.yml")
    for role in _CONTEXT:
        for group in context[role]:
            _add(terms, group, role, "context", 0)
    institutions = frozenset(
        word
        for group in read_data("prohibited/calls.yml")["institutions"]
        for word in group["words"].split()
    )
    return Lexicon(
        {pair: tuple(found) for pair, found in terms.items()},
        tuple(patterns),
        _triggers(patterns),
        institutions,
        re.compile(context["statutes"]),
        re.compile(context["reports"].translate(_PARTS)),
        tuple(word for group in context["denied"] for word in group["words"].split()),
    )


def _any_of(words: str) -> str:
    """Return the pattern of a family's words, the longest first."""
    return f"(?:{'|'.join(sorted(map(re.escape, words.split()), key=len, reverse=True))})"


def _triggers(patterns: list[Pattern]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, pattern in enumerate(patterns):
        for word in pattern.near:
            found.setdefault(word[:2], []).append(number)
    return {beginning: tuple(numbers) for beginning, numbers in found.items()}


def _add(
    terms: dict[str, list[_Term]], group: dict[str, Any], role: str, kind: str, weight: int
) -> None:
    for word in dict.fromkeys(group["words"].split()):
        if len(word) > 1:
            terms.setdefault(word[:2], []).append(_Term(word, role, kind, weight))


def _outermost(hits: list[Hit]) -> Iterator[Hit]:
    """Yield the hits that no longer one of a data file holds."""
    begin = end = 0
    for hit in hits:
        if hit.end <= end and hit.span != (begin, end) and hit.role not in _PIECES:
            continue
        if hit.end > end and hit.kind != "context" and hit.role not in _PIECES:
            begin, end = hit.span
        yield hit
