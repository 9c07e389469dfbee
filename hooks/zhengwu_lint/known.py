"""Findings that a baseline remembers, and what is left of it after a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.messages import msg

if TYPE_CHECKING:
    from zhengwu.messages import Message

_FIX = msg("重新写一遍基线：zhengwu lint --write-baseline；或者删去这一行")
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class BaselineEntry:
    """Findings that are known.

    Attributes:
        rule: the rule's id.
        file: as people know it.
        text: digest of the text that is meant.
        count: how many of them.
        line: of the baseline's file on which the entry stands, 1-based.
    """

    rule: str
    file: str
    text: str
    count: int
    line: int = 0

    @property
    def key(self) -> Key:
        """What makes two findings the same."""
        return self.rule, self.file, self.text


@dataclass(frozen=True, slots=True)
class LeftOver:
    """The entries of a baseline that silenced nothing: a source for the rule about them.

    Attributes:
        file: the baseline's file, as people know it.
        entries: with the reason why each is not needed.
        fix: what to do about them.
    """

    file: str
    entries: tuple[tuple[BaselineEntry, Message], ...]
    fix: Message = _FIX
