"""The city that is measured: repeatable, without an error, and written afresh."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from benchmarks.city import some_page, write_city
from benchmarks.language import paragraph
from benchmarks.pages import KINDS, plan
from benchmarks.timing import FailedError, Spread, alternate, run

PAGES = 40
ZHENGWU = Path(sys.executable).with_name("zhengwu")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "city"
    write_city(folder, PAGES)
    return folder


def test_the_same_seed_writes_the_same_bytes(city: Path, tmp_path: Path) -> None:
    write_city(tmp_path / "again", PAGES)
    assert bytes_of(tmp_path / "again") == bytes_of(city)
    write_city(tmp_path / "other", PAGES, seed=2)
    assert bytes_of(tmp_path / "other") != bytes_of(city)


def test_the_city_lints_without_an_error(city: Path) -> None:
    done = subprocess.run(
        [ZHENGWU, "lint", "--lang", "en", "content"],
        cwd=city,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "errors: 0;" in done.stdout


def test_a_thousand_pages_are_like_a_real_site() -> None:
    pages = plan(Random(1), 1000)
    assert len({page.path for page in pages}) == len(pages) == 1000
    assert len({page.title for page in pages}) == len(pages)
    assert {page.kind for page in pages} == set(KINDS)
    assert sum(page.policy is not None for page in pages) == 90


def test_hardly_a_sentence_is_read_twice() -> None:
    sentences = re.split("。", paragraph(Random(1), 20_000))
    assert len(set(sentences)) > 0.99 * len(sentences)


def test_pages_have_the_sizes_of_a_real_site(tmp_path: Path) -> None:
    write_city(tmp_path / "city", 400)
    sizes = sorted(page.stat().st_size for page in (tmp_path / "city/content").rglob("20??/*.md"))
    assert 6_000 < sizes[len(sizes) // 2] < 9_000
    assert sizes[-1] > 40_000
    assert some_page(tmp_path / "city").stat().st_size > 3_000


def test_runs_alternate_and_a_failure_is_no_figure(tmp_path: Path) -> None:
    order: list[str] = []

    def take(name: str, code: str) -> object:
        order.append(name)
        return run([sys.executable, "-c", code], tmp_path)

    mine, theirs = alternate(lambda: take("a", ""), lambda: take("b", ""), 2)  # type: ignore[arg-type, return-value]
    assert order == ["a", "b", "a", "b"]
    assert all(each.wall > 0 and each.memory > 0 for each in [*mine, *theirs])
    with pytest.raises(FailedError, match="oh no"):
        take("c", "raise SystemExit('oh no')")
    assert str(Spread.of([3.0, 1.0, 2.0])) == "1.00/2.00/3.00"
