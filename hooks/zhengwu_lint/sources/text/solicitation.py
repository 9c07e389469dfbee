"""Whether a text offers something: words with weights, summed by sentence, excused by context.

Serves both what is sold and what is forbidden; the words are data (`advertising.yml`,
`prohibited.yml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from zhengwu.packaged import read_data
from zhengwu_lint.sources.text.folding import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zhengwu_lint.sources.document import Block


_SENTENCE = re.compile(r"[^。！？!?；;]+")
_CLAUSE = re.compile(r"[^，,：:]+")
_QUOTED = re.compile(r"“[^“”]*(?:”|$)|「[^「」]*(?:」|$)")
_DISGUISED = 2  # what is hidden from a search is meant
# A short text is one offer, however it is punctuated.
_SHORT = 120
# Under a title that speaks of enforcement, a mere mention or two are the subject.
_UNDER_TITLE = 3


class Offer(NamedTuple):
    """An offer that a text makes.

    Attributes:
        words: the words that tell it.
        start: offset of the first of them in the text.
    """

    words: str
    start: int


class _Signal(NamedTuple):
    words: str
    start: int
    end: int
    weight: int
    companion: bool


@dataclass(frozen=True)
class _Entry:
    words: tuple[str, ...]
    weight: int
    companion: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What matches any of the words; compiled when a text has one."""
        return _either([{"words": self.words}])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one data file, ready to be looked for."""

    any_of: re.Pattern[str]
    entries: tuple[_Entry, ...]
    excuses: re.Pattern[str]
    reports: re.Pattern[str]
    services: re.Pattern[str]
    disguises: Mapping[int, str]
    spelled: Mapping[str, str]
    threshold: int
    heavy: int
    alone: int

    def excuses_title(self, title: str) -> bool:
        """Whether a page of that title is about such things."""
        return self.excuses.search(title) is not None


@cache
def lexicon(name: str) -> Lexicon:
    """Return the lexicon of the data file `name`."""
    data = read_data(name)
    entries = tuple(
        _Entry(tuple(entry["words"]), entry["weight"], bool(entry.get("with")))
        for entry in data["signals"]
    )
    leading = [entry for entry in data["signals"] if not entry.get("with")]
    return Lexicon(
        _either(leading),
        entries,
        _either(data["excuses"]),
        _either(data["reports"]),
        _either(data.get("services") or [{"words": ["(?!)"]}]),
        {ord(key): value for key, value in data.get("disguises", {}).items()},
        data.get("spelled", {}),
        data["threshold"],
        data["heavy"],
        data["alone"],
    )


def introduced(blocks: Iterable[Block], words: Lexicon) -> Iterator[tuple[Block, bool]]:
    """Yield every block, and whether the text above says that it repeats what others say.

    `凡是说下列话的，都是骗子：` speaks for the list below it.
    """
    told = False
    for block in blocks:
        if block.element == "li":
            yield block, told
            continue
        if not block.element.startswith("@"):
            text = block.text.rstrip()
            speaks = words.excuses.search(text) or words.reports.search(text)
            told = text.endswith(("：", ":")) and speaks is not None
        yield block, False


def offers(text: str, words: Lexicon, *, about: bool, told: bool = False) -> Iterator[Offer]:
    """Yield the offers of `text`, one a sentence.

    Args:
        text: a block's text.
        words: what to look for.
        about: the page's title says that it is about such things.
        told: the text above says that these are others' words.
    """
    plain = bare(text, words.disguises, words.spelled)
    if not words.any_of.search(plain.text):
        return
    natural = text.replace("\n", "").lower()
    excused = words.excuses.search(plain.text) is not None
    sentences = [(m.start(), m[0]) for m in _SENTENCE.finditer(plain.text)]
    if len(plain.text) <= _SHORT and not excused:
        sentences = [(0, plain.text)]
    for start, sentence in sentences:
        signals = _signals(sentence, words, natural)
        if told and (_score(signals) < words.heavy or _is_quoted(sentence, signals)):
            continue
        if _is_offer(sentence, signals, words, about=about, excused=excused):
            first = min(signals, key=lambda signal: (signal.companion, signal.start))
            named = "、".join(dict.fromkeys(s.words for s in signals if not s.companion))
            yield Offer(named, plain.at(start + first.start))


def _is_offer(
    sentence: str, signals: list[_Signal], words: Lexicon, *, about: bool, excused: bool
) -> bool:
    score = _score(signals)
    if not score:
        return False
    here = words.excuses.search(sentence) or words.reports.search(sentence)
    if score >= words.threshold and not here:
        public = words.services.search(sentence) or (about and score < _UNDER_TITLE)
        if not public:
            return True
    if here and score >= words.heavy:
        return any(
            _score(inside) >= words.heavy and not _tells(clause, sentence, inside, words)
            for clause, inside in _clauses(sentence, signals)
        )
    return bool(words.alone) and score >= words.alone and not (excused or here or about)


def _tells(clause: str, sentence: str, signals: list[_Signal], words: Lexicon) -> bool:
    """Whether a clause only tells of an offer."""
    if words.excuses.search(clause) or words.reports.search(clause):
        return True
    return _is_quoted(sentence, signals)


def _is_quoted(sentence: str, signals: list[_Signal]) -> bool:
    quotes = [(m.start(), m.end()) for m in _QUOTED.finditer(sentence)]
    return all(any(a <= s.start and s.end <= b for a, b in quotes) for s in signals)


def _clauses(sentence: str, signals: list[_Signal]) -> Iterator[tuple[str, list[_Signal]]]:
    for match in _CLAUSE.finditer(sentence):
        yield match[0], [s for s in signals if match.start() <= s.start < match.end()]


def _signals(sentence: str, words: Lexicon, natural: str) -> list[_Signal]:
    found: list[_Signal] = []
    for entry in words.entries:
        for match in entry.pattern.finditer(sentence):
            hidden = match[0] not in natural and not entry.companion
            weight = entry.weight + (_DISGUISED if hidden else 0)
            found.append(_Signal(match[0], match.start(), match.end(), weight, entry.companion))
    return sorted(found, key=lambda signal: signal.start)


def _score(signals: list[_Signal]) -> int:
    """Return the sum of the weights of the different words; companions alone count nothing."""
    if all(signal.companion for signal in signals):
        return 0
    whole = [
        signal
        for signal in signals
        if not any(_holds(other, signal) for other in signals if other is not signal)
    ]
    return sum({signal.words: signal.weight for signal in whole}.values())


def _holds(other: _Signal, signal: _Signal) -> bool:
    """Whether a longer word stands around a signal: 代开发票 is one word, not also 发票."""
    inside = other.start <= signal.start and signal.end <= other.end
    return inside and other.end - other.start > signal.end - signal.start


def _either(entries: list[dict[str, Any]]) -> re.Pattern[str]:
    """Return a pattern for any of the entries' words."""
    found = {word for entry in entries for word in entry["words"]}
    ordered = sorted(found, key=lambda word: (-len(word), word))
    return re.compile("|".join(ordered))
