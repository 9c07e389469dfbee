"""The facts of a tree's pages: kept ones where there are any, else read from the files."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from zhengwu.facts import (
    body_of,
    digest_of,
    kept_body,
    kept_front,
    read_front,
    write_body,
    write_front,
)
from zhengwu.problem import Problem
from zhengwu.textfile import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from zhengwu.facts import BodyFacts, FrontFacts
    from zhengwu.tree import Tree

FRONT, BODY = "front", "body"
# Bodies that stay in memory while all can be had again: those of a page, its targets, its lists.
_AT_HAND = 256
_Facts = TypeVar("_Facts")


class FactsStore(Protocol):
    """Keeps facts under the digest of the bytes that they follow from."""

    def facts(self, digest: str, part: str) -> bytes | None:
        """Return what was kept; None if nothing was, or not whole."""
        ...

    def keep(self, digest: str, part: str, data: bytes) -> None:
        """Keep facts."""
        ...

    def digests(self, objects: Iterable[str]) -> Mapping[str, str]:
        """Return the digests of the bytes of git's objects, as far as they are known."""
        ...

    def keep_digest(self, name: str, digest: str) -> None:
        """Keep the digest of the bytes of one of git's objects."""
        ...


@runtime_checkable
class ObjectTree(Protocol):
    """A tree whose files are git's objects: what they hold is known by their name."""

    def blob(self, path: str) -> str:
        """Return the name of the object at `path`; `FileNotFoundError` if there is none."""
        ...


@dataclass
class FactsReader:
    """Reads the facts of one tree in one process; what it answers depends on the bytes alone.

    Attributes:
        tree: the files.
        store: keeps facts from run to run; None to keep them in memory.
        asked: paths of the pages whose facts were asked for.
    """

    tree: Tree
    store: FactsStore | None = None
    asked: set[str] = field(default_factory=set)
    _digests: dict[str, str] = field(default_factory=dict, init=False)
    _fronts: dict[str, FrontFacts] = field(default_factory=dict, init=False)
    _bodies: OrderedDict[str, BodyFacts] = field(default_factory=OrderedDict, init=False)

    def digest(self, path: str) -> str:
        """Return the digest of the bytes at `path`; `FileNotFoundError` if there are none."""
        if path not in self._digests:
            self._digests.update(self.digests([path]))
        return self._digests[path]

    def digests(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the digests of files by path; those of git's objects without reading them."""
        paths = list(paths)
        wanted = [path for path in paths if path not in self._digests]
        if wanted and self.store and isinstance(self.tree, ObjectTree):
            names = {path: self.tree.blob(path) for path in wanted}
            known = self.store.digests(names.values())
            self._digests |= {path: known[name] for path, name in names.items() if name in known}
        for path in wanted:
            if path not in self._digests:
                self._bytes(path)
        return {path: self._digests[path] for path in paths}

    def front(self, path: str) -> FrontFacts:
        """Return what is known of the page at `path` without parsing its Markdown."""
        self.asked.add(path)
        digest = self.digest(path)
        if digest not in self._fronts:
            found = self._kept(digest, FRONT, kept_front)
            if found is None:
                digest, data = self._bytes(path)
                found = read_front(data)
                self._keep(digest, FRONT, partial(write_front, found))
            self._fronts[digest] = found
        return self._fronts[digest]

    def body(self, path: str) -> BodyFacts:
        """Return everything that is known of the page at `path`, which can be read as text.

        Raises:
            ValueError: it cannot.
        """
        self.asked.add(path)
        digest = self.digest(path)
        if digest in self._bodies:
            self._bodies.move_to_end(digest)
            return self._bodies[digest]
        found = self._kept(digest, BODY, kept_body)
        if found is None:
            digest, data = self._bytes(path)
            text = read_text(data)
            if isinstance(text, Problem):
                message = f"{path} cannot be read as text"
                raise ValueError(message)
            found = body_of(text)
            self._keep(digest, BODY, partial(write_body, found))
        self._bodies[digest] = found
        if self.store and len(self._bodies) > _AT_HAND:
            self._bodies.popitem(last=False)
        return found

    def _bytes(self, path: str) -> tuple[str, bytes]:
        """Return the bytes at `path`, and their digest: a folder's file may have changed."""
        data = self.tree.read(path)
        digest = self._digests[path] = digest_of(data)
        if self.store and isinstance(self.tree, ObjectTree):
            self.store.keep_digest(self.tree.blob(path), digest)
        return digest, data

    def _kept(self, digest: str, part: str, read: Callable[[bytes], _Facts]) -> _Facts | None:
        data = self.store.facts(digest, part) if self.store else None
        if data is None:
            return None
        try:
            return read(data)
        except (ValueError, TypeError, RecursionError):
            return None

    def _keep(self, digest: str, part: str, write: Callable[[], bytes]) -> None:
        if self.store:
            self.store.keep(digest, part, write())
