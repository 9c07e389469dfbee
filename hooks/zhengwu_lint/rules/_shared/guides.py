"""Which of the eight elements a service guide states: in its front matter or in its text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from zhengwu.model.page import ServiceMeta
from zhengwu.packaged import is_placeholder, read_data

if TYPE_CHECKING:
    from zhengwu.pages.index import Page

_DATA = "service-guide.yml"
# What may stand before and behind a name in a line of its own: `## 一、办理流程`, `| 办理地点 |`.
_BEFORE = r"^[\s#>*_|（(一二三四五六七八九十\d.、）):-]*"
_BEHIND = r"[\s*_]*(?:[:：|]|$)"


def missing_elements(page: Page) -> tuple[str, ...]:
    """Return the names of the elements that a guide states nowhere; none for other pages."""
    meta = page.meta
    if not isinstance(meta, ServiceMeta) or page.source is None:
        return ()
    text = page.source.body
    return tuple(
        entry["name"]
        for entry in read_data(_DATA)["elements"]
        if not _says(getattr(meta, entry["field"])) and not _named(entry["field"]).search(text)
    )


def _says(value: str | None) -> bool:
    if not value:
        return False
    plain = value.strip(" 。.")
    return not is_placeholder(plain) and plain not in read_data(_DATA)["empty"]


@cache
def _named(field: str) -> re.Pattern[str]:
    entry = next(e for e in read_data(_DATA)["elements"] if e["field"] == field)
    names = "|".join(map(re.escape, entry["names"]))
    return re.compile(rf"{_BEFORE}(?:{names}){_BEHIND}", re.MULTILINE)
