"""Which words of a text are excused, by syntax: an excuse holds for the clause that it governs.

`查获老虎机五台` tells of slot machines since the verb governs them; `加强监管，百家乐开户` offers
gambling, since the verb's clause has ended. What is quoted is excused where the sentence says who
uses such words; what calls the reader to a brand, an account or an address is excused by a verb of
its own clause alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu_lint.sources.text.lexicon import ADVERTISING, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhengwu_lint.sources.text.lexicon import Hit

_SENTENCE = re.compile(r"[^。！？!?；;]+[。！？!?；;]?")
_CLAUSE = re.compile(r"[，,：:。！？!?；;]|——")
# A verb governs what stands in brackets behind it; what only sets the tone does not reach there.
_ASIDE = re.compile(r"[（(]")
_QUOTED = re.compile(r"“[^“”]*(?:”|$)|「[^「」]*(?:」|$)|『[^『』]*(?:』|$)")
_NAMED = re.compile(r"《[^《》]{1,60}》")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇]+条")
# Under a title that speaks of enforcement, so many mentions are the subject.
_UNDER_TITLE = 2
_OFFER = 3  # the weight of what is an offer by itself
# Longer sentences are taken in pieces, so that time stays linear.
_MOST_HITS, _MARGIN = 200, 60
# What leads to somebody: excused by its own clause alone.
CONCRETE = frozenset({"brand", "slogan", "tail", "frame"})
_CALLING = frozenset({"call", "offer", "contact", "slogan", "tail", "frame"})


@dataclass(frozen=True)
class Around:
    """What stands around the sentences of a text.

    Attributes:
        titled: the page's title says that it is about enforcement, law or warning.
        told: the text above announces what others say.
    """

    titled: bool = False
    told: bool = False


@dataclass
class Sentence:
    """A sentence with the hits in it.

    Attributes:
        text: its characters, with the sign at its end.
        start: its offset in the text that was read.
        hits: what the lexicon and the frames find, in order, offsets in the whole text.
    """

    text: str
    start: int
    hits: list[Hit]

    def __post_init__(self) -> None:
        """Find its clauses, its quotations, and what excuses."""
        self.bounds = [0, *(match.end() for match in _CLAUSE.finditer(self.text))]
        self.quotes = [match.span() for match in _QUOTED.finditer(self.text)]
        self.titles = [match.span() for match in _NAMED.finditer(self.text)]
        roles: dict[str, list[Hit]] = {}
        for hit in self.hits:
            roles.setdefault(hit.role, []).append(hit)
        self.roles = roles
        self.statute = lexicon().statutes.search(self.text) is not None
        self.mentions = len({hit.word for hit in self.hits if hit.role == "thing"})
        self.reports = [match.span() for match in lexicon().reports.finditer(self.text)]
        self.article = _ARTICLE.match(self.text) is not None
        self.first = {
            role: self._by_clause(role, last=False)
            for role in ("verbs", "weak", "actors", "public")
        }
        self.last = self._by_clause("after", last=True)
        self.calling = {
            self.clause(hit) for hit in self.hits if hit.role in _CALLING and hit.weight
        }

    def clause(self, hit: Hit) -> int:
        """Return the number of the clause in which a hit begins."""
        return bisect_right(self.bounds, hit.start - self.start) - 1

    def _by_clause(self, role: str, *, last: bool) -> dict[int, int]:
        """Return the offset of the first (or last) word of a role, by clause."""
        found: dict[int, int] = {}
        for hit in self.roles.get(role, ()):
            if role == "after" and self._is_denied(hit):
                continue
            clause = self.clause(hit)
            if last:
                found[clause] = max(found.get(clause, 0), hit.start)
            else:
                found.setdefault(clause, hit.start)
        return found

    def _is_denied(self, hit: Hit) -> bool:
        before = self.text[max(0, hit.start - self.start - 3) : hit.start - self.start]
        return before.endswith(lexicon().denied)

    def excused(self, hit: Hit, around: Around) -> bool:
        """Whether a hit is spoken of and not offered."""
        if self._governed(hit) or self._within(hit, self.titles):
            return True
        if hit.role in CONCRETE:
            return False
        quoted = self._within(hit, self.quotes) and (around.told or self._attributed(hit))
        return quoted or self._told(hit, around)

    def _governed(self, hit: Hit) -> bool:
        """Whether a verb before it or what follows it in its clause says what it is."""
        clause = self.clause(hit)
        before, behind = self.first["verbs"].get(clause), self.last.get(clause)
        return (before is not None and before < hit.start) or (
            behind is not None and behind >= hit.end
        )

    def _told(self, hit: Hit, around: Around) -> bool:
        """Whether the sentence, or what stands around it, tells of such things."""
        clause = self.clause(hit)
        calls = clause in self.calling
        weak = clause in self.first["weak"] and not self._is_aside(hit, self.first["weak"][clause])
        if hit.role == "offer":
            return False
        if "verdicts" in self.roles or self.statute:
            return True
        if self._announced(hit):
            return not calls or hit.role == "call"
        if self._is_public(hit, clause):
            return True
        if self._is_reported(hit, clause):
            return True
        if calls:
            return False
        if around.told or (around.titled and self.mentions <= _UNDER_TITLE) or self.article:
            return True
        acted = any(at < hit.start for at in self.first["actors"].values())
        return hit.role not in {"trade", "deal"} and (acted or weak)

    def _is_public(self, hit: Hit, clause: int) -> bool:
        """Whether a sale or a service is a public matter: of an office, or in its sentence."""
        if hit.role == "price":
            return "public" in self.roles
        behind = self.first["public"].get(clause)
        return (
            hit.role == "trade"
            and hit.weight < _OFFER
            and behind is not None
            and (behind < hit.start)
        )

    def _is_reported(self, hit: Hit, clause: int) -> bool:
        """Whether a report of a case holds it, and its clause gives no way to reach anybody."""
        return self._within(hit, self.reports) and not any(
            other.role in {"contact", "slogan", "frame", "tail", "brand"}
            and self.clause(other) == clause
            for other in self.hits
        )

    def _is_aside(self, hit: Hit, other: int) -> bool:
        """Whether a bracket opens between a word at `other` and a hit behind it."""
        return _ASIDE.search(self.text, other - self.start, hit.start - self.start) is not None

    def _within(self, hit: Hit, spans: list[tuple[int, int]]) -> bool:
        start, end = hit.start - self.start, hit.end - self.start
        return any(a <= start and end <= b for a, b in spans)

    def _attributed(self, hit: Hit) -> bool:
        """Whether the sentence says outside of its quotations who uses such words."""
        roles = ["offenders", "verdicts"]
        if hit.kind == ADVERTISING:
            roles.append("complaints")
        return any(
            not self._within(other, self.quotes)
            for role in roles
            for other in self.roles.get(role, ())
        )

    def _announced(self, hit: Hit) -> bool:
        """Whether a clause before a colon says that such things follow."""
        colon = self.text.find(":", 0, hit.start - self.start)
        if colon < 0:
            return False
        ahead = [other for other in self.hits if other.start - self.start < colon]
        roles = {other.role for other in ahead}
        return "announces" in roles and bool(roles & {"verbs", "offenders", "after", "verdicts"})


def sentences(text: str, hits: Sequence[Hit], *, whole: bool) -> Iterator[Sentence]:
    """Yield the sentences of a text with their hits.

    Args:
        text: the text that was read.
        hits: what was found in it, in order.
        whole: take it as one sentence, however it is punctuated.
    """
    starts = [hit.start for hit in hits]
    spans = [(0, len(text))] if whole else [match.span() for match in _SENTENCE.finditer(text)]
    for begin, end in spans:
        first, last = bisect_left(starts, begin), bisect_left(starts, end)
        for at in range(first, last, _MOST_HITS):
            upto = min(at + _MOST_HITS, last)
            left = begin if at == first else max(begin, starts[at] - _MARGIN)
            right = end if upto == last else min(end, hits[upto - 1].end + _MARGIN)
            yield Sentence(text[left:right], left, list(hits[at:upto]))
