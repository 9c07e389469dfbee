"""Repositories with keys for the tests of reviews; they are made once and copied."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.ops.sealed import World, found_world
from zhengwu_ops.review.demo import Demo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def quiet_git() -> Iterator[None]:
    """Keep the settings of whoever runs the tests out of the repositories."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.delenv("SSH_AUTH_SOCK", raising=False)
        yield


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory, quiet_git: None) -> Demo:
    return found_world(tmp_path_factory.mktemp("founded"))


@pytest.fixture
def world(founded: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A copy of the repository, its register founded, nothing sealed."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "city"
    shutil.copytree(founded.root, root)
    return World(Demo(root, root / ".zhengwu/demo-keys"))
