"""Chinese that nobody has written before, made by a grammar from a seed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

_SLOT = re.compile(r"\{([a-z0-9.]+|\d+-\d+)\}")


@cache
def _grammar() -> Mapping[str, tuple[str, ...]]:
    text = Path(__file__).with_name("grammar.yml").read_text("utf-8")
    return {symbol: tuple(map(str, found)) for symbol, found in yaml.safe_load(text).items()}


def say(symbol: str, random: Random) -> str:
    """Return one text of a symbol of the grammar; every call draws a fresh one."""

    def fill(match: re.Match[str]) -> str:
        low, dash, high = match[1].partition("-")
        return str(random.randint(int(low), int(high))) if dash else say(match[1], random)

    return _SLOT.sub(fill, random.choice(_grammar()[symbol]))


def paragraph(random: Random, sentences: int) -> str:
    """Return so many sentences in a row."""
    return "".join(say("sentence", random) for _ in range(sentences))
