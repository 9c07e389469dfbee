"""What kind of page a built page is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.lifecycle import is_offline

if TYPE_CHECKING:
    from datetime import date

    from zhengwu.model.site import Site
    from zhengwu_lint.sources.html.document import HtmlDocument

_ERRORS = frozenset({"404.html", "50x.html"})


def is_ordinary(document: HtmlDocument, site: Site, day: date) -> bool:
    """Whether a page is one of a site that is on line, and neither an error's nor alone."""
    return bool(document.path) and document.path not in _ERRORS and not is_offline(site, day)
