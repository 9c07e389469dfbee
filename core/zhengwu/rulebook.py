"""The rulebook: the dated indicator set by which is judged, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 -- a field's type
from functools import cache
from typing import TYPE_CHECKING

from zhengwu.packaged import read_data

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Rulebook:
    """An indicator set.

    Attributes:
        id: what reports call it.
        effective_from: the first day on which it holds.
        footer: names of the items that every page shows in its footer.
        labels: names of the page labels, by `site`, `column` and `content`.
    """

    id: str
    effective_from: date
    footer: tuple[str, ...]
    labels: Mapping[str, tuple[str, ...]]


@cache
def current_rulebook() -> Rulebook:
    """Return the packaged rulebook."""
    data = read_data("rulebook/2019-19.yml")
    labels = {level: tuple(names) for level, names in data["labels"].items()}
    return Rulebook(data["id"], data["effective_from"], tuple(data["footer"]), labels)
