"""All pages of a site, from one pass over their front matter.

Titles, lists, addresses and links come from here and never from MkDocs' own file list, so that a
subset of a site's pages builds to the same bytes as the whole.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from zhengwu.dialect import PublishedLink
from zhengwu.facts_reader import FactsReader
from zhengwu.messages import msg
from zhengwu.model.base import validate
from zhengwu.model.page import META_OF, ArticleMeta, PageMeta, PolicyMeta
from zhengwu.pages.document_number import canonical
from zhengwu.pages.schedule import ALWAYS, appears_at, dead_link
from zhengwu.pages.source import PageSource, split
from zhengwu.pages.target import LinkTarget, as_address
from zhengwu.pages.urls import foreign_host, leave_path, relative_url, url_of
from zhengwu.problem import Problem
from zhengwu.textfile import read_text
from zhengwu.urls import read_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from zhengwu.messages import Message
    from zhengwu.model.city import City
    from zhengwu.model.site import Column, PageKind, Site
    from zhengwu.tree import Tree
    from zhengwu.urls import Reference

SITE_MAP = "site-map/index.md"
SEARCH = "search/index.md"
# The pages that no editor writes, beside those of columns; by path, what templates call their kind.
GENERATED = {SITE_MAP: "site-map", SEARCH: "search"}
PAGE_SIZE = 20
# Files that no editor writes: a column's feed, and the site's map for search engines.
FEED, SITEMAP = "feed.xml", "sitemap.xml"


@dataclass(frozen=True)
class Page:
    """A page of a site.

    Attributes:
        path: its file, relative to the site's folder, with `/`.
        kind: by its front matter, its place or its column.
        column: the innermost column that holds it; None for the home page and strays.
        meta: its front matter; None when that is wrong.
        source: its text; None when the file cannot be read.
        mistakes: what is wrong with its front matter.
        unreadable: why the file cannot be read.
    """

    path: str
    kind: PageKind
    column: Column | None
    meta: PageMeta | None
    source: PageSource | None
    mistakes: tuple[Problem, ...] = ()
    unreadable: Problem | None = None

    @property
    def url(self) -> str:
        """The page's address below the site's root; "" for the home page."""
        return url_of(self.path)

    @property
    def title(self) -> str:
        """The title, or the file's name while the front matter is wrong."""
        return self.meta.title if self.meta else self.path

    @property
    def published_at(self) -> datetime:
        """When it was published; the beginning of time for pages without a date."""
        return (self.meta and self.meta.published_at) or ALWAYS

    @property
    def dated(self) -> bool:
        """Whether it says when it was published."""
        return self.published_at != ALWAYS


@dataclass(frozen=True)
class PageIndex:
    """The pages and files of one site.

    Attributes:
        site: the site.
        pages: by path, relative to the site's folder.
        files: paths of everything else in the folder.
        city: whose list says which hosts get a leaving notice; None for no notices.
        moment: by which links to pages that are not due are judged; None for an editor's preview,
            where they work.
        find_number: gives the paths of the pages that carry a document number, in its canonical
            form, without reading the others; None to read them all.
    """

    site: Site
    pages: Mapping[str, Page]
    files: frozenset[str] = field(default_factory=frozenset)
    city: City | None = None
    moment: datetime | None = None
    find_number: Callable[[str], Iterable[str]] | None = field(
        default=None, repr=False, compare=False
    )

    @cached_property
    def _listed(self) -> dict[str, tuple[Page, ...]]:
        found: dict[str, list[Page]] = {}
        for page in self.pages.values():
            if page.column and page.meta and page.kind != "column":
                for column in self.site.trail(page.column):
                    found.setdefault(column.path, []).append(page)
        return {path: tuple(sorted(pages, key=_newest_first)) for path, pages in found.items()}

    def listing(self, column: Column) -> tuple[Page, ...]:
        """Return the pages of `column` and the columns below it, newest first."""
        return self._listed.get(column.path, ())

    def numbered(self, number: str) -> tuple[Page, ...]:
        """Return the policies that carry the document number `number`, by path."""
        key = canonical(number)
        if self.find_number is None:
            return tuple(self._by_number.get(key, ()))
        found = (self.pages.get(path) for path in sorted(self.find_number(key)))
        return tuple(page for page in found if page and key == _number(page))

    @cached_property
    def _by_number(self) -> dict[str, list[Page]]:
        found: dict[str, list[Page]] = {}
        for path in sorted(self.pages):
            if number := _number(self.pages[path]):
                found.setdefault(number, []).append(self.pages[path])
        return found

    def published(self, moment: datetime) -> PageIndex:
        """Return the index of the pages that stand on the site at `moment`."""
        due = {p: page for p, page in self.pages.items() if appears_at(page.meta) <= moment}
        return replace(self, pages=due, moment=moment)

    def is_page(self, path: str) -> bool:
        """Whether a page stands at `path`, written by an editor or made by the system."""
        return path in self.pages or path in GENERATED or self.generated_column(path) is not None

    def generated_column(self, path: str) -> Column | None:
        """Return the column whose own page is `path` and has no file of its own."""
        if posixpath.basename(path) != "index.md" or path in self.pages:
            return None
        return self.site.columns_by_path.get(posixpath.dirname(path))

    def anchors(self, path: str) -> frozenset[str]:
        """Return the anchors of the page at `path`."""
        page = self.pages.get(path)
        return page.source.anchors if page and page.source else frozenset()

    def follow(self, target: str, page_path: str) -> LinkTarget:
        """Find what the destination `target`, written on the page at `page_path`, leads to."""
        reference = read_reference(target)
        if not reference.relative:
            return LinkTarget("outside", target)
        path = path_named(target, page_path)
        if not path:
            return self._anchor(page_path, reference)
        if path.startswith("../") or path == "..":
            return LinkTarget("missing", path, msg("链接指到网站文件夹之外"))
        path = "index.md" if path == "." else path
        if not path.endswith(".md") and self.is_page(f"{path}/index.md"):
            path = f"{path}/index.md"
        if why := self._not_due(path, page_path):
            return LinkTarget(
                "missing", path, msg("现在还不能链接“{path}”：{why}", path=path, why=why)
            )
        if self.is_page(path):
            return self._anchor(path, reference)
        if path in self.files or self._is_made(path):
            return LinkTarget("file", path, anchor=reference.fragment, query=reference.query)
        return LinkTarget("missing", path, msg("没有“{path}”这个文件", path=path))

    def _not_due(self, path: str, page_path: str) -> Message | None:
        if self.moment is None or path not in self.pages:
            return None
        linking = self.pages.get(page_path)
        return dead_link(self.pages[path].meta, linking.meta if linking else None, self.moment)

    def _is_made(self, path: str) -> bool:
        """Whether the system makes the file at `path`: a column's feed, the map for machines."""
        column = self.site.columns_by_path.get(posixpath.dirname(path))
        if column and posixpath.basename(path) == FEED:
            return issubclass(META_OF[column.holds], ArticleMeta)
        return path == SITEMAP

    def _anchor(self, path: str, reference: Reference) -> LinkTarget:
        # What stands behind `:~:` is for the browser: words that it looks for and marks.
        written, sign, directive = reference.fragment.partition(":~:")
        anchor = unquote(written)
        known = anchor.lower() == "top" or path not in self.pages or anchor in self.anchors(path)
        if anchor and not known:
            return LinkTarget(
                "missing", path, msg("“{path}”里没有“#{anchor}”这一处", path=path, anchor=anchor)
            )
        return LinkTarget("page", path, anchor=f"{anchor}{sign}{directive}", query=reference.query)

    def link(self, target: str, page_path: str) -> PublishedLink:
        """Turn a destination of the source into the one that the page carries."""
        found = self.follow(target, page_path)
        if found.kind == "outside":
            if self.city and foreign_host(self.city, target):
                notice = url_of(leave_path(target))
                return PublishedLink(relative_url(notice, url_of(page_path)), leaves=True)
            return PublishedLink(target)
        if found.kind == "missing":
            return PublishedLink("")
        query = f"?{found.query}" if found.query else ""
        suffix = f"{query}#{found.anchor}" if found.anchor else query
        if found.kind == "page" and found.path == page_path and suffix:
            return PublishedLink(suffix)
        to = url_of(found.path) if found.kind == "page" else found.path
        return PublishedLink(as_address(relative_url(to, url_of(page_path))) + suffix)


def path_named(target: str, page_path: str) -> str:
    """Return the path, from the site's folder, that a relative destination names on a page.

    A folder stands for the `index.md` in it, "." for the home page, and "" for the page itself.
    What leads out of the folder begins with "..".
    """
    written = unquote(target.strip().split("#")[0].split("?")[0]).replace("\\", "/")
    if not written:
        return ""
    if written.startswith("/"):
        return posixpath.normpath(written.lstrip("/") or ".")
    return posixpath.normpath(posixpath.join(posixpath.dirname(page_path), written))


def read_page(site: Site, path: str, data: bytes, file: str) -> Page:
    """Read one page of `site`; what is wrong with it stands in the page itself.

    Args:
        site: the site.
        path: the page's file, relative to the site's folder.
        data: its bytes.
        file: its name, as people know it.
    """
    text = read_text(data)
    if isinstance(text, Problem):
        return _unreadable(site, path, text)
    return _derived(site, path, split(text, file))


def read_pages(
    site: Site,
    tree: Tree,
    folder: str,
    city: City | None = None,
    moment: datetime | None = None,
    facts: FactsReader | None = None,
) -> PageIndex:
    """Find all pages of `site` in `folder` of `tree`, whether they are due or not.

    A page is read when it is first asked for.

    Args:
        site: the site.
        tree: the files.
        folder: the site's folder in it.
        city: as in `PageIndex`.
        moment: as in `PageIndex`.
        facts: reads the tree's facts; a new reader by default.
    """
    pages: list[str] = []
    others: set[str] = set()
    for file in tree.files(folder):
        path = file.removeprefix(f"{folder}/")
        if path.endswith(".md"):
            pages.append(path)
        elif path != "site.yml":
            others.add(path)
    table = PageTable(site, folder, tuple(pages), facts or FactsReader(tree))
    return PageIndex(site, table, frozenset(others), city, moment)


class PageTable(Mapping[str, Page]):
    """The pages in a site's folder, by path; each is made from its facts when it is asked for."""

    def __init__(self, site: Site, folder: str, paths: tuple[str, ...], facts: FactsReader) -> None:
        """Take the pages.

        Args:
            site: whose register says what kind they are.
            folder: the site's folder in the tree.
            paths: relative to that folder, sorted.
            facts: reads the tree's facts.
        """
        self._site = site
        self._folder = folder
        self._facts = facts
        self._found: dict[str, Page | None] = dict.fromkeys(paths)

    def __getitem__(self, path: str) -> Page:
        """Return the page at `path`."""
        page = self._found[path]
        if page is None:
            page = self._found[path] = self._read(path)
        return page

    def __contains__(self, path: object) -> bool:
        """Whether there is a page at `path`; it is not read."""
        return path in self._found

    def __iter__(self) -> Iterator[str]:
        """Yield all paths, in order."""
        return iter(self._found)

    def __len__(self) -> int:
        """Return the number of pages."""
        return len(self._found)

    def _read(self, path: str) -> Page:
        file = f"{self._folder}/{path}"
        front = self._facts.front(file)
        if not front.readable:
            return read_page(self._site, path, self._facts.tree.read(file), file)
        look_up = partial(self._facts.body, file)
        yaml = front.yaml(file)
        source = PageSource(file, yaml, front.body_line, front.digests, look_up)
        return _derived(self._site, path, source)


def _unreadable(site: Site, path: str, why: Problem) -> Page:
    column = site.column_of(path)
    return Page(path, _kind(path, column, ""), column, None, None, unreadable=why)


def _derived(site: Site, path: str, source: PageSource) -> Page:
    column = site.column_of(path)
    wanted = source.front.data.get("kind", "")
    kind = _kind(path, column, wanted if isinstance(wanted, str) else "")
    meta, mistakes = _front_matter(kind, source)
    return Page(path, kind, column, meta, source, mistakes)


def _front_matter(
    kind: PageKind, source: PageSource
) -> tuple[PageMeta | None, tuple[Problem, ...]]:
    if not source.front.data and not source.front.mistakes:
        mistake = Problem.at(
            source.file,
            1,
            1,
            msg("页面开头没有信息区"),
            msg("在第一行写 ---，接着写 title: 标题 等各项，再单独一行写 ---"),
        )
        return None, (mistake,)
    return validate(META_OF[kind], source.front, source.file)


def _kind(path: str, column: Column | None, wanted: str) -> PageKind:
    if path == "index.md":
        return "home"
    if column and posixpath.dirname(path) == column.path and path.endswith("/index.md"):
        return "column"
    if wanted in META_OF:
        return wanted
    return column.holds if column else "page"


def _number(page: Page) -> str:
    return canonical(page.meta.docno or "") if isinstance(page.meta, PolicyMeta) else ""


def _newest_first(page: Page) -> tuple[float, str]:
    age = (datetime.max - page.published_at).total_seconds()  # noqa: DTZ901 -- local by definition
    return age, page.path
