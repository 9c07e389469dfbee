"""What a rule may ask for beside the source that it judges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from zhengwu.messages import Message
    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.pages.index import PageIndex
    from zhengwu_lint.sources.document import Document


class Targets(Protocol):
    """Knows whether a destination inside the site exists."""

    def missing(self, target: str, document: Document) -> Message | None:
        """Return what is wrong with `target` on `document`; None if it exists or is outside."""
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
    """

    city: City
    site: Site
    pages: PageIndex
    targets: Targets
    day: date
