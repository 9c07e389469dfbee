"""A Debian 12 of its own, bootstrapped into a folder, that reaches what this machine reaches.

Mirrors, proxies, package indexes and certificates are those of this machine, whichever they are:
they are read from its settings, and files and folders that they name stand there too, read-only.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SUITE = "bookworm"
PROGRAMS = ("debootstrap", "unshare", "chroot", "mount", "apt-get", "apt-config")
# What is there before the first `make test`: the README names it.
BEFORE = "ca-certificates,git,make,python3"
_SETTINGS = re.compile(
    r"PIP_\w+|\w+_proxy|\w+_CERT_(?:FILE|DIR)|\w*(?:CA_BUNDLE|CA_CERTS|CAINFO)\w*", re.IGNORECASE
)
USER = "editor"


@dataclass(frozen=True)
class Debian:
    """The Debian.

    Attributes:
        root: the folder that it sees as `/`.
        environment: how package registries are reached from it.
    """

    root: Path
    environment: Mapping[str, str]

    def run(self, command: str, *, user: str = "root") -> subprocess.CompletedProcess[str]:
        """Run a shell command in it; no process and no mount of it outlives the call."""
        settings = {**self.environment, "HOME": "/root" if user == "root" else f"/home/{user}"}
        settings |= {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
        assignments = [f"{name}={value}" for name, value in settings.items()]
        inside = shlex.join(
            [
                *("chroot", f"--userspec={user}", str(self.root)),
                *("env", "-i", *assignments, "sh", "-c", command),
            ]
        )
        steps = [
            _mount("-t", "proc", "proc", self.root / "proc"),
            _mount("--rbind", "/dev", self.root / "dev"),
            *(
                _mount("--bind", "-o", "ro", str(path), self.root / path.relative_to("/"))
                for path in _named(self.environment.values())
            ),
            f"exec {inside}",
        ]
        return subprocess.run(
            [
                *("unshare", "--mount", "--pid", "--fork", "--kill-child"),
                *("sh", "-e", "-c", "\n".join(steps)),
            ],
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
        )


def missing() -> str:
    """Return what keeps this machine from bootstrapping a Debian; "" if nothing does."""
    if os.geteuid() != 0:
        return "only root can make it"
    lacking = [name for name in PROGRAMS if not shutil.which(name)]
    if lacking:
        return f"not installed: {', '.join(lacking)}"
    if subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False).returncode:
        return "this container may not mount"
    return "" if _sources() else f"apt knows no mirror of {SUITE}"


def bootstrap(root: Path) -> Debian:
    """Bootstrap a Debian into `root`, an empty folder, as its installer would leave it."""
    sources = _sources()
    mirror = next(uri for uri, release, _ in sources if release == SUITE)
    made = Debian(root, _environment())
    subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={BEFORE}", SUITE, str(root), mirror],
        check=True,
        capture_output=True,
        env={**os.environ, "LC_ALL": "C"},
    )
    apt = root / "etc/apt"
    (apt / "sources.list").write_text(
        "".join(f"deb {uri} {release} {component}\n" for uri, release, component in sources)
    )
    acquire = subprocess.run(["apt-config", "dump"], check=True, capture_output=True, text=True)
    (apt / "apt.conf.d/99settings").write_text(
        "\n".join(
            line
            for line in acquire.stdout.splitlines()
            if line.startswith("Acquire::") and "IndexTargets" not in line
        )
        + "\n"
    )
    for path in _named(made.environment.values()):
        place = root / path.relative_to("/")
        if path.is_dir():
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.touch()
    subprocess.run(
        ["chroot", str(root), "useradd", "--create-home", "--shell", "/bin/sh", USER],
        check=True,
        capture_output=True,
    )
    return made


def _mount(*arguments: str | Path) -> str:
    return shlex.join(["mount", *map(str, arguments)])


def _sources() -> list[tuple[str, str, str]]:
    """Return (address, release, component) of the sources that apt has for this suite."""
    wanted = {SUITE, f"{SUITE}-updates", f"{SUITE}-security"}
    told = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE) $(COMPONENT)"],
        check=False,
        capture_output=True,
        text=True,
    )
    found = {tuple(line.split()) for line in told.stdout.splitlines()}
    return sorted(
        (entry[0], entry[1], entry[2]) for entry in found if len(entry) == 3 and entry[1] in wanted
    )


def _environment() -> dict[str, str]:
    """Return this machine's settings for package registries, pip's files among them."""
    settings = {name: value for name, value in os.environ.items() if _SETTINGS.fullmatch(name)}
    told = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], check=True, capture_output=True, text=True
    )
    for line in told.stdout.splitlines():
        key, _, value = line.partition("=")
        place, _, name = key.partition(".")
        if place in {"global", "install"}:
            words = " ".join(value.strip("'\"").replace("\\n", " ").split())
            settings.setdefault(f"PIP_{name.upper().replace('-', '_')}", words)
    settings.pop("PIP_REQUIRE_VIRTUALENV", None)
    return settings


def _named(values: Iterable[str]) -> list[Path]:
    """Return the files and folders of this machine that settings name.

    An index on disk refers to files beside it, so that the folder around it is meant.
    """
    words = [word for value in values for word in value.split()]
    paths = {Path(word) for word in words if word.startswith("/")}
    paths |= {Path(word.removeprefix("file://")).parent for word in words if "file://" in word}
    found = {path.resolve() for path in paths if path.exists()} - {Path("/")}
    return sorted(path for path in found if not found.intersection(path.parents))
