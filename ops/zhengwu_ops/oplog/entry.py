"""An entry of the operations log: a line of JSON that holds the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from zhengwu.errors import UserError
from zhengwu.messages import msg

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTHING = "0" * 64


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An entry.

    Attributes:
        n: its number, from 1.
        at: when, in the city's time, to the second, with its offset.
        who: the officer or the account that acted; a claim of the machine that wrote it.
        act: what was done, such as `publish`, `rollback`, `withdraw`.
        site: id of the site; "" if none.
        release: the release; "" if none.
        detail: whatever else belongs to it.
        previous: hash of the entry before; zeros for the first.
        hash: of all this.
    """

    n: int
    at: str
    who: str
    act: str
    site: str
    release: str
    detail: Mapping[str, Any]
    previous: str
    hash: str = ""

    def sealed(self) -> LogEntry:
        """Return the entry with its hash."""
        facts = asdict(self)
        del facts["hash"]
        digest = hashlib.sha256(_canonical(facts)).hexdigest()
        return LogEntry(**facts, hash=digest)

    def line(self) -> bytes:
        """Return its line, with its end."""
        return _canonical(asdict(self)) + b"\n"


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a log: its number and its hash."""

    n: int = 0
    hash: str = NOTHING

    def __str__(self) -> str:
        """Return it as people copy it."""
        return f"{self.n}:{self.hash}"

    @classmethod
    def read(cls, text: str) -> Head:
        """Read `number:hash`.

        Raises:
            UserError: it is not written so.
        """
        number, _, digest = text.strip().partition(":")
        if not number.isdigit() or len(digest) != len(NOTHING):
            raise UserError(msg("“{text}”不是日志的末尾，应当是“序号:摘要值”", text=text.strip()))
        return cls(int(number), digest)


def after(
    last: Head, at: str, who: str, act: str, site: str, release: str, detail: Mapping[str, Any]
) -> LogEntry:
    """Return the entry that follows `last`."""
    return LogEntry(last.n + 1, at, who, act, site, release, detail, last.hash).sealed()


def _canonical(facts: Mapping[str, Any]) -> bytes:
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def read_entry(line: bytes) -> LogEntry | None:
    """Read a line; None if it is not exactly what this program writes."""
    try:
        facts = json.loads(line)
        entry = LogEntry(**facts)
        return entry if entry.line() == line.rstrip(b"\n") + b"\n" else None
    except (ValueError, TypeError):
        return None
