"""The seal files of a city, by the page in whose folder they stand."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from zhengwu.approval import PlacedSeal
from zhengwu.approval.seal import REVIEWS, SUFFIX, namespace, read_seal, seal_id
from zhengwu.messages import msg
from zhengwu.problem import Problem
from zhengwu.textfile import read_text
from zhengwu_ops.world.openssh import Signed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhengwu.tree import Tree
    from zhengwu_ops.world.history import History
    from zhengwu_ops.world.openssh import Signatures


@dataclass(frozen=True, slots=True)
class _File:
    """A seal's file as it was read."""

    placed: PlacedSeal
    text: str
    signed: Signed


@dataclass
class SealFiles:
    """The seals beside the content.

    Attributes:
        tree: the folder that holds the content.
        region: the city's region code.
        history: tells when files arrived.
        signatures: checks them.
    """

    tree: Tree
    region: str
    history: History
    signatures: Signatures

    @cached_property
    def _files(self) -> tuple[dict[str, list[_File]], dict[str, list[Problem]]]:
        files: dict[str, list[_File]] = {}
        broken: dict[str, list[Problem]] = {}
        for path in self.tree.files(REVIEWS):
            if path.endswith(SUFFIX):
                found = self._read(path)
                kept = files if isinstance(found, _File) else broken
                kept.setdefault(posixpath.dirname(path), []).append(found)  # type: ignore[arg-type]  # each kind has its own
        return files, broken

    def _read(self, path: str) -> _File | Problem:
        data = self.tree.read(path)
        text = read_text(data)
        if isinstance(text, Problem):
            return _malformed(path)
        found = read_seal(text)
        if not isinstance(found, tuple):
            return _malformed(path)
        seal, armor = found
        placed = PlacedSeal(seal, path, seal_id(text), arrival=self.history.arrival(path, data))
        return _File(placed, text, Signed(seal.payload().encode(), armor, namespace(self.region)))

    def seals(self, folder: str, value: str) -> list[PlacedSeal]:
        """Return the seals in the folder of a page; only those that may count have their signer.

        A signature costs a process. Seals of old texts are asked about only beside an emergency.

        Args:
            folder: the page's folder, as `zhengwu.approval.seal.folder_of` names it.
            value: digest of the page's present text.
        """
        asked, others = self._asked(folder, value)
        return [*self._with_signers(asked), *(file.placed for file in others)]

    def all_seals(self, folder: str) -> list[PlacedSeal]:
        """Return the seals in the folder of a page, all with their signers."""
        return self._with_signers(self._files[0].get(folder, []))

    def broken(self, folder: str) -> tuple[Problem, ...]:
        """Return what is wrong with files that are no seals at all."""
        return tuple(self._files[1].get(folder, ()))

    def text(self, placed: PlacedSeal) -> str:
        """Return the text of a seal's file."""
        folder = posixpath.dirname(placed.file)
        return next(f.text for f in self._files[0][folder] if f.placed.file == placed.file)

    def prefetch(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Ask about the signatures of many pages at once.

        Args:
            wanted: folder and digest of each page, as for `seals`.
        """
        asked = [file.signed for key in wanted for file in self._asked(*key)[0]]
        self.signatures.signers(asked)

    def everything(self, site_id: str) -> list[PlacedSeal]:
        """Return all seals of a site, without their signers."""
        prefix = f"{REVIEWS}/{site_id}/"
        return [
            file.placed
            for folder, files in self._files[0].items()
            if folder.startswith(prefix)
            for file in files
        ]

    def _asked(self, folder: str, value: str) -> tuple[list[_File], list[_File]]:
        files = self._files[0].get(folder, [])
        urgent = any(file.placed.seal.stage == "emergency" for file in files)
        asked = [f for f in files if urgent or f.placed.seal.digest.value == value]
        return asked, [f for f in files if f not in asked]

    def _with_signers(self, files: list[_File]) -> list[PlacedSeal]:
        signers = self.signatures.signers([file.signed for file in files])
        return [replace(f.placed, signer=signer) for f, signer in zip(files, signers, strict=True)]


def _malformed(path: str) -> Problem:
    return Problem.of(
        "malformed",
        msg("{file} 不是完整的审签文件，或被改过", file=path),
        msg("删去它，由原来的人员重新审签"),
        path,
    )
