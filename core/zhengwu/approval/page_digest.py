"""Which files belong to a page, and the page's digest with theirs.

What is missed here is not published unseen: a file that belongs to no sealed page stops the
publication by itself.
"""

from __future__ import annotations

import json
import posixpath
from typing import TYPE_CHECKING

from zhengwu.approval.digest import PageDigest, encode_path, sha256
from zhengwu.messages import msg
from zhengwu.problem import Problem
from zhengwu.register.load import SITE_FILE
from zhengwu.textfile import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.city import City, CityFacts
    from zhengwu.model.site import Site
    from zhengwu.pages.index import Page, PageIndex
    from zhengwu.tree import Tree

_LOOKED_AT = 8000  # bytes, as git does
# What of city.yml stands on the pages of every site.
_SHOWN = ("name", "demo", "units", "entrances", "banners")


def covered_files(page: Page, index: PageIndex) -> tuple[str, ...]:
    """Return the attachments and pictures of `page`, relative to the site's folder, sorted."""
    found = {
        target.path
        for written in _written(page)
        if (target := index.follow(written, page.path)).kind == "file"
    }
    return tuple(sorted(found))


def _written(page: Page) -> Iterator[str]:
    """Yield every destination that the page names."""
    if page.source is None:
        return
    yield from filter(None, page.source.facts.destinations(pictures=True))
    front = page.source.front.data
    if isinstance(front.get("image"), str):
        yield str(front["image"])
    attachments = front.get("attachments")
    for entry in attachments if isinstance(attachments, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("file"), str):
            yield str(entry["file"])


def digest_page(page: Page, index: PageIndex, tree: Tree, folder: str, city: City) -> PageDigest:
    """Return the digest of `page`.

    Args:
        page: a page whose text could be read.
        index: all pages of its site.
        tree: where the attachments are read from.
        folder: the site's folder in it.
        city: the city, whose region code is part of the digest.

    Raises:
        ValueError: the page could not be read.
    """
    if page.source is None:
        message = "a page that cannot be read has no digest"
        raise ValueError(message)
    files = tuple(
        (encode_path(path), digest_file(tree.read(posixpath.join(folder, path))))
        for path in covered_files(page, index)
    )
    return PageDigest(city.facts.region, index.site.id, page.path, *page.source.digests, files)


def digest_file(data: bytes) -> str:
    """Return the digest of an attachment.

    Git on Windows may write the lines of a text file with other ends: they do not count. What has
    a zero byte near its beginning is no text, as git sees it.
    """
    text = b"\0" not in data[:_LOOKED_AT]
    return sha256(data.replace(b"\r\n", b"\n") if text else data)


def digest_site_file(site: Site, tree: Tree, folder: str, city: City) -> PageDigest:
    """Return the digest of a site's `site.yml`, which is sealed like a page.

    Names, columns, banners and contacts stand on every page. What `city.yml` adds to them is
    digested with it, so that no banner of the city reaches a reader unreviewed.
    """
    own = digest_text(tree.read(posixpath.join(folder, SITE_FILE)))
    return PageDigest(city.facts.region, site.id, SITE_FILE, shown(city.facts), own)


def digest_text(data: bytes) -> str:
    """Return the digest of a text file, whatever its line ends; of its bytes if it is no text."""
    text = read_text(data)
    return sha256(data if isinstance(text, Problem) else text.encode())


def shown(facts: CityFacts) -> str:
    """Return the digest of what of `city.yml` stands on pages."""
    # Without defaults, so that a field which is added later does not void every seal.
    data = facts.model_dump(mode="json", include=set(_SHOWN), by_alias=True, exclude_defaults=True)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode())


def stray_file(path: str) -> Problem:
    """Say that a file would be published although no sealed page has it, and what to do."""
    return Problem.of(
        "stray-file",
        msg("文件 {path} 会随网站发布，却不属于任何已审签的页面", path=path),
        msg("在页面里引用它并重新审签，或把它移出网站的文件夹"),
        path,
    )
