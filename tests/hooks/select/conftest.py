"""The city as a folder to stand in, and the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hooks.ondisk import FOREIGN, PAGE, Lint, write_city

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lint(capsys: pytest.CaptureFixture[str]) -> Lint:
    return Lint(capsys)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the city, to stand in; `PAGE` links to a host that is not listed."""
    folder = write_city(tmp_path / "city", {PAGE: FOREIGN})
    monkeypatch.chdir(folder)
    return folder
