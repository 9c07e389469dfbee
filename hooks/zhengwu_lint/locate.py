"""From a built page back to what an editor writes: the place in the Markdown or in the register.

Templates add to a page, and lists show what other pages say. What is meant is looked for by its own
text: in the page's links and text, in the front matter of the site's other pages, in the register.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zhengwu.register.yaml import scalars
from zhengwu_lint.sources.markdown import MarkdownDocument, read_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zhengwu.pages.index import Page, PageIndex
    from zhengwu.problem import Problem
    from zhengwu.register.yaml import YamlText

# Shorter texts stand in too many places to tell which is meant.
_TELLING = 4
_LOOKED_FOR = 80  # characters of a long text
_ROW = "、"  # between the findings that one rule names together
_STARS = re.compile(r"\*{3,}")
_MASKED = r"[0-9A-Za-z][0-9A-Za-z\s-]*"
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """What editors wrote of a built page.

    Attributes:
        page: the page that it was built from; None for pages that the system makes.
        pages: the site's pages.
        registers: the register files that the site's pages are made from, the site's first.
    """

    page: Page | None
    pages: PageIndex
    registers: Mapping[str, YamlText]


def locate(problems: Iterable[Problem], written: WrittenFiles) -> Iterator[Problem]:
    """Yield what was found on a built page at the places that an editor mends, where known.

    Args:
        problems: on the built page.
        written: what editors wrote of it.
    """
    document: MarkdownDocument | None = None
    for problem in problems:
        if not problem.snippet.strip():
            yield problem
            continue
        if document is None and written.page and written.page.source:
            document = read_markdown(written.page, written.page.source)
        place = next(_places(problem.snippet, document, written.pages, written.registers), None)
        yield problem if place is None else _moved(problem, place)


def _moved(problem: Problem, place: Place) -> Problem:
    seen = f"{problem.file}:{problem.line}" if problem.line else problem.file
    file, line, column = place
    return replace(problem, file=file, line=line, column=column, evidence=(*problem.evidence, seen))


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
