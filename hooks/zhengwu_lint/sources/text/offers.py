"""What a text offers: the evidence of its words and of its structure, added up by sentence.

Serves both what is sold (`advertisement`) and what is forbidden (`prohibited-content`). A word that
counts 3 is an offer by itself, one that counts 2 needs another one or a call to act beside it, and
everyday words count only beside those. What is excused (`clauses.py`) does not count.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from zhengwu_lint.sources.text.clauses import Around, Sentence, sentences
from zhengwu_lint.sources.text.foreign import foreign_offer
from zhengwu_lint.sources.text.frames import frames, is_elsewhere
from zhengwu_lint.sources.text.lexicon import ADVERTISING, INNOCENT, PROHIBITED, Hit, lexicon
from zhengwu_lint.sources.text.reading import PlainReading, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengwu_lint.sources.document import Block

THRESHOLD = 3
# So much evidence of everyday words alone is an offer.
_EVERYDAY = 5
_DISGUISED = 2  # what is hidden from a search is meant
# A short text is one offer, however it is punctuated.
_SHORT = 120
_MOST = 20  # offers told of one text
_NAMED = 6  # words in one message
_TIMID = frozenset({"call", "companion", "chain"})
_CONTEXT = "context"
_AROUND_BRAND = 8
_CORE = re.compile(r"[\u4e00-\u9fffa-z0-9]")


class Offer(NamedTuple):
    """An offer that a text makes.

    Attributes:
        words: the words that tell it.
        start: offset of the first of them in the text.
    """

    words: str
    start: int


class _Evidence(NamedTuple):
    reading: PlainReading
    hits: tuple[Hit, ...]


def introduced(blocks: Iterable[Block]) -> Iterator[tuple[Block, bool]]:
    """Yield every block, and whether the text above says that it repeats what others say.

    `凡是说下列话的，都是骗子：` speaks for the list below it, a heading `常见骗术` for its section.
    """
    told = headed = False
    for block in blocks:
        if block.element == "li":
            yield block, told or headed
            continue
        if block.element.startswith("h") and block.element[1:].isdigit():
            headed = told = _announces(block.text)
        elif not block.element.startswith("@"):
            text = block.text.rstrip()
            told = text.endswith(("：", ":")) and _announces(text)
        yield block, headed and not block.element.startswith("h")


def _announces(text: str) -> bool:
    roles = {hit.role for hit in lexicon().find(read(text[-200:]).text)}
    return bool(roles & {"offenders", "verbs", "verdicts"}) or (
        "announces" in roles and bool(roles & {"after"})
    )


def prohibited(text: str, around: Around) -> Iterator[Offer]:
    """Yield the forbidden offers of `text`, one a sentence."""
    yield from _offers(text, around, PROHIBITED)
    if found := foreign_offer(text):
        yield Offer(*found)


def advertised(text: str, around: Around) -> Iterator[Offer]:
    """Yield the commercial offers of `text`, one a sentence."""
    yield from _offers(text, around, ADVERTISING)


def _offers(text: str, around: Around, side: str) -> Iterator[Offer]:
    reading, hits = _evidence(text)
    if not any(_is_leading(hit, side) for hit in hits):
        return
    excusing = any(hit.role in {"verbs", "after", "verdicts", "offenders"} for hit in hits)
    whole = len(reading.text) <= _SHORT and not excusing
    told: set[str] = set()
    going_on = around
    for sentence in sentences(reading.text, hits, whole=whole):
        counted = _counted(sentence, going_on, side)
        going_on = _going_on(sentence, around, going_on)
        if counted and (words := _named(counted)) not in told:
            told.add(words)
            yield Offer(words, reading.at(min(hit.start for hit in counted)))
            if len(told) == _MOST:
                return


def _going_on(sentence: Sentence, around: Around, here: Around) -> Around:
    """Return what stands around the next sentence: `话术有三种：一是…；` speaks for it."""
    text = sentence.text
    if not text.endswith((";", "；")):
        return around
    colon = text.find(":")
    return replace(around, told=True) if colon > 0 and _announces(text[:colon]) else here


def _named(hits: list[Hit]) -> str:
    """Return the words of an offer for its message, none within a longer one."""
    whole = [
        hit
        for hit in hits
        if not any(o.start <= hit.start and hit.end <= o.end and o.span != hit.span for o in hits)
    ]
    return "、".join(list(dict.fromkeys(hit.word for hit in whole))[:_NAMED])


def _counted(sentence: Sentence, around: Around, side: str) -> list[Hit]:
    """Return the evidence of an offer in a sentence; nothing if there is too little."""
    mine = [hit for hit in sentence.hits if _belongs(hit, side)]
    official = "official" in sentence.roles
    counted = [
        hit
        for hit in mine
        if not sentence.excused(hit, around)
        and not (hit.role == "brand" and is_elsewhere(sentence.text, _moved(hit, sentence.start)))
        and not (official and hit.weight == 1 and hit.kind in {"lottery", "gambling"})
    ]
    base = [hit for hit in counted if hit.role not in _TIMID]
    if not base:
        return []
    score = sum({hit.word: hit.weight for hit in base}.values())
    if side == ADVERTISING:
        score += len({hit.word for hit in counted if hit.role == "companion"})
        return base if score >= THRESHOLD else []
    if max(hit.weight for hit in base) == 1:
        return base if score >= _EVERYDAY else []
    tails = [hit for hit in sentence.roles.get("tail", ()) if not sentence.excused(hit, around)]
    score += _called(sentence, base, [*counted, *tails])
    return base if score >= THRESHOLD else []


def _called(sentence: Sentence, base: list[Hit], counted: list[Hit]) -> int:
    """Return 1 if a call to act, or a chain, stands beside what is offered."""
    if any(hit.role == "chain" for hit in counted):
        return 1
    clauses = {sentence.clause(hit) for hit in base if hit.role != "brand"}
    for hit in counted:
        if hit.role not in {"call", "tail"}:
            continue
        if sentence.clause(hit) in clauses:
            return 1
        if any(
            brand.role == "brand" and -_AROUND_BRAND < hit.start - brand.start < _AROUND_BRAND + 4
            for brand in base
        ):
            return 1
    return 0


def _moved(hit: Hit, start: int) -> Hit:
    return hit._replace(start=hit.start - start, end=hit.end - start)


def _is_leading(hit: Hit, side: str) -> bool:
    return _belongs(hit, side) and hit.role not in _TIMID


def _belongs(hit: Hit, side: str) -> bool:
    if not hit.weight or hit.kind == _CONTEXT or hit.role in {"industry", "portal", "tail"}:
        return False
    return (hit.kind == ADVERTISING) is (side == ADVERTISING)


@lru_cache(maxsize=512)
def _evidence(text: str) -> _Evidence:
    """Return what a text shows; both rules ask, one after the other."""
    reading = read(text)
    words = lexicon()
    found = words.find(reading.text)
    hits = dict.fromkeys(found)
    masked = [hit.span for hit in found if hit.role == INNOCENT]
    disguised = reading.disguised()
    if disguised != reading.text:
        plain = {(hit.start, hit.word) for hit in found}
        for hit in words.find(disguised):
            if (hit.start, hit.word) not in plain and hit.weight and hit.kind != _CONTEXT:
                hits[hit] = None
    for hit in (*words.matches(reading.text), *frames(reading, found)):
        around = bisect_right(masked, hit.start, key=itemgetter(0)) - 1
        if hit.end == 0 or around < 0 or hit.end > masked[around][1]:
            hits[hit] = None
    weighed = (
        _weighed(hit, reading) for hit in hits if hit.role != INNOCENT and _is_whole(hit, reading)
    )
    return _Evidence(reading, tuple(sorted(weighed)))


def _is_whole(hit: Hit, reading: PlainReading) -> bool:
    """Whether a word in letters stands by itself: no `bbin` in `tabbing`."""
    ends = hit.word[:1].isascii() or hit.word[-1:].isascii()
    return not ends or hit.end == 0 or hit.role in {"frame", "chain"} or reading.bounded(*hit.span)


def _weighed(hit: Hit, reading: PlainReading) -> Hit:
    if (
        hit.weight
        and hit.kind != _CONTEXT
        and hit.role not in {"call", "companion", "chain", "frame", "portal", "tail", "industry"}
        and hit.word not in reading.natural
        and _CORE.search(hit.word)
    ):
        return hit._replace(weight=hit.weight + min(hit.weight, _DISGUISED))
    return hit
