"""Which field of the front matter a name means that is none."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from zhengwu.model.page import META_OF
from zhengwu.packaged import read_data

if TYPE_CHECKING:
    from collections.abc import Mapping

_BETWEEN = re.compile(r"[\W_]+")
_LONG = 6  # letters from which two may be wrong
_SHORTEST = 4  # letters from which one may be wrong


def meant_field(name: str) -> str:
    """Return the field that `name` resembles, which is the name of none; "" for no field.

    Case, signs between words and invisible characters do not count; one letter may be wrong, left
    out, doubled or moved, two in a longer name. What fields are called elsewhere is packaged data.
    """
    folded = _folded(name)
    called = _called()
    if found := called.get(folded, ""):
        return found
    for field in _fields():
        known = _folded(field)
        allowed = (len(known) >= _LONG) + (len(known) >= _SHORTEST)
        if abs(len(known) - len(folded)) <= allowed and _distance(folded, known) <= allowed:
            return field
    return ""


def _folded(name: str) -> str:
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", name)).casefold()


@cache
def _fields() -> tuple[str, ...]:
    """Return every field of every kind of page; those that keep a page back come first."""
    names = {name for kind in META_OF.values() for name in kind.model_fields}
    return tuple(sorted(names, key=lambda name: (name not in {"draft", "publish_at"}, name)))


@cache
def _called() -> Mapping[str, str]:
    """Return the fields by their own names and by all others, folded."""
    data: Mapping[str, list[str]] = read_data("field-names.yml")
    others = {_folded(name): field for field, names in data.items() for name in names}
    return {**others, **{_folded(field): field for field in _fields()}}


def _distance(one: str, two: str) -> int:
    """Return how many letters to change, leave out, add or swap with the next one."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, other in enumerate(two, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == two[j - 2] and other == one[i - 2]:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]
