"""The manifest: everything that a release consists of, in one text that is signed.

A release is named by its commit and the digest of all that its readers can get. The same commit on
the same day gives the same name, whoever builds it. Its place in the order of releases (`sequence`,
`follows`) is not part of the name: that depends on what is live when it is sent.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from zhengwu.lifecycle.redirects import Redirect
from zhengwu.pages.schedule import MINUTE_FORMAT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

FORMAT = "zhengwu release 1"
IDENTITY = ".well-known/zhengwu.json"
_SHOWN = 12  # digits of the commit and of the digest in a release's name


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file of a release: its size in bytes and its SHA-256 in hexadecimal."""

    size: int
    digest: str

    @classmethod
    def of(cls, data: bytes) -> FileFacts:
        """Return the facts of a file that holds `data`."""
        return cls(len(data), hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class SealMark:
    """A seal by which a page was approved.

    Attributes:
        stage: of the review.
        officer: id of who signed.
        id: digest of the seal's file.
    """

    stage: str
    officer: str
    id: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page of a release.

    Attributes:
        url: its address below the site's root; None for `site.yml`, which is sealed like a page.
        digest: of its source, with its metadata and attachments.
        seals: by which it was approved.
    """

    url: str | None
    digest: str
    seals: tuple[SealMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """An address that answers that its page is gone: a host and a path from its root."""

    host: str
    path: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What readers get of a release.

    Attributes:
        files: by path below the site's root, without the one that names the release.
        pages: the pages that were written, by their file.
        gone: addresses whose pages were published in error.
        redirects: former addresses and where they lead.
    """

    files: Mapping[str, FileFacts]
    pages: Mapping[str, PageFacts]
    gone: tuple[Gone, ...] = ()
    redirects: tuple[Redirect, ...] = ()

    @property
    def digest(self) -> str:
        """The digest of all that, in hexadecimal."""
        lines = [f"file {f.digest} {path}" for path, f in sorted(self.files.items())]
        lines += sorted(f"gone {gone.host}{gone.path}" for gone in self.gone)
        lines += sorted(f"moved {r.host}{r.path} {r.to}" for r in self.redirects)
        return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Manifest:
    """A release.

    Attributes:
        city: the city's region code.
        site: id of the site.
        url: the address of its home page.
        release: the release's name.
        sequence: its place in the order of the target's releases, from 1.
        follows: the name of the release that was live when it was sent; "" for the first.
        moment: by which it was built, in the city's time.
        commit: from which it was built.
        digest: of its contents.
        contents: what readers get; here with the file that names the release.
        log: the head of the operations log when it was sent, kept in other hands that way.
    """

    city: str
    site: str
    url: str
    release: str
    sequence: int
    follows: str
    moment: datetime
    commit: str
    digest: str
    contents: Contents
    log: str = ""

    def text(self) -> str:
        """Return the one way to write the manifest, which is what is signed."""
        return json.dumps(self.data(), ensure_ascii=False, sort_keys=True, indent=1) + "\n"

    def data(self) -> dict[str, Any]:
        """Return the manifest as JSON holds it."""
        contents = self.contents
        return {
            "format": FORMAT,
            "city": self.city,
            "site": self.site,
            "url": self.url,
            "release": self.release,
            "sequence": self.sequence,
            "follows": self.follows,
            "moment": self.moment.strftime(MINUTE_FORMAT),
            "commit": self.commit,
            "digest": self.digest,
            "log": self.log,
            "files": {path: [f.size, f.digest] for path, f in contents.files.items()},
            "pages": {path: _page_data(page) for path, page in contents.pages.items()},
            "gone": [{"host": g.host, "path": g.path} for g in contents.gone],
            "redirects": [{"host": r.host, "path": r.path, "to": r.to} for r in contents.redirects],
        }


def _page_data(page: PageFacts) -> dict[str, Any]:
    seals = [{"stage": s.stage, "officer": s.officer, "id": s.id} for s in page.seals]
    return {"url": page.url, "digest": page.digest, "seals": seals}


def release_name(commit: str, contents: Contents) -> str:
    """Return the name of the release with `contents`, built from `commit`."""
    return f"{commit[:_SHOWN]}-{contents.digest[:_SHOWN]}"


def identity(city: str, site: str, commit: str, day: date, contents: Contents) -> bytes:
    """Return the file by which a live site says which release it is: `IDENTITY`."""
    facts = {
        "city": city,
        "site": site,
        "release": release_name(commit, contents),
        "commit": commit,
        "day": day.isoformat(),
        "digest": contents.digest,
    }
    return (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(data: Mapping[str, Any]) -> Manifest:
    """Read a manifest from its JSON.

    Raises:
        ValueError: it is none, or one of a later version of this program.
    """
    try:
        if data["format"] != FORMAT:
            raise ValueError(data["format"])
        contents = Contents(
            {path: FileFacts(size, digest) for path, (size, digest) in data["files"].items()},
            {path: _read_page(page) for path, page in data["pages"].items()},
            tuple(Gone(**entry) for entry in data["gone"]),
            tuple(Redirect(**entry) for entry in data["redirects"]),
        )
        return Manifest(
            city=data["city"],
            site=data["site"],
            url=data["url"],
            release=data["release"],
            sequence=data["sequence"],
            follows=data["follows"],
            moment=datetime.strptime(data["moment"], MINUTE_FORMAT),  # noqa: DTZ007 -- city's time
            commit=data["commit"],
            digest=data["digest"],
            contents=contents,
            log=data["log"],
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(repr(error)) from error


def _read_page(data: Mapping[str, Any]) -> PageFacts:
    seals = tuple(SealMark(**seal) for seal in data["seals"])
    return PageFacts(data["url"], data["digest"], seals)
