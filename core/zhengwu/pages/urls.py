"""Addresses on a site: of its pages, and of the notice before one that leads out of government."""

from __future__ import annotations

import hashlib
import posixpath
from typing import TYPE_CHECKING

from zhengwu.urls import read_reference

if TYPE_CHECKING:
    from zhengwu.model.city import AllowedHost, City

FOLDER = "leave"
_KEY_LENGTH = 16


def url_of(path: str) -> str:
    """Return the address of the page at `path`, relative to the site's root."""
    stem = path.removesuffix(".md")
    if posixpath.basename(stem) == "index":
        folder = posixpath.dirname(stem)
        return f"{folder}/" if folder else ""
    return f"{stem}/"


def relative_url(to: str, page_url: str) -> str:
    """Return `to` as seen from the page at `page_url`, both relative to the site's root."""
    here = page_url.strip("/").split("/") if page_url.strip("/") else []
    there = to.strip("/").split("/") if to.strip("/") else []
    shared = 0
    for ours, theirs in zip(here, there, strict=False):
        if ours != theirs:
            break
        shared += 1
    relative = "/".join([".."] * (len(here) - shared) + there[shared:]) or "."
    return f"{relative}/" if to.endswith("/") or not to else relative


def leave_path(target: str) -> str:
    """Return the file of the page before `target`, relative to the site's folder."""
    digest = hashlib.sha256(target.strip().encode()).hexdigest()
    return f"{FOLDER}/{digest[:_KEY_LENGTH]}.md"


def is_leave_path(path: str) -> bool:
    """Whether `path` (of a source or of a built page) is that of a leaving notice."""
    return path.startswith(f"{FOLDER}/")


def foreign_host(city: City, target: str) -> AllowedHost | None:
    """Return the entry of the host outside government that `target` leads to.

    None where there is nothing to leave for: the own sites, government, mail and telephone, and
    hosts that are not listed, which other rules refuse.
    """
    reference = read_reference(target)
    if reference.relative or reference.scheme not in {"http", "https"}:
        return None
    if not reference.host or city.is_internal(reference.host):
        return None
    entry = city.listed(reference.host)
    return None if entry is None or entry.government else entry
