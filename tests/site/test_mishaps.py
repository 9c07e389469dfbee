"""What goes wrong while editors work: a clear error with its line, and the preview lives on."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from tests.ports import ports
from tests.site.conftest import DAY, copy_city
from zhengwu_ops.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIMIT = 120


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copy_city(tmp_path)
    monkeypatch.chdir(folder)
    return folder


def linked_page(folder: Path) -> tuple[Path, Path, int]:
    """Return a page, a page that links to it, and the line of that link."""
    for page in sorted((folder / "content/portal").rglob("*.md")):
        for number, line in enumerate(page.read_text("utf-8").split("\n"), start=1):
            for part in line.split("](")[1:]:
                target = page.parent / part.partition(")")[0].partition("#")[0]
                if target.suffix == ".md" and target.is_file() and target.resolve() != page:
                    return target.resolve(), page, number
    pytest.fail("no page of the demo city links to another")


def lint(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(["lint", "content", "--date", DAY.isoformat()])
    return code, capsys.readouterr().out


def test_a_deleted_page_is_told_where_it_was_linked(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, referrer, line = linked_page(town)
    page.unlink()
    code, out = lint(capsys)
    assert code == 1
    assert f"{referrer.relative_to(town).as_posix()}:{line}:" in out
    assert "broken-link" in out


def test_a_moved_page_is_told_where_it_was_linked(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, referrer, line = linked_page(town)
    page.rename(page.with_name("moved.md"))
    code, out = lint(capsys)
    assert code == 1
    assert f"{referrer.relative_to(town).as_posix()}:{line}:" in out


def test_a_broken_register_file_is_told_at_its_line(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = town / "content/fgj/site.yml"
    lines = file.read_text("utf-8").split("\n")
    file.write_text("\n".join([lines[0], "kind: [", *lines[1:]]), "utf-8")
    code, out = lint(capsys)
    assert code == 1
    assert "content/fgj/site.yml:" in out
    assert "invalid-register" in out
    assert main(["build", "--date", DAY.isoformat()]) == 1
    assert not (town / "public").exists()


def test_a_failed_build_leaves_public_as_it_was(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "xiaolan", "--date", DAY.isoformat()]) == 0
    before = sorted((p, p.stat().st_mtime_ns) for p in (town / "public").rglob("*"))
    page = next((town / "content/xiaolan").rglob("xwdt/*.md"))
    page.write_text(page.read_text("utf-8") + "\n[便宜](https://shop.example.com/)\n", "utf-8")
    assert main(["build", "xiaolan", "--date", DAY.isoformat()]) == 1
    assert sorted((p, p.stat().st_mtime_ns) for p in (town / "public").rglob("*")) == before
    assert "external-link" in capsys.readouterr().out


@dataclass(frozen=True)
class Preview:
    """A running preview.

    Attributes:
        folder: of the city.
        base: its address.
        log: what it says.
    """

    folder: Path
    base: str
    log: Path

    def count(self, words: str) -> int:
        """Return how often it has said `words`."""
        return self.log.read_text("utf-8").count(words)

    def says_more(self, words: str, before: int) -> None:
        """Wait until it says `words` more often than before."""
        end = time.monotonic() + LIMIT
        while self.count(words) <= before:
            if time.monotonic() > end:
                pytest.fail(f"{words!r} was never said: {self.log.read_text('utf-8')[-2000:]}")
            time.sleep(0.05)


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """A running `mkdocs serve` over a copy of the demo city."""
    folder = copy_city(tmp_path)
    environment = {**os.environ, "SITE": "xiaolan", "NO_MKDOCS_2_WARNING": "1"}
    file = tmp_path / "serve.log"
    with ports() as taken, file.open("w") as log:
        port = taken.take()
        command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            yield Preview(folder, f"http://127.0.0.1:{port}/", file)
        finally:
            process.terminate()
            process.wait(LIMIT)


def wait_for(url: str, wanted: str, *, gone: bool = False) -> str:
    """Ask for `url` until its page holds (or no longer holds) `wanted`."""
    end = time.monotonic() + LIMIT
    text = ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                text = answer.read().decode("utf-8")
        except OSError:
            text = ""
        if text and (wanted in text) != gone:
            return text
        time.sleep(0.05)
    pytest.fail(f"{url} never {'lost' if gone else 'showed'} {wanted!r}: {text[-2000:]}")


def wait_until_missing(url: str) -> None:
    """Ask for `url` until there is no such page; builds may be merged, so they are not counted."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5):
                time.sleep(0.05)
        except urllib.error.HTTPError as error:
            if error.code == HTTPStatus.NOT_FOUND:
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"{url} is still there")


def address_of_home(base: str) -> str:
    """Return where the preview shows the home page: below the site's path or at the root."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        for url in (base, f"{base}xiaolan/"):
            try:
                with urllib.request.urlopen(url, timeout=5) as answer:
                    if answer.status == 200:
                        return url
            except OSError:
                time.sleep(0.2)
    pytest.fail("the preview did not start")


def test_the_preview_shows_findings_and_survives_mistakes(preview: Preview) -> None:
    folder = preview.folder
    home = address_of_home(preview.base)
    page = next(iter(sorted((folder / "content/xiaolan/xwdt").glob("2*.md"))), None) or next(
        p for p in sorted((folder / "content/xiaolan/xwdt").glob("*.md")) if p.name != "index.md"
    )
    url = f"{home}xwdt/{page.stem}/"
    good = page.read_text("utf-8")
    assert "zw-finding" not in wait_for(url, "</html>")
    page.write_text(f"{good}\n这里写错了,,\n", "utf-8")
    shown = wait_for(url, "zw-finding")
    assert preview.count("unknown-script") == 0  # the theme's own scripts, at the root too
    line = len(good.split("\n")) + 1
    assert f"第 {line} 行" in shown
    site = folder / "content/xiaolan/site.yml"
    facts = site.read_text("utf-8")
    site.write_text(facts.replace("kind: town", "kind: [town"), "utf-8")
    preview.says_more("登记文件有错", 0)
    site.write_text(facts, "utf-8")
    page.write_text(good, "utf-8")
    wait_for(url, "zw-finding", gone=True)
    broken = preview.count("invalid-front-matter")
    page.write_text("---\ntitle: [\n---\n", "utf-8")
    preview.says_more("invalid-front-matter", broken)
    page.unlink()
    wait_until_missing(url)
    page.write_text(good.replace("title: ", "title: 复原的", 1), "utf-8")
    wait_for(url, "复原的")
