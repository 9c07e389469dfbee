"""Site search as text: what is indexed of a page, and what of the index a query asks for.

Chinese has no spaces, and a dictionary cuts a word and the text around it in different places. So
no words are looked for: a text is a row of units (one Han character, or one run of letters and
digits), and the index holds every pair of neighbours with its place. A query is found where its
pairs stand at the right distances, which is exact for phrases of any length.

The browser does the same with queries, in `assets/zhengwu/search-text.js`; a test holds both equal.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zhengwu.dialect.plain import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhengwu.model.site import Column
    from zhengwu.pages.index import Page, PageIndex

# Where in a record the fields begin, counted in tokens: a hit's place tells what it hit.
FACETS, TITLE, BODY = 32, 64, 256
# The most pairs that a query asks for; each costs the reader a piece of the index.
MAX_PAIRS = 6

_FILLER = "."  # holds a place and is not indexed
# Letters that folding never leaves in a text, so that no two kinds of token are alike and none
# is the beginning of another.
_JOINT, _END = "ª", "º"
_BREAKS = frozenset("，。；：！？、…\n;!?")
_UNIT = re.compile(rf"\n|[{HAN}]|[^\W_{HAN}]+")
_IS_HAN = re.compile(rf"[{HAN}]")
_NUMBER = re.compile(
    r"[\[［(（【〈《{｛〖﹝〔]\s*(\d{4})\s*[\]］)）】〉》}｝〗﹞〕]\s*第?\s*0*(\d+)\s*号"
)
# Front matter that templates show and readers look for.
_SHOWN = (
    "summary",
    "item",
    "basis",
    "conditions",
    "materials",
    "place",
    "hours",
    "phone",
    "procedure",
    "organ",
    "provider",
    "index_no",
)


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A page as search knows it.

    Attributes:
        url: its address, relative to the site's root.
        tokens: what is indexed, one token a place.
        card: what a result shows: `url`, `title`, `docno`, `validity`, `column`, `date`, `text`.
        size: units of its text; the index grows with them.
    """

    url: str
    tokens: str
    card: dict[str, str]
    size: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a query that must stand on a page as it is.

    Attributes:
        units: its units.
        pairs: (distance from its beginning, token) of what is asked of the index.
        exact: the pairs cover all units; otherwise the text of a hit decides.
    """

    units: tuple[str, ...]
    pairs: tuple[tuple[int, str], ...]
    exact: bool


def searchable(pages: PageIndex) -> tuple[Page, ...]:
    """Return the pages that search finds, the newest first, those without a date last."""
    found = (page for page in pages.pages.values() if _is_found(page))
    by_path = sorted(found, key=lambda page: page.path)
    return tuple(sorted(by_path, key=lambda page: page.published_at, reverse=True))


def record(page: Page, pages: PageIndex) -> SearchRecord:
    """Return the search record of `page`."""
    meta = page.meta
    docno = str(getattr(meta, "docno", None) or "")
    text = _body(page)
    numbers, titles, bodies = runs(docno), runs(page.title), runs(text)
    tokens = [
        *_field(numbers, FACETS),
        *_field_of(facets(page, pages), TITLE - FACETS),
        *_field(titles, BODY - TITLE),
        *_stream(bodies),
        *_words(bodies),
    ]
    card = {
        "url": page.url,
        "title": page.title,
        "docno": docno,
        "validity": str(getattr(meta, "validity", None) or ""),
        "column": page.column.name if page.column else "",
        "date": page.published_at.date().isoformat() if page.dated else "",
        "text": text,
    }
    return SearchRecord(page.url, " ".join(tokens), card, sum(map(len, bodies)))


def facets(page: Page, pages: PageIndex) -> list[str]:
    """Return the tokens of the year and the columns by which `page` is filtered."""
    trail: Sequence[Column] = pages.site.trail(page.column) if page.column else ()
    tokens = [column_token(column.path) for column in trail]
    return [year_token(page.published_at.year), *tokens] if page.dated else tokens


def column_token(path: str) -> str:
    """Return the token that stands in the records of all pages of the column at `path`."""
    name = path.translate({ord("x"): "xx", ord("-"): "x0", ord("/"): "x1"})
    return f"{_JOINT}c{name}{_END}"


def year_token(year: int) -> str:
    """Return the token that stands in the records of all pages of `year`."""
    return f"{_JOINT}y{year}{_END}"


def phrases(query: str) -> tuple[Phrase, ...]:
    """Return what `query` asks for: a page must hold every phrase.

    Spaces and the signs that end a sentence part phrases. A single Han character asks for nothing:
    it stands nearly everywhere.
    """
    tidy = _NUMBER.sub(r"〔\1〕\2号", query)
    wanted = [run for run in runs(re.sub(r"\s+", "\n", tidy)) if len(run) > 1 or not _han(run[0])]
    limit = max(1, MAX_PAIRS // max(1, len(wanted)))
    return tuple(_phrase(run, limit) for run in wanted)


def runs(text: str) -> list[list[str]]:
    """Split `text` into runs of units; what parts sentences parts runs, other signs vanish."""
    found: list[list[str]] = [[]]
    for unit in _UNIT.findall("".join(map(fold, text))):
        if unit == "\n":
            found.append([])
        else:
            found[-1].append(unit)
    return [run for run in found if run]


@cache
def fold(char: str) -> str:
    """Return `char` so that its ways of being written are one: width, case, accents."""
    if char in _BREAKS:
        return "\n"
    plain = unicodedata.normalize("NFKD", char)
    return "".join(c for c in plain if unicodedata.category(c)[0] != "M").lower()


def _phrase(run: list[str], limit: int) -> Phrase:
    if len(run) == 1:
        return Phrase(tuple(run), ((0, _word(run[0])),), exact=True)
    offsets = [*range(0, len(run) - 1, 2), *([len(run) - 2] if len(run) % 2 else [])]
    exact = len(offsets) <= limit
    if not exact:
        last = len(offsets) - 1
        offsets = [offsets[i * last // max(1, limit - 1)] for i in range(limit)]
    pairs = tuple((at, _pair(run[at], run[at + 1])) for at in offsets)
    return Phrase(tuple(run), pairs, exact)


def _field(found: list[list[str]], size: int) -> list[str]:
    return _field_of([*_stream(found), *_words(found)], size)


def _field_of(tokens: list[str], size: int) -> list[str]:
    return [*tokens[: size - 1], *[_FILLER] * (size - min(len(tokens), size - 1))]


def _stream(found: list[list[str]]) -> Iterator[str]:
    """Yield a pair for each unit but the last of a run, whose place and the next stay empty.

    Two empty places: a run of two and its neighbour must not look like a run of four.
    """
    for run in found:
        yield from map(_pair, run, run[1:])
        yield _FILLER
        yield _FILLER


def _words(found: list[list[str]]) -> list[str]:
    """Return the words and numbers of a text once each: a query may be one of them alone."""
    return list(dict.fromkeys(_word(unit) for run in found for unit in run if not _han(unit)))


def _pair(left: str, right: str) -> str:
    return left + right if _han(left) and _han(right) else f"{left}{_JOINT}{right}{_END}"


def _word(unit: str) -> str:
    return f"{unit}{_END}"


def _han(unit: str) -> bool:
    return len(unit) == 1 and _IS_HAN.match(unit) is not None


def _is_found(page: Page) -> bool:
    if page.meta is None or page.source is None or page.kind == "home":
        return False
    return page.kind != "column" or (page.column is not None and not page.column.lists)


def _body(page: Page) -> str:
    shown = [str(getattr(page.meta, name, None) or "") for name in _SHOWN]
    attached = [str(file.name) for file in getattr(page.meta, "attachments", ())]
    text = page.source.facts.plain if page.source else ""
    return "\n".join(part for part in (text, *shown, *attached) if part)
