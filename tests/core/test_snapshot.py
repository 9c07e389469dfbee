"""A snapshot: the city at a tree and a moment, small enough to be sent anywhere."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from tests.core.conftest import MemoryTree
from zhengwu.facts_reader import FactsReader
from zhengwu.snapshot import take_snapshot
from zhengwu.tree import FolderTree

if TYPE_CHECKING:
    from pathlib import Path

    from tests.core.conftest import CityFiles

NOW = datetime(2026, 11, 24, 10, 30)
TEXT = (
    "---\ntitle: 甲\nsource: 本网站\npublished_at: 2026-11-20 09:00\n---\n见[首页](../index.md)。\n"
)
PAGES = 10_000
MEGABYTE = 1_000_000


@pytest.fixture
def large(files: CityFiles, tmp_path: Path) -> FolderTree:
    for path, data in files.tree.contents.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    folder = tmp_path / "content" / "portal" / "gzdt"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(PAGES):
        (folder / f"{number}.md").write_text(TEXT, "utf-8")
    return FolderTree(tmp_path)


def test_it_is_small_however_many_pages_there_are(large: FolderTree) -> None:
    snapshot = take_snapshot(large, "content", now=NOW)
    city = snapshot.register.city
    assert city
    facts = FactsReader(large)
    pages = snapshot.pages(city.sites["portal"], facts)
    assert len(pages.pages) >= PAGES
    assert pages.pages["gzdt/77.md"].title == "甲"
    sent = pickle.dumps(snapshot)
    assert len(sent) < MEGABYTE
    received = pickle.loads(sent)
    assert received == snapshot
    again = received.pages(received.register.city.sites["portal"], FactsReader(received.tree))
    assert again.pages["gzdt/77.md"] == pages.pages["gzdt/77.md"]
    assert facts.asked == {"content/portal/gzdt/77.md"}


def test_its_moment_is_the_one_asked_for(files: CityFiles) -> None:
    files.set("city.yml", "judged_on", "2026-10-01")
    asked = take_snapshot(files.tree, "content", now=NOW, moment=datetime(2026, 9, 1, 8))
    assert asked.moment == datetime(2026, 9, 1, 8)
    assert asked.fixed_day is None
    fixed = take_snapshot(files.tree, "content", now=NOW)
    assert fixed.moment == datetime(2026, 10, 1, 23, 59)
    assert fixed.fixed_day == date(2026, 10, 1)
    files.set("city.yml", "judged_on", None)
    assert take_snapshot(files.tree, "content", now=NOW).moment == NOW


def test_without_a_city_nothing_is_read() -> None:
    snapshot = take_snapshot(MemoryTree({}), None, now=NOW)
    assert snapshot.register.city
    assert snapshot.register.files == {}
    assert list(snapshot.broken_files) == []


def test_what_does_not_load_is_named(files: CityFiles) -> None:
    files.write("fgj/site.yml", "name: [").write("city.yml", "")
    found = take_snapshot(files.tree, "content", now=NOW)
    assert list(found.broken_files) == ["content/city.yml", "content/fgj/site.yml"]
