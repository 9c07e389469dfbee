"""The digest of one exact text: its path, its words, its metadata and its attachments."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from zhengwu.messages import Message, msg

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEX = re.compile(r"[0-9a-f]{64}")
# The signs that may stand in a part of a path as they are.
_SAFE = "/ @+,=()[]~!$&';"


@dataclass(frozen=True, slots=True)
class PageDigest:
    """What a page consists of, each part by its SHA-256 in lower-case hexadecimal.

    Attributes:
        city: the city's region code.
        site: id of the site.
        page: the page's file, relative to the site's folder.
        meta: of its front matter.
        text: of everything after it.
        files: (path, digest) of every attachment and picture, sorted by path; paths are relative to
            the site's folder and percent-encoded.
    """

    city: str
    site: str
    page: str
    meta: str
    text: str
    files: tuple[tuple[str, str], ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield the lines whose digest is the page's; a seal shows them to its reader."""
        yield f"city {self.city}"
        yield f"site {self.site}"
        yield f"page {self.page}"
        yield f"meta {self.meta}"
        yield f"text {self.text}"
        yield from (f"file {digest} {path}" for path, digest in self.files)

    @property
    def value(self) -> str:
        """The page's digest, 64 hexadecimal digits."""
        return sha256("".join(f"{line}\n" for line in self.lines()).encode())

    def differences(self, sealed: PageDigest) -> Iterator[Message]:
        """Yield what changed in this text since `sealed`."""
        if (self.city, self.site, self.page) != (sealed.city, sealed.site, sealed.page):
            yield msg("不是同一个页面")
            return
        if self.meta != sealed.meta:
            yield msg("标题等信息区改过")
        if self.text != sealed.text:
            yield msg("正文改过")
        now, before = dict(self.files), dict(sealed.files)
        for path in sorted(now.keys() | before.keys()):
            if path not in now:
                yield msg("附件 {path} 去掉了", path=path)
            elif path not in before:
                yield msg("增加了附件 {path}", path=path)
            elif now[path] != before[path]:
                yield msg("附件 {path} 改过", path=path)


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data`, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def is_digest(value: str) -> bool:
    """Whether `value` is written as a digest is."""
    return _HEX.fullmatch(value) is not None


def encode_path(path: str) -> str:
    """Write a path so that it stays on its line."""
    return quote(path, safe=_SAFE)
