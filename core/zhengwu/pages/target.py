"""What a destination leads to, and how it is written into a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from zhengwu.messages import msg

if TYPE_CHECKING:
    from zhengwu.messages import Message

_UNFIT = re.compile(r"""[\s%?#"'<>\\^`{|}]+""")


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What a destination leads to.

    Attributes:
        kind: `page` or `file` of the site, `outside` of it, or `missing`.
        path: relative to the site's folder; the destination itself when outside.
        problem: what is wrong, when missing.
        anchor: the place on the page, or in the file, without `#`; "" for its beginning.
        query: what is asked of it, without `?`.
    """

    kind: str
    path: str
    problem: Message = field(default_factory=lambda: msg(""))
    anchor: str = ""
    query: str = ""


def as_address(path: str) -> str:
    """Return a path with its blanks, and whatever else no address may hold, as escapes."""
    return _UNFIT.sub(lambda match: quote(match[0]), path)
