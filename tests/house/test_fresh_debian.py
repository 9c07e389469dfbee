"""`.ci/run` on a fresh Debian 12, with its own Python 3.11.2, as root and as an ordinary user."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.house.fresh_debian import USER, Debian, bootstrap, missing

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@pytest.fixture
def debian() -> Iterator[Debian]:
    if why := missing():
        pytest.skip(f"no fresh Debian: {why}")
    # Not below pytest's folder, which other accounts cannot look into.
    folder = Path(tempfile.mkdtemp(prefix="zhengwu-debian-"))
    folder.chmod(0o755)
    try:
        yield bootstrap(folder)
    finally:
        # Were something of this machine still mounted in it, that would stay.
        subprocess.run(["rm", "-rf", "--one-file-system", str(folder)], check=True)


def _clone(debian: Debian, place: str) -> None:
    """Clone what is committed here."""
    target = debian.root / place.lstrip("/")
    subprocess.run(["git", "clone", "-q", "--no-local", ROOT, target], check=True)


@pytest.mark.long
def test_ci_passes(debian: Debian) -> None:
    assert debian.run("python3 --version").stdout == "Python 3.11.2\n"
    _clone(debian, "/srv/zhengwu")
    done = debian.run("/srv/zhengwu/.ci/run")
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-5_000:]
    # The system packages are there now: the rest needs no root.
    _clone(debian, f"/home/{USER}/zhengwu")
    debian.run(f"chown -R {USER}: /home/{USER}/zhengwu")
    done = debian.run(f"/home/{USER}/zhengwu/.ci/run", user=USER)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-5_000:]
