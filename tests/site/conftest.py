"""The demo city, built once for all tests that look at its pages."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from tests.site.browsing import Browser, serve
from zhengwu.pages.schedule import end_of
from zhengwu.register.load import load_register
from zhengwu.tree import FolderTree
from zhengwu_ops.build.sites import build_sites

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.city import City

ROOT = Path(__file__).resolve().parents[2]
# The day for which the demo content was written.
DAY = dt.date(2026, 11, 24)


def copy_city(folder: Path) -> Path:
    """Copy the demo city into `folder`, to be changed there."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


@pytest.fixture(scope="session")
def city() -> City:
    register = load_register(FolderTree(ROOT))
    assert register.city is not None
    assert register.mistakes == ()
    return register.city


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built demo city, made once for all test processes."""
    shared = tmp_path_factory.getbasetemp()
    if shared.name.startswith("popen-"):  # a worker of xdist
        shared = shared.parent
    folder = shared / "demo-city"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            copy_city(folder)
            outcome = build_sites(
                folder / "content", (), end_of(DAY), strict=True, say=lambda _: None
            )
            assert outcome.failures == ()
            assert outcome.report.findings == ()
            assert outcome.done
    return folder / "public"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with Browser() as running:
        yield running


@pytest.fixture(scope="session")
def address(public: Path, city: City) -> Iterator[dict[str, str]]:
    """Where each site of the demo city is served: addresses that end in `/`, by site."""
    with serve(public, city) as addresses:
        yield addresses
