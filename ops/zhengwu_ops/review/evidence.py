"""By what a page is approved, as a release's manifest tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhengwu.approval import Emergency, PageDigest, PlacedSeal


@dataclass(frozen=True, slots=True)
class Evidence:
    """By what a page is approved, for a release's manifest.

    Attributes:
        digest: the page.
        seals: the seals that count, in order.
        texts: the text of their files; a server checks these for itself.
        emergency: set while the page stands by an emergency seal alone.
    """

    digest: PageDigest
    seals: tuple[PlacedSeal, ...]
    texts: tuple[str, ...]
    emergency: Emergency | None
