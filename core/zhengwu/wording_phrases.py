"""Set phrases that are miswritten letter by letter: the packaged files below `data/wording/`.

A file names its `owner` and the day on which it was `checked`; each of its groups gives a `reason`
and a `source` for its entries. An entry:

    right    what to write
    wrong    the forms that occur instead, each a text as it stands, without white space
    only     a pattern: the forms are wrong only in a sentence that it fits
    unless   a pattern: in a sentence that it fits they are right
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zhengwu.packaged import read_data

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

FILES = ("names.yml", "party.yml", "regions.yml")


@dataclass(frozen=True, slots=True)
class WrongPhrase:
    """A miswritten form of a set phrase.

    Attributes:
        wrong: the form.
        right: what to write.
        reason: why.
        source: where that stands.
        owner: who keeps the entry.
        checked: when it was last compared with its source.
        only: a pattern of the sentences in which it is wrong; "" for all.
        unless: a pattern of the sentences in which it is right; "" for none.
    """

    wrong: str
    right: str
    reason: str
    source: str
    owner: str
    checked: date
    only: str = ""
    unless: str = ""

    def holds(self, sentence: str) -> bool:
        """Whether the form is wrong in this sentence."""
        if self.unless and re.search(self.unless, sentence):
            return False
        return not self.only or re.search(self.only, sentence) is not None


@cache
def phrases() -> dict[str, tuple[WrongPhrase, ...]]:
    """Return the packaged phrases by their first two characters."""
    found: dict[str, list[WrongPhrase]] = {}
    for phrase in _read():
        found.setdefault(phrase.wrong[:2], []).append(phrase)
    return {begin: tuple(sorted(of, key=_longest_first)) for begin, of in found.items()}


def _longest_first(phrase: WrongPhrase) -> int:
    return -len(phrase.wrong)


def _read() -> Iterator[WrongPhrase]:
    for file in FILES:
        data = read_data(f"wording/{file}")
        for group in data["groups"]:
            for entry in group["entries"]:
                for wrong in entry["wrong"]:
                    yield WrongPhrase(
                        wrong,
                        entry["right"],
                        group["reason"],
                        group["source"],
                        data["owner"],
                        data["checked"],
                        entry.get("only", ""),
                        entry.get("unless", ""),
                    )


def find_phrases(text: str) -> Iterator[tuple[int, WrongPhrase]]:
    """Yield (offset, phrase) of every form in a text without white space, wherever it stands."""
    table = phrases()
    # One look at each pair of characters, whatever the number of forms.
    for at in range(len(text) - 1):
        for phrase in table.get(text[at : at + 2], ()):
            if text.startswith(phrase.wrong, at):
                yield at, phrase
                break
