"""From a built page back to what an editor writes: the place in the Markdown or in the register.

Templates add to a page, and lists show what other pages say. What is meant is looked for by its own
text: in the page's links and text, in the front matter of the site's other pages, in the register.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from zhengwu.problem import Problem
from zhengwu.register.load import packaged_city
from zhengwu.register.yaml import scalars
from zhengwu.textfile import read_text
from zhengwu_lint.rules import RULES
from zhengwu_lint.sources.markdown import MarkdownDocument, read_markdown
from zhengwu_lint.waive import Authority, may_suppress, of_page, of_register

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zhengwu.model.site import Site
    from zhengwu.pages.index import Page, PageIndex
    from zhengwu.register.yaml import YamlText
    from zhengwu_lint.sources.html.document import HtmlDocument
    from zhengwu_lint.waive import Suppression
    from zhengwu_lint.workspace import Workspace

# Shorter texts stand in too many places to tell which is meant.
_TELLING = 4
_LOOKED_FOR = 80  # characters of a long text
_ROW = "、"  # between the findings that one rule names together
_STARS = re.compile(r"\*{3,}")
_MASKED = r"[0-9A-Za-z][0-9A-Za-z\s-]*"
Place = tuple[str, int, int]


def at_origin(
    finding: Problem,
    document: MarkdownDocument | None,
    pages: PageIndex,
    registers: Mapping[str, YamlText],
) -> Problem:
    """Return a finding on a built page at the place that an editor mends, if that is known.

    Args:
        finding: on the built page.
        document: the page's own source; None for pages that the system makes.
        pages: the site's pages.
        registers: the register files that the site's pages are made from, the site's first.
    """
    if not finding.snippet.strip():
        return finding
    place = next(_places(finding.snippet, document, pages, registers), None)
    if place is None:
        return finding
    seen = f"{finding.file}:{finding.line}" if finding.line else finding.file
    file, line, column = place
    return replace(finding, file=file, line=line, column=column, evidence=(*finding.evidence, seen))


def _places(
    text: str,
    document: MarkdownDocument | None,
    pages: PageIndex,
    registers: Mapping[str, YamlText],
) -> Iterator[Place]:
    if document is not None:
        yield from _links(text, document, pages)
    # What rules name in a row is looked for one by one, the whole row first.
    for part in dict.fromkeys((text, *text.split(_ROW))):
        pattern = _written(part)
        if document is not None and part.strip():
            yield from _in_page(pattern, document)
        if len(part) >= _TELLING:
            yield from _in_fronts(pattern, pages.pages.values())
            yield from _in_registers(pattern, registers)


def _written(text: str) -> re.Pattern[str]:
    """Match `text` as people may have written it: broken over lines, in other case, not masked."""
    pieces = _STARS.split(text[:_LOOKED_FOR])
    shown = (r"\s*".join(re.escape(c) for c in "".join(piece.split())) for piece in pieces)
    return re.compile(_MASKED.join(shown), re.IGNORECASE)


def _links(text: str, document: MarkdownDocument, pages: PageIndex) -> Iterator[Place]:
    path = document.page.path if document.page else ""
    for link in document.links:
        if text == link.target or text == pages.link(link.target, path).href:
            yield document.file, link.line, link.column


def _in_page(pattern: re.Pattern[str], document: MarkdownDocument) -> Iterator[Place]:
    for block in document.blocks:
        if match := pattern.search(block.text):
            yield document.file, *block.place(match.start())


def _in_fronts(pattern: re.Pattern[str], pages: Iterable[Page]) -> Iterator[Place]:
    for page in pages:
        if page.source:
            front = page.source.front
            for path, value in scalars(front.data):
                if pattern.search(value):
                    yield page.source.file, *front.place(path)


def _in_registers(pattern: re.Pattern[str], registers: Mapping[str, YamlText]) -> Iterator[Place]:
    for file, yaml in registers.items():
        for path, value in scalars(yaml.data):
            if pattern.search(value):
                yield file, *yaml.place(path)


class Origins:
    """The files of a city that editors write: where things stand in them, what they allow."""

    def __init__(self, workspace: Workspace) -> None:
        """Take the city's files; they are read only when something is asked."""
        self._workspace = workspace
        self._documents: dict[str, MarkdownDocument] = {}
        self._suppressions: dict[str, tuple[Suppression, ...]] = {}

    def add(self, source: object) -> None:
        """Take a page from outside the city's files."""
        if isinstance(source, MarkdownDocument):
            self._documents[source.file] = source

    def written(self, finding: Problem, document: HtmlDocument) -> Problem:
        """Return a finding on a built page at the place that an editor mends, if that is known."""
        if not finding.snippet.strip():
            return finding
        register = self._workspace.register
        site = self._site(document)
        if site is None or register.city is None:
            return finding
        registers = {
            file: register.files[file]
            for file in (site.file, register.city.file)
            if file in register.files
        }
        page = document.page
        own = self._document(page) if page else None
        return at_origin(finding, own, self._workspace.pages(site), registers)

    def suppressions(self, file: str) -> tuple[Suppression, ...]:
        """Return the suppressions in a file."""
        if file not in self._suppressions:
            self._suppressions[file] = self._read(file)
        return self._suppressions[file]

    @cached_property
    def _authority(self) -> Authority:
        city = self._workspace.register.city or packaged_city()
        rules = {rule.id: rule for rule in RULES}
        return Authority(rules, city, self._workspace.moment.date())

    def _read(self, file: str) -> tuple[Suppression, ...]:
        workspace = self._workspace
        if file in self._documents:
            document = self._documents[file]
            return of_page(document.source, self._authority)
        if file in workspace.register.files or file in workspace.snapshot.city_sets.files:
            if not workspace.tree.exists(file):  # a register file that is wanted and missing
                return ()
            text = read_text(workspace.tree.read(file))
            if isinstance(text, Problem) or not may_suppress(text):
                return ()
            return of_register(file, text, self._authority)
        page = self._page(file)
        if page is None or page.source is None or not may_suppress(page.source.text):
            return ()
        return of_page(page.source, self._authority)

    def _page(self, file: str) -> Page | None:
        city = self._workspace.register.city
        prefix = f"{self._workspace.content}/"
        if city is None or not file.startswith(prefix):
            return None
        site_id, _, path = file.removeprefix(prefix).partition("/")
        site = city.sites.get(site_id)
        return self._workspace.pages(site).pages.get(path) if site else None

    def _document(self, page: Page) -> MarkdownDocument | None:
        if page.source is None:
            return None
        file = page.source.file
        if file not in self._documents:
            self._documents[file] = read_markdown(page, page.source)
        return self._documents[file]

    def _site(self, document: HtmlDocument) -> Site | None:
        """Return the site that a built page belongs to; its file's name begins with the root."""
        city = self._workspace.register.city
        above, slash, _ = (self._workspace.content or "").rpartition("/")
        parts = document.file.removeprefix(above + slash).split("/")
        return city.sites.get(parts[1]) if city and len(parts) > 1 and document.path else None
