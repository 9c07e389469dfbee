"""The pages beside a page in its column, by our own index: newer above, older below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhengwu.pages.index import read_pages
from zhengwu.pages.neighbours import ColumnOrder

if TYPE_CHECKING:
    from tests.core.conftest import CityFiles


def dated(title: str, when: str) -> str:
    return f"---\ntitle: {title}\npublished_at: {when}\nsource: 本网\n---\n正文。\n"


@pytest.fixture
def files(files: CityFiles) -> CityFiles:
    files.write("portal/gzdt/z.md", dated("最早", "2026-11-01 09:00"))
    files.write("portal/gzdt/m.md", dated("居中", "2026-11-02 09:00"))
    files.write("portal/gzdt/a.md", dated("最新", "2026-11-03 09:00"))
    files.write("portal/zwgk/zcwj/p.md", dated("别的栏目", "2026-11-02 10:00"))
    return files.write("portal/gk/diming.md", "---\ntitle: 地名\n---\n")


@pytest.mark.parametrize(
    ("path", "above", "below"),
    [
        ("gzdt/a.md", None, "居中"),
        ("gzdt/m.md", "最新", "最早"),
        ("gzdt/z.md", "居中", None),
        ("zwgk/zcwj/p.md", None, None),
        ("gk/diming.md", None, None),
    ],
    ids=["newest", "middle", "oldest", "alone in its column", "without a date"],
)
def test_a_page_stands_between_the_newer_and_the_older(
    files: CityFiles, path: str, above: str | None, below: str | None
) -> None:
    pages = files.pages()
    found = ColumnOrder(pages).neighbours(pages.pages[path])
    assert (found.above and found.above.title) == above
    assert (found.below and found.below.title) == below


def test_a_page_that_is_not_due_stands_beside_none(files: CityFiles) -> None:
    late = dated("最新", "2026-11-03 09:00").replace("published_at", "publish_at")
    files.write("portal/gzdt/a.md", late)
    everything = read_pages(files.site(), files.tree, "content/portal")
    moment = everything.pages["gzdt/m.md"].published_at
    pages = everything.published(moment)
    assert ColumnOrder(pages).neighbours(pages.pages["gzdt/m.md"]).above is None
