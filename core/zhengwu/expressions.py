"""Regular expressions that every Python from 3.11 on reads alike."""

from __future__ import annotations

import re

# What stands for itself: an escaped sign, and a class of signs.
_LITERAL = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_POSSESSIVE = re.compile(r"[*+?]\+|\{\d*,?\d*\}\+|\(\?>")


def possessive(pattern: str) -> str:
    """Return the first possessive quantifier or atomic group in `pattern`; "" without one.

    Python 3.11.2, which Debian 12 has, misreads both: it finds no match where there is one, finds
    one where there is none, and crashes (python/cpython issues 101955 and 106052).
    """
    found = _POSSESSIVE.search(_LITERAL.sub("x", pattern))
    return found[0] if found else ""
