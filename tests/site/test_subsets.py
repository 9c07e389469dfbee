"""Any part of a site builds to the same bytes as the whole: caches and processes need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.site.conftest import DAY, copy_city
from zhengwu.pages.schedule import end_of
from zhengwu_mkdocs.build import build_site

if TYPE_CHECKING:
    from pathlib import Path

HALVES = (("[a-m]*",), ("[n-z]*", "[0-9]*"))


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_two_halves_are_the_whole(tmp_path: Path) -> None:
    city = copy_city(tmp_path / "city")
    config = city / "mkdocs.yml"
    whole = build_site(config, "portal", end_of(DAY), tmp_path / "whole")
    assert not whole.failed, whole.log
    expected = files(tmp_path / "whole")
    pages = {name for name in expected if name.endswith(".html")}
    built: set[str] = set()
    for number, patterns in enumerate(HALVES):
        out = tmp_path / f"half-{number}"
        half = build_site(config, "portal", end_of(DAY), out, patterns)
        assert not half.failed, half.log
        found = files(out)
        assert set(found) < set(expected)
        assert len([name for name in found if name.endswith(".html")]) > 5
        for name, data in found.items():
            assert data == expected[name], name
        built |= set(found)
    assert built & pages == pages


def test_the_same_day_gives_the_same_bytes(tmp_path: Path, public: Path) -> None:
    city = copy_city(tmp_path / "city")
    again = build_site(city / "mkdocs.yml", "fgj", end_of(DAY), tmp_path / "again")
    assert not again.failed, again.log
    first = {n: d for n, d in files(public / "fgj").items() if not n.startswith("search/")}
    second = {n: d for n, d in files(tmp_path / "again").items() if not n.startswith("search/")}
    assert second == first
