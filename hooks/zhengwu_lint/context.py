"""What a rule may ask for beside the source that it judges."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from zhengwu.wording import packaged_wording

if TYPE_CHECKING:
    from datetime import date

    from zhengwu.messages import Message
    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.pages.index import PageIndex
    from zhengwu.rulebook import Rulebook
    from zhengwu.wording import Wording
    from zhengwu_lint.sources.document import Document


class Targets(Protocol):
    """Knows whether a destination inside the site exists."""

    def missing(self, target: str, document: Document) -> Message | None:
        """Return what is wrong with `target` on `document`; None if it exists or is outside."""
        ...

    def size(self, target: str, document: Document) -> int | None:
        """Return the bytes of the file that `target` on `document` means; None if unknown."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may ask for, by the name of a field.

    Attributes:
        city: the register.
        site: the site that the source belongs to.
        pages: the site's pages.
        targets: what exists inside the site.
        day: the day by which is judged.
        rulebook: the indicators by which is judged.
        wording: the table of wrong wording.
    """

    city: City
    site: Site
    pages: PageIndex
    targets: Targets
    day: date
    rulebook: Rulebook
    wording: Wording = field(default_factory=packaged_wording)
