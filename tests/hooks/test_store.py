"""The store: what it keeps, who may have written it, and that it never changes a result."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.core.conftest import MemoryTree
from zhengwu.facts_reader import BODY, FactsReader
from zhengwu_lint import store as module
from zhengwu_lint.store import FOLDER, Mark, Store, memory_store, open_store

if TYPE_CHECKING:
    from zhengwu.messages import Message

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="owners and modes are POSIX's")
DIGEST = "ab" * 32
PAGE = "---\ntitle: 甲\n---\n见[赌场](https://casino.example/)。\n"


@dataclass
class Place:
    """A folder with a store, and what was said of it."""

    root: Path
    said: list[str] = field(default_factory=list)

    def open(self, *, publishing: bool = False) -> Store:
        return open_store(self.root, self.say, publishing=publishing)

    def say(self, message: Message) -> None:
        self.said.append(message.text())

    @property
    def folder(self) -> Path:
        return self.root / FOLDER

    @property
    def file(self) -> Path:
        (found,) = self.folder.glob("facts-*.db")
        return found

    def with_facts(self, data: bytes = b"[1]") -> Place:
        with self.open() as store:
            store.keep(DIGEST, "front", data)
        return self

    def kept(self) -> bytes | None:
        with self.open() as store:
            return store.facts(DIGEST, "front")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "city"
    root.mkdir()
    return Place(root)


def test_what_is_kept_is_there_the_next_time(place: Place) -> None:
    assert place.with_facts().kept() == b"[1]"
    assert place.said == []
    with place.open() as store:
        assert store.facts(DIGEST, BODY) is None
        assert store.facts("cd" * 32, "front") is None


def test_it_is_this_users_alone(place: Place) -> None:
    place.with_facts()
    if sys.platform != "win32":
        assert stat.S_IMODE(place.folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(place.file.stat().st_mode) == 0o600


def test_objects_and_marks_are_kept(place: Place) -> None:
    with place.open() as store:
        store.keep_digest("a1", DIGEST)
        store.mark(
            DIGEST, "links", [Mark("link", "a.md", "../a.md#x"), Mark("link", "b.md", "b.md")]
        )
        store.mark("cd" * 32, "links", [])
    with place.open() as store:
        assert store.digests(["a1", "a2"]) == {"a1": DIGEST}
        assert store.unmarked([DIGEST, "cd" * 32, "ef" * 32], "links") == {"ef" * 32}
        assert store.unmarked([DIGEST], "front") == {DIGEST}
        assert list(store.find("link", ["a.md", "c.md"])) == [(DIGEST, "../a.md#x")]
        store.mark(DIGEST, "links", [Mark("link", "a.md", "again")])  # as another process would
        assert list(store.find("link", ["a.md"])) == [(DIGEST, "../a.md#x")]


def test_thousands_of_rows(place: Place) -> None:
    names = [f"{n:064x}" for n in range(2_000)]
    with place.open() as store:
        for name in names:
            store.keep(name, "front", name.encode())
            store.keep_digest(name[-20:], name)
    with place.open() as store:
        assert all(store.facts(name, "front") == name.encode() for name in names)
        assert store.digests(name[-20:] for name in names) == {n[-20:]: n for n in names}


@pytest.mark.parametrize(
    "damage", [b"", b"no database", bytes(10_000)], ids=["empty", "text", "zero"]
)
def test_a_damaged_file_is_begun_anew(place: Place, damage: bytes) -> None:
    place.with_facts().file.write_bytes(damage)
    assert place.kept() is None
    assert place.with_facts().kept() == b"[1]"
    assert place.said == ([f"缓存坏了，已重新建立：{FOLDER}/{place.file.name}"] if damage else [])


def test_a_half_written_file_changes_nothing(place: Place) -> None:
    with place.open() as store:
        for n in range(3_000):
            store.keep(f"{n:064x}", "front", os.urandom(300))
    data = place.file.read_bytes()
    place.file.write_bytes(data[: len(data) // 2])
    with place.open() as store:
        found = [store.facts(f"{n:064x}", "front") for n in range(3_000)]
        store.keep(DIGEST, "front", b"[2]")
        assert store.facts(DIGEST, "front") == b"[2]"
    assert None in found
    assert place.said
    assert place.with_facts().kept() == b"[1]"


def test_a_damaged_row_counts_for_nothing(place: Place) -> None:
    place.with_facts()
    for change in (
        "update facts set data = substr(data, 1, length(data) - 1)",
        "update facts set data = 'text'",
        "update facts set data = null",
    ):
        database = sqlite3.connect(place.file)
        database.execute(change)
        database.commit()
        database.close()
        assert place.kept() is None
        place.with_facts()


def test_a_row_under_another_name_counts_for_nothing(place: Place) -> None:
    place.with_facts()
    database = sqlite3.connect(place.file)
    database.execute("update facts set digest = ?", ("cd" * 32,))
    database.commit()
    database.close()
    with place.open() as store:
        assert store.facts("cd" * 32, "front") is None


def test_another_version_of_the_program_begins_another(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = place.with_facts().file
    monkeypatch.setattr(module, "program_digest", lambda: "f" * 64)
    assert place.kept() is None
    assert place.file != before
    assert place.said == []


def test_the_programs_digest_covers_what_facts_depend_on() -> None:
    names = {
        name
        for package, below in module._PROGRAM
        for name, _ in module._contents(module.files(package).joinpath(*below.split("/")), below)
    }
    read = {"facts.py", "dialect/parser.py", "data/html.yml", "sources/html/extract.py"}
    marked = {"pages/index.py", "pages/source.py", "data/docno.yml", "referrers.py"}
    assert read | marked <= names
    assert {"tinycss2", "cssselect2", "mdurl", "lxml"} <= set(module._LIBRARIES)


def test_a_copy_is_not_this_store(place: Place) -> None:
    """As a cache that CI packed and restored: the same bytes in the same place, another file."""
    place.with_facts(b'["forged"]')
    packed = {file.name: file.read_bytes() for file in place.folder.iterdir()}
    kept_open = place.file.open("rb")  # so that its number on the disk is not given again
    shutil.rmtree(place.folder)
    place.folder.mkdir(mode=0o700)
    for name, data in packed.items():
        (place.folder / name).write_bytes(data)
        (place.folder / name).chmod(0o600)
    assert place.kept() is None
    kept_open.close()
    assert "不是这台电脑上的这个用户写的" in place.said[0]


def test_another_machine_does_not_know_it(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.with_facts(b'["forged"]')
    monkeypatch.setenv("XDG_STATE_HOME", str(place.root.parent / "another"))
    assert place.kept() is None
    assert "不是这台电脑上的这个用户写的" in place.said[0]


def test_one_without_a_seal_is_not_taken(place: Place) -> None:
    place.with_facts(b'["forged"]')
    database = sqlite3.connect(place.file)
    database.execute("delete from place")
    database.commit()
    database.close()
    assert place.kept() is None
    assert "不是这台电脑上的这个用户写的" in place.said[0]


def test_git_does_not_take_it_along(place: Place) -> None:
    place.with_facts()
    subprocess.run(["git", "init", "-q"], cwd=place.root, check=True)
    subprocess.run(["git", "add", "-A"], cwd=place.root, check=True)
    listed = subprocess.run(["git", "ls-files"], cwd=place.root, check=True, capture_output=True)
    assert listed.stdout == b""
    assert place.kept() == b"[1]"


def test_what_git_tracks_is_not_used(place: Place) -> None:
    place.with_facts(b'["forged"]')
    subprocess.run(["git", "init", "-q"], cwd=place.root, check=True)
    subprocess.run(["git", "add", "-f", FOLDER], cwd=place.root, check=True)
    assert place.kept() is None
    assert "被提交到 git 了" in place.said[0]


@POSIX
def test_a_linked_folder_is_not_used(place: Place) -> None:
    place.with_facts(b'["forged"]')
    moved = place.root.parent / "elsewhere"
    place.folder.rename(moved)
    place.folder.symlink_to(moved)
    assert place.kept() is None
    assert f"{FOLDER} 是符号链接" in place.said[0]


@POSIX
def test_a_linked_parent_or_file_is_not_used(place: Place) -> None:
    file = place.with_facts(b'["forged"]').file
    moved = place.root.parent / "forged.db"
    file.rename(moved)
    file.symlink_to(moved)
    assert place.kept() is None
    assert f"{file.name} 是符号链接" in place.said.pop()
    shutil.rmtree(place.root / ".zhengwu")
    (place.root.parent / "own").mkdir()
    (place.root / ".zhengwu").symlink_to(place.root.parent / "own")
    assert place.kept() is None
    assert ".zhengwu 是符号链接" in place.said.pop()


@POSIX
@pytest.mark.parametrize("what", ["folder", "file"])
@pytest.mark.parametrize("mode", [stat.S_IWGRP, stat.S_IWOTH], ids=["group", "others"])
def test_what_others_may_write_is_not_used(place: Place, what: str, mode: int) -> None:
    place.with_facts(b'["forged"]')
    path: Path = getattr(place, what)
    path.chmod(path.stat().st_mode | mode)
    assert place.kept() is None
    assert "别的用户也能写" in place.said[0]


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives away")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_somebody_else_owns_is_not_used(place: Place, what: str) -> None:
    place.with_facts(b'["forged"]')
    os.chown(getattr(place, what), 12345, 12345)
    assert place.kept() is None
    assert "是别的用户的" in place.said[0]


@POSIX
def test_a_secret_that_others_may_write_is_none(place: Place) -> None:
    place.with_facts(b'["forged"]')
    (place.root.parent / "state" / "zhengwu" / "store-secret").chmod(0o666)
    assert place.kept() is None
    assert "别的用户也能写" in place.said[0]


def test_acts_that_publish_keep_nothing_in_ci(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)  # the tests themselves may run there
    place.with_facts(b'["forged"]')
    with place.open(publishing=True) as store:
        assert store.facts(DIGEST, "front")
    monkeypatch.setenv("CI", "true")
    with place.open(publishing=True) as store:
        assert store.facts(DIGEST, "front") is None
        assert store.file is None
    with place.open() as store:
        assert store.facts(DIGEST, "front")


def _work(root: str, number: int) -> int:
    said: list[str] = []
    with open_store(Path(root), lambda m: said.append(m.text())) as store:
        for n in range(300):
            store.keep(f"{n:064x}", "front", str(n).encode())
            store.mark(f"{n:064x}", "links", [Mark("link", str(n % 7), str(n))])
    assert said == []
    return number


def test_several_processes_share_it(place: Place) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert sorted(pool.starmap(_work, [(str(place.root), n) for n in range(4)])) == [0, 1, 2, 3]
    with place.open() as store:
        assert all(store.facts(f"{n:064x}", "front") == str(n).encode() for n in range(300))
        assert len(list(store.find("link", ["0"]))) == 43
    assert place.said == []


def test_a_store_that_cannot_be_written_is_done_without(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place.root / ".zhengwu").write_text("a file")
    with place.open() as store:
        store.keep(DIGEST, "front", b"[1]")
        assert store.facts(DIGEST, "front") == b"[1]"
        assert store.file is None
    assert "建不起来" in place.said[0]


def everything(reader: FactsReader) -> list[object]:
    return [
        (front := reader.front(file), reader.body(file) if front.readable else None)
        for file in reader.tree.files()
    ]


def test_facts_are_the_same_with_and_without_it(place: Place) -> None:
    tree = MemoryTree({"a.md": PAGE.encode(), "b.md": b"\xff", "c.md": b"# \xe7\x94\xb2\r\n"})
    with place.open() as store:
        first = FactsReader(tree, store)
        cold = [
            (first.front(file), first.front(file).readable and first.body(file))
            for file in tree.files()
        ]
    with place.open() as store, memory_store() as memory:
        for reader in (FactsReader(tree, store), FactsReader(tree, memory), FactsReader(tree)):
            warm = [
                (reader.front(file), reader.front(file).readable and reader.body(file))
                for file in tree.files()
            ]
            assert warm == cold


def test_kept_facts_are_not_parsed_again(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = MemoryTree({"a.md": PAGE.encode()})
    with place.open() as store:
        before = FactsReader(tree, store).body("a.md")
    monkeypatch.setattr("zhengwu.facts_reader.body_of", None)
    monkeypatch.setattr("zhengwu.facts_reader.read_front", lambda data: None)
    with place.open() as store:
        assert FactsReader(tree, store).body("a.md") == before
