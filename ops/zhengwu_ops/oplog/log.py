"""The operations log: who did what to the live world, and when (Art. 30).

One line of JSON an entry. Each entry holds the hash of the one before, so that a changed, removed
or reordered entry breaks the chain. What a chain cannot show by itself is that its end is missing:
the head (number and hash of the last entry) is therefore kept beside the log, and belongs into
other hands as well, such as a release's manifest. Who can write both can forget both together.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import getpass
import hashlib
import os
import socket
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhengwu.errors import UserError
from zhengwu.messages import Message, msg
from zhengwu.packaged import read_data
from zhengwu.pages.schedule import CITY_TIME
from zhengwu_ops.oplog.entry import NOTHING, Head, LogEntry, after, read_entry
from zhengwu_ops.world.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VARIABLE = "ZHENGWU_LOG"
_DEFAULT = ".zhengwu/log/operations.jsonl"
# Acts of the log itself.
ARCHIVE, DAMAGE = "log-archive", "log-damage"


@dataclass(frozen=True, slots=True)
class Log:
    """An operations log.

    Attributes:
        file: its file, one entry a line.
    """

    file: Path

    @classmethod
    def of_city(cls, content: Path) -> Log:
        """Return the log that `ZHENGWU_LOG` names, else that beside the folder `content`."""
        return cls(Path(os.environ.get(VARIABLE) or content.parent / _DEFAULT))

    @property
    def head_file(self) -> Path:
        """Where the head is kept beside the log."""
        return self.file.with_suffix(".head")

    def append(
        self,
        act: str,
        *,
        who: str = "",
        site: str = "",
        release: str = "",
        detail: Mapping[str, Any] | None = None,
        at: dt.datetime | None = None,
    ) -> LogEntry:
        """Add an entry; another process that adds one at the same time waits.

        Args:
            act: what was done.
            who: the officer; the account on this machine by default.
            site: id of the site.
            release: the release.
            detail: whatever else belongs to it; what JSON can hold.
            at: when, with a zone; now by default.
        """
        moment = (at or dt.datetime.now(dt.UTC)).astimezone(CITY_TIME).isoformat(timespec="seconds")
        with self._locked():
            last = self._mended(moment)
            who = who or account()
            entry = after(last, moment, who, act, site, release, dict(detail or {}))
            self._write(entry)
        return entry

    def entries(self) -> Iterator[LogEntry]:
        """Yield the entries that can be read, in the file's order."""
        for line in self._lines():
            if entry := read_entry(line):
                yield entry

    def head(self) -> Head:
        """Return the last entry's number and hash."""
        head = Head()
        for entry in self.entries():
            head = Head(entry.n, entry.hash)
        return head

    def verify(self, known: Head | None = None) -> list[Message]:
        """Return everything that shows that the log was changed; empty if nothing does.

        Args:
            known: a head that was kept elsewhere; the one beside the log is asked anyway.
        """
        entries = [(number, read_entry(line)) for number, line in enumerate(self._lines(), 1)]
        found = list(_broken(entries))
        good = [entry for _, entry in entries if entry]
        found += _beginning(good)
        hashes = {entry.n: entry.hash for entry in good}
        first = good[0].n if good else 1
        kept = self._kept_head()
        if isinstance(kept, bytes):
            found.append(msg("另存的末尾读不懂，或没有写完：{file}", file=self.head_file.name))
            kept = None
        for head in filter(None, (kept, known)):
            if head.n >= first and hashes.get(head.n, NOTHING) != head.hash:
                found.append(
                    msg(
                        "第 {n} 条与另存的末尾不符：日志的结尾被删去或改过（现有 {last} 条）",
                        n=head.n,
                        last=max(hashes, default=0),
                    )
                )
        return found

    def archive(self, before: dt.date, now: dt.datetime) -> Path | None:
        """Move the entries before the day `before` into a file of their own; nothing is deleted.

        Returns:
            The file; None if there was nothing to move.

        Raises:
            UserError: the entries are younger than the log must be kept, or the log is damaged.
        """
        days = retention_days()
        if before > now.date() - dt.timedelta(days=days):
            raise UserError(msg("操作日志至少保留 {days} 天，只能移出更早的", days=days))
        if self.verify():
            raise UserError(msg("日志核对不通过，先运行 zhengwu log verify"))
        old = [e for e in self.entries() if dt.datetime.fromisoformat(e.at).date() < before]
        if not old:
            return None
        out = self.file.with_name(f"{self.file.stem}.{old[0].n}-{old[-1].n}.jsonl")
        write_file(out, b"".join(entry.line() for entry in old), private=True)
        detail = {"last": old[-1].n, "hash": old[-1].hash, "file": out.name}
        self.append(ARCHIVE, detail=detail)
        with self._locked():
            kept = [entry for entry in self.entries() if entry.n > old[-1].n]
            write_file(self.file, b"".join(entry.line() for entry in kept))
        return out

    def _lines(self) -> Iterator[bytes]:
        if self.file.is_file():
            with self.file.open("rb") as file:
                yield from file

    def _kept_head(self) -> Head | bytes | None:
        """Return the head beside the log; what stands in its place if that is none."""
        try:
            data = self.head_file.read_bytes()
        except OSError:
            return None
        try:
            return Head.read(data.decode("ascii"))
        except (UserError, ValueError):
            return data

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self.file.with_suffix(".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _mended(self, moment: str) -> Head:
        """Return the head, after noting in the log what is wrong with its end.

        A process that was killed while it wrote leaves half a line, a full disk an empty head;
        neither must stop the next act, which may be a withdrawal.
        """
        last, torn = Head(), b""
        for line in self._lines():
            entry = read_entry(line)
            if entry and line.endswith(b"\n"):
                last = Head(entry.n, entry.hash)
            elif not line.endswith(b"\n"):
                torn = line
        detail: dict[str, Any] = {}
        if torn:
            with self.file.open("r+b") as file:
                file.truncate(self.file.stat().st_size - len(torn))
            detail["torn"] = hashlib.sha256(torn).hexdigest()
        kept = self._kept_head()
        if isinstance(kept, Head) and kept.n > last.n:
            detail["missing"] = str(kept)
        elif isinstance(kept, bytes):
            detail["head"] = hashlib.sha256(kept).hexdigest()
        if not detail:
            return last
        entry = after(last, moment, account(), DAMAGE, "", "", detail)
        self._write(entry)
        return Head(entry.n, entry.hash)

    def _write(self, entry: LogEntry) -> None:
        line = entry.line()
        handle = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        size = os.fstat(handle).st_size
        try:
            if os.write(handle, line) != len(line):
                os.ftruncate(handle, size)  # a full disk took half of it
                raise UserError(msg("操作日志写不下了：{file}", file=str(self.file)))
            os.fsync(handle)
        except OSError as error:
            raise UserError(
                msg("操作日志写不进去：{file}（{why}）", file=str(self.file), why=str(error))
            ) from error
        finally:
            os.close(handle)
        write_file(self.head_file, f"{Head(entry.n, entry.hash)}\n")


def account() -> str:
    """Return the account that runs this, as far as the machine knows it."""
    return f"{getpass.getuser()}@{socket.gethostname()}"


def retention_days() -> int:
    """Return the least number of days that the log is kept."""
    return int(read_data("reviewing.yml")["log_retention_days"])


def _broken(entries: list[tuple[int, LogEntry | None]]) -> Iterator[Message]:
    """Yield where the chain does not hold."""
    before: LogEntry | None = None
    for number, entry in entries:
        if entry is None:
            yield msg("第 {line} 行读不懂，或没有写完", line=number)
            continue
        if entry.sealed().hash != entry.hash:
            yield msg("第 {n} 条的内容被改过", n=entry.n)
        if entry.act == DAMAGE:
            yield msg(
                "第 {n} 条记着：之前的结尾有缺损（{detail}）",
                n=entry.n,
                detail=tuple(entry.detail),
            )
        if before and (entry.n != before.n + 1 or entry.previous != before.hash):
            yield msg(
                "第 {before} 条之后接着第 {n} 条，中间有删去、插入或调换",
                before=before.n,
                n=entry.n,
            )
        before = entry


def _beginning(good: list[LogEntry]) -> Iterator[Message]:
    """Say that the beginning is missing, unless an entry tells where it was put."""
    if not good or (good[0].n == 1 and good[0].previous == NOTHING):
        return
    first = good[0]
    known = {"last": first.n - 1, "hash": first.previous}
    if not any(e.act == ARCHIVE and known.items() <= e.detail.items() for e in good):
        yield msg("日志从第 {n} 条开始，前面的不见了", n=first.n)
