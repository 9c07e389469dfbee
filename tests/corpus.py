"""Real texts that may stand beside the checkout; tests that need them are skipped without them."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
REGULATION = SHARED / "regulation-scraped.txt"
LAWS = SHARED / "corpus" / "laws"

needs_regulation = pytest.mark.skipif(
    not REGULATION.is_file(), reason="../shared/regulation-scraped.txt is not beside this checkout"
)
needs_laws = pytest.mark.skipif(
    not LAWS.is_dir(), reason="../shared/corpus/laws is not beside this checkout"
)
