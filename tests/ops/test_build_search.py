"""The search index of a site: which files it has, that they repeat, and what can go wrong."""

from __future__ import annotations

import gzip
import json
import re
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cities import article, city_tree
from zhengwu.errors import UserError
from zhengwu.pages.index import PageIndex, read_pages
from zhengwu.register.load import load_register
from zhengwu_ops.build import search
from zhengwu_ops.build.search import FOLDER, LISTING, index_site

if TYPE_CHECKING:
    from pathlib import Path

PAGES = 60


@pytest.fixture(scope="module")
def pages() -> PageIndex:
    files = {
        f"content/portal/tzgg/a{n}.md": article(
            f"第{n}次通报，共{n * 7}处。" * 20,
            title=f"第{n}期",
            published_at=f"{2023 + n % 3}-05-06 09:00",
        )
        for n in range(PAGES)
    }
    tree = city_tree(files)
    city = load_register(tree).city
    assert city is not None
    return read_pages(city.sites["portal"], tree, "content/portal", city)


def build(folder: Path, pages: PageIndex) -> Path:
    """Put a file where each page of the site would be built."""
    for page in pages.pages.values():
        file = folder / page.url / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<!doctype html>", encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    found = (folder / FOLDER).rglob("*")
    return {str(p.relative_to(folder)): p.read_bytes() for p in found if p.is_file()}


def cards(folder: Path) -> list[dict[str, str]]:
    found = (folder / FOLDER).glob("*/pages/*.gz")
    return [json.loads(gzip.decompress(path.read_bytes())) for path in found]


def test_the_same_pages_give_the_same_bytes(pages: PageIndex, tmp_path: Path) -> None:
    first, second = build(tmp_path / "1", pages), build(tmp_path / "2", pages)
    indexed = index_site(first, pages)
    assert index_site(second, pages) == indexed
    written = contents(first)
    assert written == contents(second)
    assert indexed.pages == PAGES
    assert indexed.files == len(written)
    assert indexed.size == sum(map(len, written.values()))


def test_no_script_names_a_host(pages: PageIndex, tmp_path: Path) -> None:
    index_site(build(tmp_path, pages), pages)
    scripts = [data.decode() for name, data in contents(tmp_path).items() if name.endswith(".js")]
    assert len(scripts) == 1
    assert not re.search(r"(?i)https?:|//\w|\.(com|org|app|dev|io)\b|eval\(|style=", scripts[0])


def test_only_what_search_reads_is_written(pages: PageIndex, tmp_path: Path) -> None:
    index_site(build(tmp_path, pages), pages)
    own = r"1/(index/\w+\.pf_index|pages/\w+\.gz|pagefind\.\w+\.pf_meta)"
    allowed = re.compile(rf"search/(index\.json|engine-[\d.]+\.(js|wasm)|{own})")
    assert not [name for name in contents(tmp_path) if not allowed.fullmatch(name)]


def test_the_listing_names_files_that_exist(pages: PageIndex, tmp_path: Path) -> None:
    index_site(build(tmp_path, pages), pages, max_units=5_000)
    folder = tmp_path / FOLDER
    listing = json.loads((folder / LISTING).read_text("utf-8"))
    assert (folder / listing["engine"]).is_file()
    assert (folder / listing["wasm"]).is_file()
    assert all((folder / s["path"] / s["meta"]).is_file() for s in listing["shards"])


def test_a_large_site_has_several_indexes_the_newest_first(
    pages: PageIndex, tmp_path: Path
) -> None:
    index_site(build(tmp_path, pages), pages, max_units=5_000)
    shards = json.loads((tmp_path / FOLDER / LISTING).read_text("utf-8"))["shards"]
    assert len(shards) > 1
    assert [s["path"] for s in shards] == [f"{n}/" for n in range(len(shards), 0, -1)]
    assert [s["newest"] for s in shards] == sorted((s["newest"] for s in shards), reverse=True)
    assert sum(s["pages"] for s in shards) == PAGES
    assert len(cards(tmp_path)) == PAGES


def test_a_page_that_was_not_built_is_not_found(pages: PageIndex, tmp_path: Path) -> None:
    folder = build(tmp_path, pages)
    (folder / "tzgg/a7/index.html").unlink()
    assert index_site(folder, pages).pages == PAGES - 1
    assert "tzgg/a7/" not in {card["url"] for card in cards(folder)}


def test_a_new_page_leaves_the_files_of_others_alone(pages: PageIndex, tmp_path: Path) -> None:
    folder = build(tmp_path, pages)
    (folder / "tzgg/a59/index.html").rename(tmp_path / "kept")
    index_site(folder, pages)
    before = {name: data for name, data in contents(folder).items() if "/pages/" in name}
    (tmp_path / "kept").rename(folder / "tzgg/a59/index.html")
    index_site(folder, pages)
    assert before.items() <= contents(folder).items()


def test_a_site_without_pages_has_an_empty_index(pages: PageIndex, tmp_path: Path) -> None:
    assert index_site(tmp_path, pages).pages == 0
    listing = json.loads((tmp_path / FOLDER / LISTING).read_text("utf-8"))
    assert listing["shards"] == []


def test_a_missing_indexer_is_named(
    pages: PageIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_BINARY", "no_such_package")
    with pytest.raises(UserError, match="没有安装检索索引程序"):
        index_site(build(tmp_path, pages), pages)


@pytest.mark.parametrize(
    ("program", "said"),
    [
        pytest.param("/nowhere/pagefind", "不能运行", id="no-such-program"),
        pytest.param(sys.executable, "中途停止", id="another-program"),
    ],
)
def test_an_indexer_that_does_not_work_is_reported(
    program: str, said: str, pages: PageIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_program", lambda: program)
    with pytest.raises(UserError, match=said):
        index_site(build(tmp_path, pages), pages)


def test_an_error_of_the_indexer_is_passed_on() -> None:
    with search._Indexer() as indexer, pytest.raises(UserError, match="检索索引没有生成"):
        indexer._ask("NoSuchRequest")


def test_another_version_of_the_indexer_is_refused() -> None:
    with pytest.raises(UserError, match="不认识这个版本"):
        search._binding("let something=else;")
