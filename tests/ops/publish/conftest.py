"""A small site on a real server, for tests of what happens between a publisher and it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ops.publish.officers import Officers
from tests.ops.publish.servers import Server, server
from tests.ops.publish.town import Town, found_town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def officers(tmp_path_factory: pytest.TempPathFactory) -> Officers:
    return Officers(tmp_path_factory.mktemp("officers"))


@pytest.fixture
def machine() -> Iterator[Server]:
    with server() as made:
        yield made


@pytest.fixture
def town(machine: Server, officers: Officers, tmp_path: Path) -> Town:
    return found_town(machine, officers, tmp_path)


@pytest.fixture
def folder_town(machine: Server, officers: Officers, tmp_path: Path) -> Town:
    """The site in its folder, reached without SSH; nobody serves it."""
    return found_town(machine, officers, tmp_path, services=False)
