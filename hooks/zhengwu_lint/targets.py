"""Whether destinations inside a site exist.

For its sources the page index knows, for its built pages the files that were built.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from zhengwu.messages import Message, msg
from zhengwu.urls import read_reference
from zhengwu_lint.sources.html.document import HtmlDocument

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.pages.index import Page, PageIndex
    from zhengwu_lint.sources.document import Document


@dataclass(frozen=True, slots=True)
class PageTargets:
    """What the sources of a site may refer to.

    Attributes:
        pages: the site's pages.
        others: what `paths_of_others` says of the site.
    """

    pages: PageIndex
    others: tuple[str, ...] = ()

    def missing(self, target: str, document: Document) -> Message | None:
        """Return what is wrong with `target` on `document`; None if it exists or is outside."""
        reference = read_reference(target)
        if not reference.relative:
            return None
        if isinstance(document, HtmlDocument):
            return _missing_anchor(reference.fragment, document) if target.startswith("#") else None
        if _is_from_root(target) and reference.path.startswith(self.others):
            return None
        path = document.page.path if document.page else "index.md"
        found = self.pages.follow(target, path)
        return found.problem if found.kind == "missing" else None

    def size(self, target: str, document: Document) -> int | None:  # noqa: ARG002 -- of the protocol
        """Return nothing: what pages load is known when they are built."""
        return None


@dataclass(frozen=True, slots=True)
class BuiltTargets:
    """What the built pages of a site may refer to.

    Attributes:
        site: the site.
        root: name of the built root for people, such as `public/fgj`.
        files: paths below that root.
        others: what `paths_of_others` says of the site.
        measure: gives the bytes of a file below the root; None while they are not written yet.
        read: gives the content of a file below the root, if it is at hand.
    """

    site: Site
    root: str
    files: frozenset[str]
    others: tuple[str, ...] = ()
    measure: Callable[[str], int] | None = None
    read: Callable[[str], bytes | None] | None = None

    def path_of(self, file: str) -> str:
        """Return the path below the root of the file that people know as `file`."""
        return file.removeprefix(f"{self.root}/")

    def page_of(self, file: str, pages: PageIndex) -> Page | None:
        """Return the page of `pages` that was built to `file`; None for one that nobody wrote."""
        path = self.path_of(file)
        folder = posixpath.dirname(path)
        if posixpath.basename(path) != "index.html":
            return pages.pages.get(f"{posixpath.splitext(path)[0]}.md")
        if not folder:
            return pages.pages.get("index.md")
        return pages.pages.get(f"{folder}.md") or pages.pages.get(f"{folder}/index.md")

    def missing(self, target: str, document: Document) -> Message | None:
        """Return what is wrong with `target` on `document`; None if it exists or is outside."""
        reference = read_reference(target)
        if not isinstance(document, HtmlDocument):
            return None
        if not reference.relative and reference.host != self.site.domain:
            return None
        written = unquote(target.partition("#")[0].partition("?")[0])
        if reference.relative and not written:
            return _missing_anchor(reference.fragment, document)
        if reference.relative and not written.startswith("/"):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), written))
            if path.startswith(".."):
                return None if self.site.path != "/" else _no_file(path)
        else:
            below = unquote(reference.path)
            if not below.startswith(self.site.path) or below.startswith(self.others):
                return None
            path = posixpath.normpath(below.removeprefix(self.site.path) or ".")
        folder = "" if path == "." else f"{path}/"
        if path in self.files or f"{folder}index.html" in self.files:
            return None
        return _no_file(path)

    def size(self, target: str, document: Document) -> int | None:
        """Return the bytes of the file that `target` on `document` means, "" for the page itself.

        None if it is no file of the site, or not written yet.
        """
        if self.measure is None or not isinstance(document, HtmlDocument):
            return None
        path = self._path(target, document.path)
        return self.measure(path) if path in self.files else None

    def content(self, target: str, path: str) -> bytes | None:
        """Return the content of the file that `target` means on the page at `path`, if known."""
        found = (self._path(target, path) or "").lstrip("/")  # a preview serves a town at the root
        return self.read(found) if self.read and found in self.files else None

    def text(self, target: str, path: str) -> str | None:
        """Return the text of the file that `target` means on the page at `path`, if known."""
        found = self.content(target, path)
        return None if found is None else found.decode("utf-8", "replace")

    def _path(self, target: str, page: str) -> str | None:
        """Return the path below the root that `target` means on `page`; None if outside."""
        reference = read_reference(target)
        if not reference.relative and reference.host != self.site.domain:
            return None
        written = unquote(target.partition("#")[0].partition("?")[0])
        if reference.relative and not written.startswith("/"):
            folder = posixpath.dirname(page)
            return posixpath.normpath(posixpath.join(folder, written)) if written else page
        return posixpath.normpath(unquote(reference.path).removeprefix(self.site.path))


def paths_of_others(city: City, site: Site) -> tuple[str, ...]:
    """Return the paths of the sites that lie below `site`: towns are paths of the portal (Art. 7).

    What is below them is not a part of `site`.
    """
    return tuple(
        other.path
        for other in city.sites.values()
        if other.domain == site.domain
        and other.path.startswith(site.path)
        and other.path != site.path
    )


def _is_from_root(target: str) -> bool:
    """Whether the relative reference `target` begins at the root of the domain."""
    return target.lstrip().startswith(("/", "\\"))


def _no_file(path: str) -> Message:
    return msg("没有“{path}”这个文件", path=path)


def _missing_anchor(fragment: str, document: HtmlDocument) -> Message | None:
    anchor = unquote(fragment)
    if not anchor or anchor == "top" or anchor in document.anchors:
        return None
    return msg("本页没有“#{anchor}”这一处", anchor=anchor)
