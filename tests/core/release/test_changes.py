"""What a release changes, and which pages it would lose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zhengwu.lifecycle import Redirect
from zhengwu.release.changes import Changes, Vanished, changes, resurrected, vanished
from zhengwu.release.manifest import IDENTITY, Contents, FileFacts, Gone, PageFacts

HOST, HOME = "www.x.example", "www.x.example/xiaolan/"


def contents(*pages: str, **files: bytes) -> Contents:
    facts = {"site.yml": PageFacts(None, "0" * 64)}
    facts |= {f"{page}.md": PageFacts(f"{page}/", "0" * 64) for page in pages}
    made = {f"{page}/index.html": FileFacts.of(b"") for page in pages}
    return Contents(made | {name: FileFacts.of(data) for name, data in files.items()}, facts)


def test_files_are_added_changed_and_removed() -> None:
    before, after = contents(a=b"1", b=b"1", c=b"1"), contents(a=b"1", b=b"2", d=b"1")
    assert changes(before, after) == Changes(("d",), ("b",), ("c",))
    assert changes(None, after).added == ("a", "b", "d")
    assert not changes(after, after)


def test_the_file_that_names_the_release_is_no_change() -> None:
    before = replace(contents(), files={IDENTITY: FileFacts.of(b"1")})
    after = replace(contents(), files={IDENTITY: FileFacts.of(b"2")})
    assert not changes(before, after)


@pytest.mark.parametrize(
    ("after", "lost"),
    [
        (contents("a", "b"), ()),
        (contents("a"), (Vanished("b.md", "b/"),)),
        (contents("a", "c"), (Vanished("b.md", "b/"),)),
        (replace(contents("a"), gone=(Gone(HOST, "/xiaolan/b/"),)), ()),
        (replace(contents("a"), gone=(Gone(HOST, "/b/"),)), (Vanished("b.md", "b/"),)),
        (replace(contents("a"), redirects=(Redirect(HOST, "/xiaolan/b/", "https://x/"),)), ()),
        (replace(contents("a", "b"), pages={}), ()),
    ],
    ids=[
        "all there",
        "one vanished",
        "one moved",
        "gone",
        "another site's is gone",
        "redirected",
        "the page is made by the system now",
    ],
)
def test_a_page_that_was_live_must_answer(after: Contents, lost: tuple[Vanished, ...]) -> None:
    assert vanished(contents("a", "b"), after, HOME) == lost


def test_nothing_vanishes_from_nothing() -> None:
    assert vanished(None, contents("a"), HOME) == ()


def test_what_was_published_in_error_does_not_come_back() -> None:
    old = replace(contents("a", "b"), files={"b/x.docx": FileFacts.of(b"")})
    gone = (Gone(HOST, "/xiaolan/b/"), Gone(HOST, "/xiaolan/b/x.docx"))
    assert resurrected(old, replace(contents("a"), gone=gone), HOME) == ("b/", "b/x.docx")
    assert resurrected(old, contents("a"), HOME) == ()
