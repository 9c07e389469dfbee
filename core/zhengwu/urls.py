"""URLs as browsers read them (WHATWG URL Standard), by the compiled parser `ada`.

`urllib.parse` is never used for a judgement: it reads backslashes, tabs, userinfo, full-width
characters and IP notations otherwise than the browser that will follow the link.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ada_url import URL

_BASES: Final = ("http://a.invalid/", "https://b.invalid/")
_BASE_HOSTS: Final = ("a.invalid", "b.invalid")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a browser makes of a reference found on a page.

    Attributes:
        scheme: lower case, without the colon; "" when the browser could not parse it.
        host: ASCII lower case; "" where the reference stays on the page's own site or the scheme
            has no host.
        path: percent-encoded, with its leading slash; opaque for schemes such as `mailto`.
        query: percent-encoded, without `?`.
        fragment: percent-encoded, without `#`.
        relative: the reference names no scheme and no host of its own.
    """

    scheme: str
    host: str
    path: str
    query: str
    fragment: str
    relative: bool


UNPARSABLE: Final = Reference("", "", "", "", "", relative=False)


def read_reference(text: str) -> Reference:
    """Read `text` as a browser would on a page of ours, be it served over http or https.

    The two differ: `http:other.example` stays on the site under http and leaves it under https.
    A reference counts as relative only if it stays in both cases. Returns `UNPARSABLE` for what a
    browser cannot follow either.
    """
    staying: Reference | None = None
    for base, own in zip(_BASES, _BASE_HOSTS, strict=True):
        try:
            url = URL(text, base=base)
        except ValueError:
            return UNPARSABLE
        relative = url.hostname == own
        staying = Reference(
            scheme=url.protocol.rstrip(":"),
            host="" if relative else url.hostname.rstrip("."),
            path=url.pathname,
            query=url.search.removeprefix("?"),
            fragment=url.hash.removeprefix("#"),
            relative=relative,
        )
        if not relative:
            break
    return staying or UNPARSABLE


def as_followed(text: str) -> str:
    """Return the destination `text` as a browser would ask for it, if it names a host of its own.

    Written out by the parser that judges it, so that what is published is what was judged, however
    the host was disguised. A destination without a scheme stays without one; every other
    destination is returned as it is.
    """
    reference = read_reference(text)
    if not reference.host:
        return text
    url = URL(text, base=_BASES[1])
    try:
        URL(text)
    except ValueError:
        return str(url.href).removeprefix(url.protocol)
    return str(url.href)


def host_of(text: str) -> str:
    """Return the ASCII host that `text` (a host or a URL) names, or "" if a browser finds none."""
    try:
        return URL(text if "//" in text else f"http://{text}").hostname.rstrip(".")
    except ValueError:
        return ""
