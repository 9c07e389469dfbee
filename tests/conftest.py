"""What holds of all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import settings

if TYPE_CHECKING:
    import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Let properties look at the same examples every time, unless they are to search.

    A merge must not depend on chance; `make test-long` draws new examples. No example has a
    deadline: a busy machine is no fault.
    """
    settings.register_profile("merge", deadline=None, derandomize=True)
    settings.register_profile("search", deadline=None, print_blob=True)
    settings.load_profile("search" if config.option.markexpr == "long" else "merge")
