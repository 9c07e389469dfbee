"""The pages of a column's list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhengwu.pages.lists import list_page, list_paths

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
    ("count", "paths"),
    [
        (0, ["gzdt/index.md"]),
        (1, ["gzdt/index.md"]),
        (5, ["gzdt/index.md"]),
        (6, ["gzdt/index.md", "gzdt/page/2.md"]),
        (11, ["gzdt/index.md", "gzdt/page/2.md", "gzdt/page/3.md"]),
    ],
)
def test_a_list_has_as_many_pages_as_it_needs(
    count: int, paths: list[str], files: CityFiles
) -> None:
    found = list(list_paths(numbered(files, count), 5))
    assert [path for path in found if path.startswith("gzdt/")] == paths


def test_every_column_has_a_page(files: CityFiles) -> None:
    assert list(list_paths(numbered(files, 0), 5)) == [
        "zwgk/index.md",
        "zwgk/zcwj/index.md",
        "gzdt/index.md",
        "gk/index.md",
    ]


def test_a_list_page_shows_its_share_newest_first(files: CityFiles) -> None:
    pages = numbered(files, 7)
    first, second = (list_page(pages, f"gzdt/{name}.md", 5) for name in ("index", "page/2"))
    assert first is not None
    assert second is not None
    assert [p.title for p in first.items] == ["第7篇", "第6篇", "第5篇", "第4篇", "第3篇"]
    assert [p.title for p in second.items] == ["第2篇", "第1篇"]
    assert (first.number, first.count, first.total) == (1, 2, 7)
    assert (first.previous_url, first.next_url) == ("", "gzdt/page/2/")
    assert (second.previous_url, second.next_url) == ("gzdt/", "")


def test_an_empty_list_is_one_page_without_entries(files: CityFiles) -> None:
    found = list_page(numbered(files, 0), "gzdt/index.md", 5)
    assert found is not None
    assert (found.items, found.count, found.total) == ((), 1, 0)


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
    assert list_page(numbered(files, 7), path, 5) is None


@pytest.mark.parametrize(
    ("number", "numbers"),
    [
        (1, (1, 2, 3, 9)),
        (2, (1, 2, 3, 4, 9)),
        (5, (1, 3, 4, 5, 6, 7, 9)),
        (9, (1, 7, 8, 9)),
    ],
)
def test_the_numbers_shown_are_the_ends_and_the_neighbours(
    number: int, numbers: tuple[int, ...], files: CityFiles
) -> None:
    path = "gzdt/index.md" if number == 1 else f"gzdt/page/{number}.md"
    found = list_page(numbered(files, 9), path, 1)
    assert found is not None
    assert found.numbers == numbers
