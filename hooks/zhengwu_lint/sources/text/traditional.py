"""Which Han are Traditional forms. OpenCC is loaded only when a text has candidates."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》|「[^「」]*」|『[^『』]*』|〈[^〈〉]*〉|\"[^\"\n]*\"")
_FIRST, _LAST = "\u4e00", "\u9fff"


def traditional_in(text: Iterable[str]) -> frozenset[str]:
    """Return the Traditional characters among the characters of `text`."""
    return frozenset(c for c in set(text) if _FIRST <= c <= _LAST and is_traditional(c))


def without_quotations(text: str) -> str:
    """Return `text` with spaces for what stands in quotation marks or title marks."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def simplified(text: str) -> str:
    """Return `text` with each Traditional character in its Simplified form."""
    odd = traditional_in(text)
    return text.translate({ord(c): _converter().convert(c) for c in odd}) if odd else text


@cache
def is_traditional(character: str) -> bool:
    """Whether a Han is the Traditional form of another one.

    Simplified text is written with the characters of GB 2312 and few more, so that what that set
    holds needs no further look.
    """
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return bool(_converter().convert(character) != character)
    return False


def simplified_in(text: Iterable[str]) -> frozenset[str]:
    """Return the characters of `text` that only Simplified texts hold."""
    return frozenset(c for c in set(text) if _FIRST <= c <= _LAST and _is_simplified(c))


@cache
def _is_simplified(character: str) -> bool:
    written = str(_converter("s2t").convert(character))
    return written != character and bool(_converter().convert(written) == character)


@cache
def _converter(way: str = "t2s") -> Any:  # noqa: ANN401 -- OpenCC ships no types
    from opencc import OpenCC  # noqa: PLC0415 -- costs more than most pages need

    return OpenCC(way)
