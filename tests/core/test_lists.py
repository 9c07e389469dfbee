"""The pages of a column's list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhengwu.pages.lists import forwarding_column, list_page, list_paths, numbered_pages

if TYPE_CHECKING:
    from tests.core.conftest import CityFiles
    from zhengwu.pages.index import PageIndex


def numbered(files: CityFiles, count: int) -> PageIndex:
    """Return a site whose column `gzdt` holds `count` articles, 01 the oldest."""
    for n in range(1, count + 1):
        text = f"---\ntitle: 第{n}篇\npublished_at: 2026-01-{n:02} 09:00\nsource: 本网\n---\n"
        files.write(f"portal/gzdt/{n:02}.md", text)
    return files.pages()


@pytest.mark.parametrize(
    ("count", "paths", "forwarded"),
    [
        (0, [], []),
        (1, [], []),
        (5, [], []),
        (6, [], [2]),
        (9, [], [2]),
        (10, [1], [2]),
        (11, [1], [2, 3]),
        (15, [1, 2], [3]),
        (16, [1, 2], [3, 4]),
    ],
)
def test_a_list_has_as_many_pages_as_it_needs(
    count: int, paths: list[int], forwarded: list[int], files: CityFiles
) -> None:
    pages = numbered(files, count)
    found = [path for path in list_paths(pages, 5) if path.startswith("gzdt/")]
    assert found == [
        "gzdt/index.md",
        *(f"gzdt/page/{number}.md" for number in (*paths, *forwarded)),
    ]
    for number in paths:
        assert list_page(pages, f"gzdt/page/{number}.md", 5) is not None
        assert forwarding_column(pages, f"gzdt/page/{number}.md", 5) is None
    for number in forwarded:
        assert list_page(pages, f"gzdt/page/{number}.md", 5) is None
        column = forwarding_column(pages, f"gzdt/page/{number}.md", 5)
        assert column is not None
        assert column.path == "gzdt"


def test_every_address_of_the_former_numbering_answers(files: CityFiles) -> None:
    """Numbers were counted from the newest: 2 to however many pages of five there were."""
    for count in range(31):
        found = set(list_paths(numbered(files, count), 5))
        former = {f"gzdt/page/{number}.md" for number in range(2, -(-count // 5) + 1)}
        assert former <= found, count


def test_every_column_has_a_page(files: CityFiles) -> None:
    assert list(list_paths(numbered(files, 0), 5)) == [
        "zwgk/index.md",
        "zwgk/zcwj/index.md",
        "gzdt/index.md",
        "gk/index.md",
    ]


def test_the_columns_own_page_shows_the_newest_and_the_numbered_ones_the_rest(
    files: CityFiles,
) -> None:
    for count in range(31):
        pages = numbered(files, count)
        own = list_page(pages, "gzdt/index.md", 5)
        assert own is not None
        assert count < 5 or 5 <= len(own.items) <= 9
        further = numbered_pages(pages, own.column, 5)
        assert all(len(page.items) == 5 for page in further)
        assert [page.number for page in further] == list(range(own.last, 0, -1))
        shown = [page.title for part in (own, *further) for page in part.items]
        assert shown == [f"第{n}篇" for n in range(count, 0, -1)]
        assert (own.number, own.total) == (0, count)


def test_each_page_leads_to_its_neighbours(files: CityFiles) -> None:
    pages = numbered(files, 17)
    names = ("index", "page/2", "page/1")
    own, second, first = (list_page(pages, f"gzdt/{name}.md", 5) for name in names)
    assert own is not None
    assert second is not None
    assert first is not None
    assert (own.newer_url, own.older_url) == ("", "gzdt/page/2/")
    assert (second.newer_url, second.older_url) == ("gzdt/page/3/", "gzdt/page/1/")
    assert (first.newer_url, first.older_url) == ("gzdt/page/2/", "")
    assert forwarding_column(pages, "gzdt/page/3.md", 5) == own.column


def test_something_newer_changes_no_numbered_page(files: CityFiles) -> None:
    """But for the one that it fills: the number led to the column's own page until then."""
    before: dict[str, list[str]] = {}
    for count in range(31):
        pages = numbered(files, count)
        found = {
            path: [item.path for item in shown.items]
            for path in list_paths(pages, 5)
            if "/page/" in path and (shown := list_page(pages, path, 5))
        }
        assert before.items() <= found.items()
        assert len(found) - len(before) <= 1
        before = found


def test_an_empty_list_is_one_page_without_entries(files: CityFiles) -> None:
    found = list_page(numbered(files, 0), "gzdt/index.md", 5)
    assert found is not None
    assert (found.items, found.last, found.total, found.older_url) == ((), 0, 0, "")


@pytest.mark.parametrize(
    "path",
    [
        "index.md",
        "about.md",
        "gzdt/01.md",
        "files/index.md",
        "gzdt/page/1.md",
        "gzdt/page/0.md",
        "gzdt/page/02.md",
        "gzdt/page/index.md",
        "nothing/page/2.md",
    ],
)
def test_another_page_is_no_list_page(path: str, files: CityFiles) -> None:
    pages = numbered(files, 7)
    assert list_page(pages, path, 5) is None
    assert forwarding_column(pages, path, 5) is None
