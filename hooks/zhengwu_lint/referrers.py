"""Who refers to a page: by links that were parsed, and by what policies say of each other.

Every page is found by marks under its bytes' digest, which know nothing of where it stands: the
last part of what a destination names, and document numbers. They narrow; what a destination really
leads to is reckoned from the place of the page that carries it.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.pages.document_number import canonical, names_page
from zhengwu.pages.index import path_named
from zhengwu.pages.relations import FIELDS
from zhengwu.urls import read_reference
from zhengwu_lint.sources.markdown import read_parts
from zhengwu_lint.store import Mark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from zhengwu.facts import BodyFacts, FrontFacts
    from zhengwu.facts_reader import FactsReader
    from zhengwu_lint.store import Store

_FRONT, _LINKS = "front", "links"
# The kinds of marks: a destination, a page that a policy names, a number that it names, its own.
_LINK, _STATED, _NUMBER, _DOCNO = "link", "stated", "number", "docno"
_INDEX = "index.md"
MARKDOWN = (".md", ".markdown")


@dataclass(frozen=True)
class Referrers:
    """Finds the pages of one site that refer to others, in one tree.

    Attributes:
        facts: reads the tree's facts.
        store: keeps the marks.
        folder: the site's folder in the tree.
    """

    facts: FactsReader
    store: Store
    folder: str

    def linking(self, changed: Collection[str]) -> frozenset[str]:
        """Return the pages whose links lead to one of the paths `changed`, in the site's folder."""
        return self._leading(_LINK, _LINKS, changed)

    def stating(self, changed: Collection[str], numbers: Iterable[str]) -> frozenset[str]:
        """Return the pages that name one of the paths `changed`, or one of `numbers`, as a policy.

        Args:
            changed: in the site's folder.
            numbers: document numbers, in their canonical form.
        """
        return self._leading(_STATED, _FRONT, changed) | self._under(_NUMBER, numbers)

    def numbered(self, number: str) -> frozenset[str]:
        """Return the pages that carry a document number, given in its canonical form."""
        return self._under(_DOCNO, [number])

    def _under(self, kind: str, keys: Iterable[str]) -> frozenset[str]:
        paths = self._marked(_FRONT)
        found = self.store.find(kind, keys)
        return frozenset(path for digest, _ in found for path in paths.get(digest, ()))

    def _leading(self, kind: str, part: str, changed: Collection[str]) -> frozenset[str]:
        paths = self._marked(part)
        ends = {end for path in changed for end in _ends(path)}
        meant = {*changed, *(posixpath.dirname(path) or "." for path in changed if _is_index(path))}
        return frozenset(
            path
            for digest, target in self.store.find(kind, ends)
            for path in paths.get(digest, ())
            if path_named(target, path) in meant
        )

    def _marked(self, part: str) -> dict[str, list[str]]:
        """Return the site's pages by digest, when all of them have their marks.

        Links are judged in every Markdown file, also in one whose name makes it no page.
        """
        ends = MARKDOWN if part == _LINKS else ".md"
        files = [
            file
            for file in self.facts.tree.files(self.folder)
            if (file.lower() if part == _LINKS else file).endswith(ends)
        ]
        paths: dict[str, list[str]] = {}
        for file, digest in self.facts.digests(files).items():
            paths.setdefault(digest, []).append(file.removeprefix(f"{self.folder}/"))
        for digest in sorted(self.store.unmarked(paths, part)):
            file = f"{self.folder}/{paths[digest][0]}"
            self.store.mark(digest, part, _marks(self.facts, file, part))
        return paths


def marks_of_front(front: FrontFacts) -> Iterator[Mark]:
    """Yield the marks of a page's front matter: its document number, and those it names."""
    data = front.yaml("").data
    if number := own_number(front):
        yield Mark(_DOCNO, number, "")
    for field in FIELDS:
        value = data.get(field, ())
        for text in [value] if isinstance(value, str) else value:
            if isinstance(text, str) and names_page(text):
                yield Mark(_STATED, _end(text), text)
            elif isinstance(text, str):
                yield Mark(_NUMBER, canonical(text), "")


def own_number(front: FrontFacts) -> str:
    """Return the document number that a page carries, in its canonical form; "" for none."""
    number = front.yaml("").data.get("docno")
    return canonical(number) if isinstance(number, str) else ""


def marks_of_links(front: FrontFacts, body: BodyFacts) -> Iterator[Mark]:
    """Yield the marks of a page's links, of every kind that the lint judges."""
    links = read_parts(front.yaml(""), body).links
    for target in dict.fromkeys(link.target for link in links):
        if read_reference(target).relative:
            yield Mark(_LINK, _end(target), target)


def _marks(facts: FactsReader, file: str, part: str) -> Iterator[Mark]:
    front = facts.front(file)
    if front.readable and part == _FRONT:
        yield from marks_of_front(front)
    elif front.readable:
        yield from marks_of_links(front, facts.body(file))


def _is_index(path: str) -> bool:
    return posixpath.basename(path) == _INDEX


def _end(target: str) -> str:
    """Return the last part of what a destination names, wherever the page that carries it stands.

    A folder above, or the page's own, may have any name: both are "..".
    """
    end = posixpath.basename(path_named(target, ""))
    return ".." if end == "." else end


def _ends(path: str) -> Iterator[str]:
    """Yield the ends of all destinations that may lead to `path`."""
    yield posixpath.basename(path)
    if _is_index(path):
        yield posixpath.basename(posixpath.dirname(path))
        yield ".."
