"""What is kept from run to run, in SQLite: facts by the digest of the bytes they follow from.

A store only spares work: without it, everything is made again and comes out the same. It stands in
`.zhengwu/cache/`, is used by several processes at once, and belongs to one user on one machine:

- Its folder and file must be this user's own, closed to the writing of others, and no links; git
  must track nothing there.
- It carries a seal over its own place on the disk, made with a secret that stands outside the
  repository. A store that was copied, unpacked or restored by CI stands elsewhere on the disk, or
  finds another secret: it is thrown away and begun anew, unread.
- Its name holds a digest of the program that reads pages: another version begins another one.
- Each row carries a checksum. What is damaged is made again.

Nothing that is kept is ever run: rows are JSON.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import sqlite3
import sys
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import metadata
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Self

from zhengwu.messages import Message, msg
from zhengwu_lint.store_place import closed_file, file_identity, prepare, secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

FOLDER = ".zhengwu/cache"
# What the facts and marks of a page depend on beside its bytes.
_PROGRAM = (
    ("zhengwu", "data/docno.yml"),
    ("zhengwu", "data/hiding.yml"),
    ("zhengwu", "data/html.yml"),
    ("zhengwu", "dialect"),
    ("zhengwu", "facts.py"),
    ("zhengwu", "packaged.py"),
    ("zhengwu", "pages"),
    ("zhengwu", "register/yaml.py"),
    ("zhengwu", "textfile.py"),
    ("zhengwu", "urls.py"),
    ("zhengwu_lint", "referrers.py"),
    ("zhengwu_lint", "sources"),
)
_LIBRARIES = (
    "ada-url",
    "cssselect2",
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "mdurl",
    "pyyaml",
    "tinycss2",
)
_TABLES = (
    "create table place (seal text)",
    "create table facts (digest text, part text, data blob, primary key (digest, part))",
    "create table objects (name text primary key, digest text) without rowid",
    "create table marks (kind text, key text, digest text, value text)",
    "create index marks_by_key on marks (kind, key)",
    "create table marked (digest text, part text, primary key (digest, part)) without rowid",
)
_PATIENCE = 30.0  # seconds that another process may take to write
_AT_ONCE = 500  # rows in one question or one writing
_MOST_BYTES = 4_000_000_000  # then it is begun anew: nothing else ever leaves it
_CHECK = 16  # bytes of a row's checksum
_QUICK = 1


class Mark(NamedTuple):
    """A word by which a page is found.

    Attributes:
        kind: what the word is.
        key: what is asked for.
        value: what the page says there.
    """

    kind: str
    key: str
    value: str


@dataclass
class Store:
    """An open store of one process.

    Attributes:
        file: where it stands; None in memory.
        say: told when it turns out to be damaged.
    """

    file: Path | None
    _database: sqlite3.Connection
    say: Callable[[Message], None] = lambda _: None
    _waiting: dict[tuple[str, str], bytes] = field(default_factory=dict, init=False)
    _objects: dict[str, str] = field(default_factory=dict, init=False)
    _marks: dict[tuple[str, str], list[Mark]] = field(default_factory=dict, init=False)

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(self, *_: object) -> None:
        """Write what waits, and close."""
        self.close()

    def facts(self, digest: str, part: str) -> bytes | None:
        """Return what was kept; None if nothing was, or if it is damaged."""
        if (digest, part) in self._waiting:
            return self._waiting[digest, part]
        rows = self._ask("select data from facts where digest = ? and part = ?", (digest, part))
        return next((data for row in rows if (data := _opened(row[0], digest, part))), None)

    def keep(self, digest: str, part: str, data: bytes) -> None:
        """Keep facts; they are written with others, at the latest when the store is closed."""
        self._waiting[digest, part] = data
        self._write_many()

    def digests(self, objects: Iterable[str]) -> dict[str, str]:
        """Return the digests of the bytes of git's objects, as far as they are known."""
        wanted = list(objects)
        found = {name: self._objects[name] for name in wanted if name in self._objects}
        for some in _some(name for name in wanted if name not in found):
            signs = ",".join("?" * len(some))
            rows = self._ask(f"select name, digest from objects where name in ({signs})", some)  # noqa: S608 -- question marks
            found.update((row[0], row[1]) for row in rows)
        return found

    def keep_digest(self, name: str, digest: str) -> None:
        """Keep the digest of the bytes of one of git's objects."""
        self._objects[name] = digest
        self._write_many()

    def unmarked(self, digests: Iterable[str], part: str) -> set[str]:
        """Return those of `digests` whose marks of `part` are not kept."""
        left = {digest for digest in digests if (digest, part) not in self._marks}
        for some in _some(sorted(left)):
            signs = ",".join("?" * len(some))
            question = f"select digest from marked where part = ? and digest in ({signs})"  # noqa: S608 -- question marks
            left.difference_update(row[0] for row in self._ask(question, (part, *some)))
        return left

    def mark(self, digest: str, part: str, marks: Iterable[Mark]) -> None:
        """Keep all marks of a part of a page: by them it is found."""
        self._marks[digest, part] = list(marks)
        self._write_many()

    def find(self, kind: str, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield (digest, value) of every mark of `kind` under one of `keys`."""
        self.write()
        for some in _some(sorted(set(keys))):
            signs = ",".join("?" * len(some))
            question = f"select digest, value from marks where kind = ? and key in ({signs})"  # noqa: S608 -- question marks
            yield from ((row[0], row[1]) for row in self._ask(question, (kind, *some)))

    def write(self) -> None:
        """Write what waits; what another process wrote already stays."""
        if not (self._waiting or self._objects or self._marks):
            return
        facts = [(d, p, _packed(data, d, p)) for (d, p), data in self._waiting.items()]
        try:
            with self._database:
                self._database.execute("begin immediate")
                self._database.executemany("insert or replace into facts values (?, ?, ?)", facts)
                self._database.executemany(
                    "insert or replace into objects values (?, ?)", self._objects.items()
                )
                for (digest, part), marks in self._marks.items():
                    new = self._database.execute(
                        "insert or ignore into marked values (?, ?)", (digest, part)
                    )
                    if new.rowcount:
                        self._database.executemany(
                            "insert into marks values (?, ?, ?, ?)",
                            [(mark.kind, mark.key, digest, mark.value) for mark in marks],
                        )
        except sqlite3.Error as error:
            self._fall_back(error)
            self.write()
            return
        self._waiting.clear()
        self._objects.clear()
        self._marks.clear()

    def close(self) -> None:
        """Write what waits, and close."""
        self.write()
        self._database.close()

    def _write_many(self) -> None:
        if len(self._waiting) + len(self._objects) + len(self._marks) >= _AT_ONCE:
            self.write()

    def _ask(self, question: str, values: Iterable[str]) -> list[tuple[str, ...]]:
        try:
            return self._database.execute(question, tuple(values)).fetchall()
        except sqlite3.Error as error:
            self._fall_back(error)
            return []

    def _fall_back(self, error: sqlite3.Error) -> None:
        """Go on in memory; what is damaged is removed, so that the next run begins it anew."""
        if self.file is None:
            raise error
        with suppress(sqlite3.Error):
            self._database.close()
        if isinstance(error, sqlite3.OperationalError):  # locked, or the disk is full
            self.say(msg("不用缓存：{why}", why=_unwritable(self.file)))
        else:
            _remove(self.file)
            self.say(_damaged(self.file))
        self.file, self._database = None, _connected(":memory:")
        _create(self._database, "")


def memory_store() -> Store:
    """Return a store that ends with the process."""
    database = _connected(":memory:")
    _create(database, "")
    return Store(None, database)


def open_store(root: Path, say: Callable[[Message], None], *, publishing: bool = False) -> Store:
    """Return the store of the city below `root`, or one in memory where it may not be used.

    Args:
        root: the folder that holds the city's content.
        say: told why it is not used, or that it was begun anew.
        publishing: it is for the acts that put content on line; in CI, where folders are restored
            from elsewhere, they keep nothing.
    """
    folder = root / FOLDER
    if publishing and os.environ.get("CI"):
        return memory_store()
    key, why = None, prepare(root, folder)
    if why is None:
        key, why = secret()
    file = folder / f"facts-{program_digest()[:16]}.db"
    for _ in range(2):
        why = why or closed_file(file)
        if key is None or why:
            break
        opened = _open(file, key, say)
        if isinstance(opened, Store):
            return opened
        say(opened)
        _remove(file)
    say(msg("不用缓存：{why}", why=why or _unwritable(file)))
    return memory_store()


def _open(file: Path, key: bytes, say: Callable[[Message], None]) -> Store | Message:
    """Return the store in `file`, or why it must be begun anew."""
    database = None
    try:
        if file.stat().st_size > _MOST_BYTES:
            return msg("缓存太大，已重新建立：{file}", file=_name(file))
        database = _connected(str(file))
        seal = _seal(file, key)
        # Nobody sees a store that is half made: tables and seal come together.
        database.execute("begin immediate")
        if database.execute("select count(*) from sqlite_master").fetchone() == (0,):
            for other in file.parent.glob("facts-*.db"):
                if other != file:  # of another version of the program
                    _remove(other)
            _create(database, seal)
        seals = database.execute("select seal from place").fetchall()
        database.execute("commit")
    except (sqlite3.Error, OSError):
        if database:
            database.close()
        return _damaged(file)
    if len(seals) == 1 and hmac.compare_digest(str(seals[0][0]), seal):
        return Store(file, database, say)
    database.close()
    return msg("缓存不是这台电脑上的这个用户写的，已重新建立：{file}", file=_name(file))


def _connected(place: str) -> sqlite3.Connection:
    database = sqlite3.connect(place, timeout=_PATIENCE, isolation_level=None)
    database.execute("pragma journal_mode = wal")
    database.execute("pragma synchronous = normal")
    database.execute("pragma trusted_schema = off")
    return database


def _create(database: sqlite3.Connection, seal: str) -> None:
    for table in _TABLES:
        database.execute(table)
    database.execute("insert into place values (?)", (seal,))


def root_of(file: Path) -> Path:
    """Return the folder of the city whose store is `file`."""
    return file.parents[FOLDER.count("/") + 1]


def _remove(file: Path) -> None:
    for path in (file, *(file.with_name(f"{file.name}{end}") for end in ("-wal", "-shm"))):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _name(file: Path) -> str:
    return f"{FOLDER}/{file.name}"


def _damaged(file: Path) -> Message:
    return msg("缓存坏了，已重新建立：{file}", file=_name(file))


def _unwritable(file: Path) -> Message:
    return msg("{file} 写不进去", file=_name(file))


def _seal(file: Path, key: bytes) -> str:
    return hmac.new(key, file_identity(file).encode(), hashlib.sha256).hexdigest()


def _packed(data: bytes, digest: str, part: str) -> bytes:
    return _checksum(data, digest, part) + zlib.compress(data, _QUICK)


def _opened(row: object, digest: str, part: str) -> bytes | None:
    if not isinstance(row, bytes):
        return None
    try:
        data = zlib.decompress(row[_CHECK:])
    except zlib.error:
        return None
    return data if row[:_CHECK] == _checksum(data, digest, part) else None


def _checksum(data: bytes, digest: str, part: str) -> bytes:
    named = hashlib.blake2b(f"{digest} {part} ".encode(), digest_size=_CHECK)
    named.update(data)
    return named.digest()


def _some(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    left = iter(names)
    while some := tuple(islice(left, _AT_ONCE)):
        yield some


def program_digest() -> str:
    """Return the digest of what facts depend on beside the bytes: code, data, libraries."""
    digest = hashlib.sha256()
    for package, name in _PROGRAM:
        for path, data in _contents(files(package).joinpath(*name.split("/")), name):
            digest.update(f"{package} {path}\0{len(data)}\0".encode())
            digest.update(data)
    digest.update(f"python {sys.version}\0".encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}\0".encode())
    return digest.hexdigest()


def _contents(place: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    if place.is_file():
        yield name, place.read_bytes()
        return
    for below in sorted(place.iterdir(), key=lambda entry: entry.name):
        if below.is_dir() or below.name.endswith(".py"):
            yield from _contents(below, f"{name}/{below.name}")
