"""Addresses that a script's text holds, in the disguises that injected scripts use."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

_URL = re.compile(r"(?:(?:https?|wss?|ftp):)?[\\/]{2}[^\s\"'<>()\\`]+", re.IGNORECASE)
_JOINED = re.compile(r"(?P<a>[\"'`])\s*(?:\+|\.concat\()\s*[\"'`]")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|(.))")
_BASE64 = re.compile(r"(?<![\w+/])[A-Za-z0-9+/]{16,}={0,2}(?![\w+/=])")
_CODES = re.compile(r"fromCharCode\s*\(((?:\s*(?:0x[0-9a-f]+|\d+)\s*,?)+)\)", re.IGNORECASE)
_LAST = 0x10FFFF
# What structured data names without anybody going there.
_VOCABULARIES = ("http://schema.org", "https://schema.org", "http://www.w3.org/")


def text_references(text: str) -> Iterator[str]:
    """Yield the URLs inside a script, a comment or other text that is no prose."""
    seen: set[str] = set()
    for reading in _readings(text):
        for match in _URL.finditer(reading):
            address = match[0].partition(":")[2] if ":" in match[0][:6] else match[0]
            if address not in seen and not match[0].startswith(_VOCABULARIES):
                seen.add(address)
                yield match[0]


def _readings(text: str) -> Iterator[str]:
    """Yield `text` as it stands and as it runs: joined, unescaped, decoded."""
    yield text.replace("\\/", "/")
    if "+" in text or "concat" in text:
        yield _JOINED.sub("", text)
    if "\\" in text:
        yield _ESCAPE.sub(_meant, text)
    if "%" in text:
        yield unquote(text)
    for match in _BASE64.finditer(text):
        try:
            yield base64.b64decode(match[0], validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    for match in _CODES.finditer(text):
        codes = (int(code, 0) for code in re.findall(r"0x[0-9a-fA-F]+|\d+", match[1]))
        yield "".join(chr(code) for code in codes if code <= _LAST)


def _meant(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if not code:
        return match[4] or ""
    number = int(code, 16)
    return chr(number) if number <= _LAST else ""
