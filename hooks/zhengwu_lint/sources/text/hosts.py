"""Hosts that a text names: URLs, bare domains, and domains with disguised dots.

A name counts by what it ends in (`data/hosts.yml`): file names, versions, abbreviations, document
numbers and the domains of e-mail addresses are no hosts.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from zhengwu.packaged import read_data
from zhengwu.urls import host_of, read_reference
from zhengwu_lint.sources.text.folding import fold
from zhengwu_lint.sources.text.invited_hosts import Place, invited_hosts

if TYPE_CHECKING:
    from collections.abc import Iterator

_URL = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*:)?(?P<rest>[\\/]{2}[\w\[%][^\s\u3000-\u303f\uff00-\uffef“”‘’<>\"'`|^{}（）]*)"
)
_ASCII_END = re.compile(r"[^\x21-\x7e].*", re.DOTALL)
_TAIL = ".,;:!?)]}'\""
# Latin letters, and the Greek and Cyrillic ones that look like them.
_LETTERS = "A-Za-z0-9_\u00c0-\u024f\u0370-\u03ff\u0400-\u052f"
_TOKEN = re.compile(
    rf"(?<![{_LETTERS}.%+-]@)(?<![{_LETTERS}.%-])[{_LETTERS}-]+(?:\.[{_LETTERS}-]+)+"
    rf"(?![{_LETTERS}-]|@[{_LETTERS}])"
)
_EVIDENCE = re.compile(r"(?:/[A-Za-z0-9?#%_~-]|:\d{2,5}(?!\d)|[?#][A-Za-z0-9])")
_ADDRESS_BEFORE = re.compile(r"[\w.%+-]\s*@\s*$")
_TWO = 2
_LABEL = re.compile(r"[^\W_](?:(?:[^\W_]|-){0,61}[^\W_])?")
_IP_WITH_PORT = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?=:\d{2,5}(?!\d))")
_SPREAD = re.compile(r"(?<![A-Za-z])w\s*w\s*w\s*[.。点點]", re.IGNORECASE)
_SPREAD_TAIL = re.compile(r"[A-Za-z0-9.。点點\s-]{1,80}")
_DOT = (
    r"(?:\s+\.\s+|\s*[点點]\s*|[。·•∙⋅・‧]|\s+(?:dot|dian)\s+"
    r"|\s*[\[({【（]\s*(?:\.|点|點|dot)\s*[\])}】）]\s*)"
)
_MAY_DISGUISE = re.compile(rf"[A-Za-z0-9]{_DOT}[A-Za-z]{{2}}", re.IGNORECASE)


class Named(NamedTuple):
    """A host that a text names.

    Attributes:
        host: as a browser reads it, ASCII, lower case.
        written: as the text has it.
        start: offset of its first character in the text.
        end: offset behind its last one.
        url: it was written with a scheme or two slashes.
    """

    host: str
    written: str
    start: int
    end: int
    url: bool = False


def hosts_in(text: str, *, code: bool = False) -> Iterator[Named]:
    """Yield the hosts that `text` names, those written as URLs first.

    Args:
        text: prose, a cell, an attribute or a comment.
        code: it is code, in which `window.top` is no host.
    """
    plain = fold(text)
    seen: list[tuple[int, int]] = []
    for start, end, host, url in _found(plain.text, code=code):
        if any(start < b and a < end for a, b in seen):
            continue
        seen.append((start, end))
        if host:
            first, last = plain.at(start), plain.at(end - 1) + 1
            yield Named(host, text[first:last], first, last, url)


def _found(text: str, *, code: bool) -> Iterator[Place]:
    """Yield (start, end, host, is a URL); a host of "" takes a place that is none."""
    if "//" in text or "\\" in text:
        yield from _urls(text, code=code)
    if "." in text:
        yield from _bare(text, code=code)
    if "." in text or "。" in text:
        yield from _chinese(text)
    if _SPREAD.search(text):
        yield from _spread(text)
    if not code and _MAY_DISGUISE.search(text):
        yield from _disguised(text)
    if not code:
        yield from invited_hosts(text)


def _urls(text: str, *, code: bool) -> Iterator[Place]:
    for match in _URL.finditer(text):
        scheme, rest = match["scheme"] or "", match["rest"]
        if rest[2:3].isascii():
            rest = _ASCII_END.sub("", rest)
        rest = rest.rstrip(_TAIL)
        host = read_reference((scheme or "https:") + rest).host
        end = match.start("rest") + len(rest)
        if scheme or (not code and "." in host and _is_host(host.split("."), evidence=True)):
            yield match.start(), end, host, True


def _bare(text: str, *, code: bool) -> Iterator[Place]:
    for match in _TOKEN.finditer(text):
        if _ADDRESS_BEFORE.search(text, max(0, match.start() - 4), match.start()):
            yield match.start(), match.end(), "", False
            continue
        labels = _ending_in_tld(match[0].lower().split("."), match[0])
        length = len(".".join(labels))
        evidence = labels[0] == "www" or bool(_EVIDENCE.match(text, match.start() + length))
        if _is_host(labels, evidence=evidence, code=code):
            host = host_of(".".join(labels))
            yield match.start(), match.start() + length, host, False
    for match in _IP_WITH_PORT.finditer(text):
        yield match.start(), match.end(), host_of(match[0]), False


def _chinese(text: str) -> Iterator[Place]:
    """Find hosts with Han in them: `访问商城.com`, `某某.公司`; `.com` alone ends a name, too."""
    for match in _chinese_host().finditer(text):
        name = "invited" if match["invited"] else "ending"
        host = host_of(match[name].replace("。", "."))
        yield match.start(name), match.end(), host, False


def _spread(text: str) -> Iterator[Place]:
    """Find `w w w . s h o p . c o m`."""
    for match in _SPREAD.finditer(text):
        tail = _SPREAD_TAIL.match(text, match.start())
        close = re.sub(r"[。点點]", ".", re.sub(r"\s", "", tail[0] if tail else "")).lower()
        if found := _spread_host().match(close):
            end = _nth(text, match.start(), len(found[0]))
            yield match.start(), end, host_of(found[0]), False


def _disguised(text: str) -> Iterator[Place]:
    """Find `shop点com`, `shop . com`, `shop[.]com`."""
    for match in _disguised_host().finditer(text):
        host = re.sub(_DOT, ".", match[0].lower(), flags=re.IGNORECASE)
        if not host.replace(".", "").isdigit() and not re.fullmatch(r"\d+\.[a-z]+", host):
            yield match.start(), match.end(), host_of(host), False


def _ending_in_tld(labels: list[str], written: str) -> list[str]:
    """Drop what was joined to a host by a full stop: `www.shop.com.Please`."""
    known = _names("ascii")
    if labels[-1] in known:
        return labels
    last = written.rpartition(".")[2]
    if labels[0] == "www" or last[:1].isupper():
        for n in range(len(labels) - 1, 1, -1):
            if labels[n - 1] in known:
                return labels[:n]
    return labels


def _is_host(labels: list[str], *, evidence: bool, code: bool = False) -> bool:
    """Whether dotted labels are a host, given what stands around them."""
    tld = labels[-1]
    host = ".".join(labels)
    if not all(map(_LABEL.fullmatch, labels)) or host in _names("suffixes", "products"):
        return False
    if evidence:
        return tld in _names("ascii") or tld.startswith("xn--")
    if code:
        return tld in _names("code")
    if all(label.isdigit() for label in labels[:-1]):  # “2.com” in a list; 163.com is a host
        return len(labels) == _TWO and len(labels[0]) > _TWO and tld in _names("core")
    return tld in _names("ascii") and tld not in _names("weak")


def _nth(text: str, start: int, count: int) -> int:
    """Return the offset behind the `count`th visible character from `start`."""
    at = start
    while count:
        count -= not text[at].isspace()
        at += 1
    return at


@cache
def _names(*lists: str) -> frozenset[str]:
    data = read_data("hosts.yml")
    return frozenset(name for key in lists for name in data[key].split())


def _either(*lists: str) -> str:
    return "|".join(sorted(_names(*lists), key=len, reverse=True))


@cache
def _chinese_host() -> re.Pattern[str]:
    han = r"[\u4e00-\u9fff]"
    invitation = r"(?:访问|登[录陆]|网[址站]|官网|打开|浏览|点击|搜索)[:：]?[“”\"\s]*"
    ascii_end = rf"(?:{_either('core', 'favoured')})(?![A-Za-z0-9_-])"
    han_end = rf"(?:{_either('han')})(?!\w)"
    return re.compile(
        rf"(?:{invitation}|(?=www\.))(?P<invited>(?:www\.)?{han}[\w-]*[.。](?:[\w-]+[.。])*{ascii_end})"
        rf"|(?<![.@])\b(?P<ending>(?:www\.)?(?!\d+\.)[\w-]{{2,}}\.{han_end})",
        re.IGNORECASE,
    )


@cache
def _spread_host() -> re.Pattern[str]:
    return re.compile(rf"www\.(?:[a-z0-9-]+\.)+?(?:{_either('core', 'favoured')})(?:\.cn)?")


@cache
def _disguised_host() -> re.Pattern[str]:
    label = r"[A-Za-z0-9][A-Za-z0-9-]*"
    return re.compile(
        rf"(?<![A-Za-z0-9_@.-])(?:{label}(?:{_DOT}|\.))*{label}{_DOT}"
        rf"(?:{_either('core', 'favoured')})(?![A-Za-z0-9_-])",
        re.IGNORECASE,
    )
