"""The demo city's built bytes, against those of the commit before the house was re-walled.

`digests/before.sha256` holds the digest of every file that `zhengwu build` wrote then; it is never
renewed. Whatever differs today stands in `digests/differing.yml` with its reason, and nothing
stands there that does not differ.
"""

from __future__ import annotations

import gzip
import hashlib
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

DIGESTS = Path(__file__).parent / "digests"


def digests(public: Path) -> dict[str, str]:
    """Return the digest of every file below `public`, by path; of packed ones what is in them."""
    found: dict[str, str] = {}
    for file in sorted(path for path in public.rglob("*") if path.is_file()):
        data = file.read_bytes()
        if file.suffix == ".gz":  # another zlib packs the same bytes otherwise
            data = gzip.decompress(data)
        found[file.relative_to(public).as_posix()] = hashlib.sha256(data).hexdigest()
    return found


def before() -> dict[str, str]:
    lines = (DIGESTS / "before.sha256").read_text("utf-8").splitlines()
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}


def test_every_file_that_differs_is_listed_with_its_reason(public: Path) -> None:
    old, new = before(), digests(public)
    assert len(old) > 300
    differing = {path for path in {*old, *new} if old.get(path) != new.get(path)}
    listed = yaml.safe_load((DIGESTS / "differing.yml").read_text("utf-8")) or []
    for entry in listed:
        assert entry["reason"]
        fitting = {path for path in differing if fnmatchcase(path, entry["files"])}
        assert fitting, f"nothing differs any more: {entry['files']}"
    unlisted = {p for p in differing if not any(fnmatchcase(p, e["files"]) for e in listed)}
    assert sorted(unlisted) == []
