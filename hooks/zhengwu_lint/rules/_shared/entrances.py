"""Links that are entrances: to services and to questions, by what they say."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from zhengwu.model.city import host_fits
from zhengwu.packaged import read_data
from zhengwu.pages.urls import leave_path
from zhengwu.urls import read_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.city import City, Entrance
    from zhengwu.model.site import Site
    from zhengwu_lint.sources.document import Document, Link

_DATA = "entrances.yml"


def is_entrance(link: Link, entrance: Entrance) -> bool:
    """Whether `link` leads to the city's entrance, or to another address of the same host.

    An entrance on a registered site is only that address and what is below it.
    """
    wanted = read_reference(entrance.url)
    found = link.reference
    if not wanted.path.strip("/"):
        return host_fits(found.host, wanted.host) or found.host.endswith(f".{_base(wanted.host)}")
    return found.host == wanted.host and found.path.startswith(wanted.path.rstrip("/"))


def second_entrances(
    document: Document, kind: str, entrance: Entrance, city: City
) -> Iterator[Link]:
    """Yield the visible links off the city's sites that present themselves as another entrance.

    Args:
        document: the page.
        kind: `services` or `interaction`.
        entrance: the city's own.
        city: the register.
    """
    for link in document.links:
        host = link.reference.host
        if link.loads or link.hidden or not host or link.element not in {"a", "form", "area"}:
            continue
        says = "".join(link.text.split())
        if not any(word in says for word in _words(kind)):
            continue
        if any(word in says for word in _words("elsewhere")):
            continue
        if not city.is_internal(host) and not is_entrance(link, entrance):
            yield link


def _base(host: str) -> str:
    """Return what the hosts of one service share: `gdzwfw.gov.cn` of `www.gdzwfw.gov.cn`."""
    return host.removeprefix("www.")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for entry in read_data(_DATA)[kind] for word in entry["words"])


def leads_to(document: Document, site: Site, entrance: Entrance | None, column_type: str) -> bool:
    """Whether a visible link of the home page leads to the entrance, or to a column of that type.

    A listed host outside government is reached by its leaving notice.
    """
    columns = {column.path for column in site.columns if column.type == column_type}
    leaving = f"{leave_path(entrance.url).removesuffix('.md')}/" if entrance else ""
    for link in document.links:
        if link.loads or link.hidden or link.element != "a":
            continue
        target = link.target.partition("#")[0].partition("?")[0].removeprefix("./")
        if entrance and (is_entrance(link, entrance) or target == leaving):
            return True
        if target.strip("/") in columns:
            return True
    return False
