"""What is sent: the built site, its compressed files, and the file that names the release."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from zhengwu.release.manifest import IDENTITY, Contents, FileFacts, Manifest, identity, release_name

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from zhengwu.model.city import City
    from zhengwu.model.site import Site

TEXTS = (".html", ".css", ".js", ".svg", ".xml", ".json", ".txt", ".csv", ".webmanifest")
# Below that a compressed answer needs as many packets as a plain one.
_WORTH_IT = 600
_LEVEL = 9
_AT_ONCE = 4


def compress(folder: Path) -> None:
    """Write a compressed file beside every text below `folder`; the same text, the same bytes."""
    texts = [p for p in folder.rglob("*") if p.suffix in TEXTS and p.stat().st_size >= _WORTH_IT]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(_compress, texts))


def _compress(path: Path) -> None:
    data = path.read_bytes()
    small = gzip.compress(data, _LEVEL, mtime=0)
    if len(small) < len(data):
        path.with_name(f"{path.name}.gz").write_bytes(small)


def files_of(folder: Path) -> dict[str, FileFacts]:
    """Return the facts of every file below `folder`, by its path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        facts = pool.map(lambda path: FileFacts.of(path.read_bytes()), paths)
        names = (path.relative_to(folder).as_posix() for path in paths)
        return dict(zip(names, facts, strict=True))


def name_release(
    folder: Path, contents: Contents, site: Site, city: City, commit: str, moment: datetime
) -> Manifest:
    """Write the file by which the live site says which release it is.

    Args:
        folder: the staged site.
        contents: what stands in it, without that file.
        site: the site.
        city: the register.
        commit: from which it was built.
        moment: by which it was built.

    Returns:
        The release's manifest, its place in the order of releases still open.
    """
    region = city.facts.region
    data = identity(region, site.id, commit, moment.date(), contents)
    file = folder / IDENTITY
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    return Manifest(
        city=region,
        site=site.id,
        url=site.url,
        release=release_name(commit, contents),
        sequence=0,
        follows="",
        moment=moment,
        commit=commit,
        digest=contents.digest,
        contents=replace(contents, files={**contents.files, IDENTITY: FileFacts.of(data)}),
    )
