"""What a release changes, and which pages it would lose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.release.manifest import IDENTITY

if TYPE_CHECKING:
    from zhengwu.release.manifest import Contents

_INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different, by path, sorted.

    Attributes:
        added: files that were not there.
        changed: files whose bytes are others.
        removed: files that are there no more.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return bool(self.added or self.changed or self.removed)

    def data(self) -> dict[str, list[str]]:
        """Return the changes for a JSON report."""
        return {
            "added": list(self.added),
            "changed": list(self.changed),
            "removed": list(self.removed),
        }


@dataclass(frozen=True, slots=True)
class Vanished:
    """A page that was live and would answer “not found”.

    Attributes:
        path: its file.
        url: its address below the site's root.
    """

    path: str
    url: str


def changes(before: Contents | None, after: Contents) -> Changes:
    """Return what `after` changes; the file that names the release does not count."""
    old = dict(before.files) if before else {}
    new = dict(after.files)
    for files in (old, new):
        files.pop(IDENTITY, None)
    return Changes(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(path for path in new.keys() & old.keys() if new[path] != old[path])),
        tuple(sorted(old.keys() - new.keys())),
    )


def vanished(before: Contents | None, after: Contents, home: str) -> tuple[Vanished, ...]:
    """Return the pages of `before` that neither stand in `after` nor answer in another way.

    Args:
        before: what is live; None if nothing is.
        after: what is to follow.
        home: the site's host and path, as in `www.example.gov.cn/xiaolan/`.
    """
    if before is None:
        return ()
    answered = {f"{g.host}{g.path}" for g in after.gone}
    answered |= {f"{r.host}{r.path}" for r in after.redirects}
    lost = [
        Vanished(path, page.url)
        for path, page in before.pages.items()
        if page.url is not None
        and f"{page.url}{_INDEX}" not in after.files
        and f"{home}{page.url}" not in answered
    ]
    return tuple(sorted(lost, key=lambda page: page.url))


def resurrected(after: Contents, before: Contents, home: str) -> tuple[str, ...]:
    """Return the addresses that `before` declares gone and at which `after` has a page again.

    Whoever goes back to an earlier release must not publish again what was published in error.
    """
    gone = {f"{g.host}{g.path}" for g in before.gone}
    names = {page.url for page in after.pages.values() if page.url} | after.files.keys()
    return tuple(sorted(name for name in names if f"{home}{name}" in gone))
