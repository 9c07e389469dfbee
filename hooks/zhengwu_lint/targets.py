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
from zhengwu_lint.sources.html import HtmlDocument

if TYPE_CHECKING:
    from zhengwu.model.site import Site
    from zhengwu.pages.index import PageIndex
    from zhengwu_lint.sources.document import Document


@dataclass(frozen=True, slots=True)
class PageTargets:
    """What the sources of a site may refer to."""

    pages: PageIndex

    def missing(self, target: str, document: Document) -> Message | None:
        """Return what is wrong with `target` on `document`; None if it exists or is outside."""
        reference = read_reference(target)
        if not reference.relative:
            return None
        if isinstance(document, HtmlDocument):
            return _missing_anchor(reference.fragment, document) if target.startswith("#") else None
        path = document.page.path if document.page else "index.md"
        found = self.pages.follow(target, path)
        return found.problem if found.kind == "missing" else None


@dataclass(frozen=True, slots=True)
class BuiltTargets:
    """What the built pages of a site may refer to.

    Attributes:
        site: the site.
        root: name of the built root for people, such as `public/fgj`.
        files: paths below that root.
    """

    site: Site
    root: str
    files: frozenset[str]

    def path_of(self, file: str) -> str:
        """Return the path below the root of the file that people know as `file`."""
        return file.removeprefix(f"{self.root}/")

    def page_path(self, path: str) -> str:
        """Return the source path of the page that was built to `path`, as far as names tell."""
        folder = posixpath.dirname(path)
        if folder and f"{folder}.md" not in self.files:
            return f"{folder}.md"
        return posixpath.splitext(path)[0] + ".md"

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
            if not below.startswith(self.site.path):
                return None
            path = posixpath.normpath(below.removeprefix(self.site.path) or ".")
        folder = "" if path == "." else f"{path}/"
        if path in self.files or f"{folder}index.html" in self.files:
            return None
        return _no_file(path)


def _no_file(path: str) -> Message:
    return msg("没有“{path}”这个文件", path=path)


def _missing_anchor(fragment: str, document: HtmlDocument) -> Message | None:
    anchor = unquote(fragment)
    if not anchor or anchor == "top" or anchor in document.anchors:
        return None
    return msg("本页没有“#{anchor}”这一处", anchor=anchor)
