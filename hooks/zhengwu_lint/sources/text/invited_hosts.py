"""Addresses that a text invites to open, however they are written.

After `请登录` or `在浏览器里输入` much is an address that elsewhere is a word, a file or a number:
a rare top-level domain, a bare IP address, a dot that is spelled out, replaced by another sign, or
broken over two lines.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from zhengwu.packaged import read_data
from zhengwu.urls import host_of, read_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

# (start, end, host, is a URL) in the text.
Place = tuple[int, int, str, bool]

_OPENS_PAGE = (
    r"登[录陆入]|访问|浏览器?|网[址站]|官网|域名|链接|地址栏?|输入|键入|敲入|进入|前往|收藏|复制到?"
)
_OPENS_FILE = r"打开|点击|点开|下载|查看|详见|填写请?到|搜索"
_INVITES = re.compile(rf"(?P<page>{_OPENS_PAGE})|(?P<file>{_OPENS_FILE})")
_REACH = 24  # characters between an invitation and the address
_CLOSE = 8  # so close, other signs may stand for the dot
# What an address may be cut into: letters, signs in the place of a dot, quotes, breaks.
_WRITTEN = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9-]|\s*\n\s*|[“”\"'‘’、\s]*(?:小数点|句点|圆点|[点點]|dot)[“”\"'‘’、\s]*"
    r"|\s*\**[._。．｡·•∙⋅・‧,，*]\**\s*|康姆|[“”\"'‘’])+",
    re.IGNORECASE,
)
_DOT = re.compile(
    r"[“”\"'‘’、\s]*(?:小数点|句点|圆点|[点點]|(?<=\s)dot(?=\s))[“”\"'‘’、\s]*"
    r"|\s*\**[._。．｡·•∙⋅・‧,，*]\**\s*",
    re.IGNORECASE,
)
_ONLY_DOTS = re.compile(r"\s*[.。．｡·•∙⋅・‧]\s*")
_COMMA = re.compile(r"[,，]")
_IP = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_WHOLE_IP = re.compile(
    r"(?:地址栏|浏览器)[^。，；\d]{0,8}(?:输入|键入|敲入|打开)?[^。，；\d]{0,4}(?P<ip>\d{9,10})(?!\d)"
)
_LEAST_IP, _MOST_IP = 1 << 24, (1 << 32) - 1
_WITHOUT_SLASHES = re.compile(
    r"(?<![a-z])https?:(?![\\/]{2})[\\/]?[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE
)
_PUNYCODE = re.compile(
    r"(?<![\w.-])(?:[a-z0-9-]+\.)*xn--[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE
)
_BACKWARDS = re.compile(
    r"(?<![\w.-])(?:moc|ten|gro|pot|zyx|piv|nc)(?:\.[a-z0-9-]{2,})+(?![\w.-])", re.IGNORECASE
)
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?")
_LEAST = 2


def invited_hosts(text: str) -> Iterator[Place]:
    """Yield the addresses that `text`, folded, invites to open.

    Args:
        text: prose, not code.
    """
    if _INVITES.search(text):
        yield from _after_invitations(text)
    yield from _numbers(text)
    for pattern in (_WITHOUT_SLASHES, _PUNYCODE):
        for match in pattern.finditer(text):
            url = ":" in match[0]
            if host := read_reference(match[0] if url else f"https://{match[0]}").host:
                yield match.start(), match.end(), host, url
    for match in _BACKWARDS.finditer(text):
        yield match.start(), match.end(), host_of(match[0][::-1].lower()), False


def _after_invitations(text: str) -> Iterator[Place]:
    for match in _WRITTEN.finditer(text):
        invited = _invitation(text, match.start())
        if invited and (found := _host(match[0], *invited)):
            length, host = found
            yield match.start(), match.start() + length, host, False
    for match in _IP.finditer(text):
        if _invitation(text, match.start()):
            yield match.start(), match.end(), host_of(match[0]), False


def _invitation(text: str, at: int) -> tuple[bool, bool] | None:
    """Return what invites to the address at `at`; None if nothing does.

    Returns:
        Whether it means a page for sure, and whether it stands close before.
    """
    before = text[max(0, at - _REACH) : at]
    before = before[before.rfind("。") + 1 :]
    last = None
    for match in _INVITES.finditer(before):
        last = bool(match["page"]), len(before) - match.end() <= _CLOSE
    return last


def _numbers(text: str) -> Iterator[Place]:
    """Yield IP addresses written as one number, where a text speaks of the location bar."""
    for match in _WHOLE_IP.finditer(text):
        if _LEAST_IP <= int(match["ip"]) <= _MOST_IP:
            yield match.start("ip"), match.end("ip"), host_of(match["ip"]), False


def _host(written: str, page: bool, close: bool) -> tuple[int, str] | None:  # noqa: FBT001 -- as found
    """Return (characters, host) of an address at the beginning of `written`; None if it is none."""
    plain = _read(_COMMA.split(written)[0], _ONLY_DOTS, _names("ascii"))
    found = plain or (_read(written, _DOT, _names("core", "favoured")) if close else None)
    if found is None or (not page and found[1].rpartition(".")[2] in _names("files")):
        return None
    return found


def _read(written: str, dot: re.Pattern[str], endings: frozenset[str]) -> tuple[int, str] | None:
    ends = [match.start() for match in dot.finditer(written)] + [len(written)]
    labels = [_label(piece) for piece in dot.split(written)]
    for count in range(len(labels), 1, -1):
        *before, last = labels[:count]
        name = "".join(before)
        if (
            last in endings
            and all(map(_LABEL.fullmatch, before))
            and len(name) >= _LEAST
            and not (name.isdigit() and len(name) <= _LEAST)
        ):
            return ends[count - 1], ".".join(labels[:count])
    return None


def _label(piece: str) -> str:
    shown = re.sub(r"[“”\"'‘’\s]", "", piece).lower()
    return "com" if shown == "康姆" else shown


@cache
def _names(*lists: str) -> frozenset[str]:
    data = read_data("hosts.yml")
    return frozenset(name for key in lists for name in data[key].split())
