"""Casinos, pharmacies and the like in other languages: whole words, each counted once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zhengwu.packaged import read_data
from zhengwu_lint.sources.text.folding import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Mapping

_THRESHOLD = 3
_STRONG = 2
_LATIN = re.compile(
    r"[a-z\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff][a-z0-9\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]*"
)
_OTHER = re.compile(r"[\u0400-\u04ff\u0e00-\u0e7f\u3040-\u30ff\uac00-\ud7af]")
_HIDDEN = re.compile(rf"[{INVISIBLE}]")
_LATINS = frozenset(
    {
        "english",
        "vietnamese",
        "indonesian",
        "spanish",
        "french",
        "german",
        "portuguese",
    }
)
_WORDS = re.compile(r"[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]{3}")


@dataclass(frozen=True)
class _Language:
    strong: frozenset[str]
    words: frozenset[str]
    any_of: re.Pattern[str] | None


def foreign_offer(text: str) -> tuple[str, int] | None:
    """Return the words that make an offer in another language, and where it begins."""
    latin, other = _WORDS.search(text), _OTHER.search(text)
    if not latin and not other:
        return None
    kept: list[int] = []
    if _HIDDEN.search(text):
        kept = [at for at, character in enumerate(text) if not _HIDDEN.match(character)]
        text = "".join(text[at] for at in kept)
    lower = text.lower()
    best: dict[str, tuple[int, int]] = {}
    score = 0
    for name, language in _languages().items():
        if name in _LATINS:
            found = _latin_words(lower, language) if latin else {}
        else:
            found = _other_words(lower, language) if other else {}
        total = sum(weight for weight, _ in found.values())
        if any(weight == _STRONG for weight, _ in found.values()) and total > score:
            best, score = found, total
    if score < _THRESHOLD:
        return None
    at = min(at for _, at in best.values())
    return "、".join(list(best)[:6]), kept[at] if kept else at


def _latin_words(lower: str, language: _Language) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    previous = ""
    for match in _LATIN.finditer(lower):
        word = match[0]
        pair = f"{previous}_{word}"
        for written in (pair, word):
            if written in language.strong:
                found.setdefault(written, (_STRONG, match.start()))
            elif written in language.words:
                found.setdefault(written, (1, match.start()))
        previous = word
    return found


def _other_words(lower: str, language: _Language) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    if language.any_of:
        for match in language.any_of.finditer(lower):
            written = "_".join(match[0].split())
            weight = _STRONG if written in language.strong else 1
            found.setdefault(written, (weight, match.start()))
    return found


@cache
def _languages() -> Mapping[str, _Language]:
    found: dict[str, _Language] = {}
    for name, entry in read_data("prohibited/foreign.yml")["languages"].items():
        strong, words = frozenset(entry["strong"].split()), frozenset(entry["words"].split())
        pattern = None
        if name not in _LATINS:
            ordered = sorted(strong | words, key=lambda word: (-len(word), word))
            pattern = re.compile("|".join(re.escape(word).replace("_", r"\s+") for word in ordered))
        found[name] = _Language(strong, words, pattern)
    return found
