"""The manifest: one text for one release, named by its commit and its contents."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

import pytest

from zhengwu.lifecycle import Redirect
from zhengwu.release.manifest import (
    IDENTITY,
    Contents,
    FileFacts,
    Gone,
    Manifest,
    PageFacts,
    SealMark,
    identity,
    read_manifest,
    release_name,
)

COMMIT = "0123456789abcdef" * 2 + "01234567"
MOMENT = datetime(2026, 11, 24, 10, 0)
CONTENTS = Contents(
    {"index.html": FileFacts.of(b"home"), "tzgg/a/index.html": FileFacts.of(b"a")},
    {
        "index.md": PageFacts("", "1" * 64, (SealMark("first", "chen", "2" * 64),)),
        "site.yml": PageFacts(None, "3" * 64),
    },
    (Gone("www.x.example", "/tzgg/b/"),),
    (Redirect("www.x.example", "/tzgg/c/", "https://www.x.example/tzgg/a/"),),
)


def manifest(contents: Contents = CONTENTS) -> Manifest:
    return Manifest(
        city="442000",
        site="portal",
        url="https://www.x.example/",
        release=release_name(COMMIT, contents),
        sequence=7,
        follows="",
        moment=MOMENT,
        commit=COMMIT,
        digest=contents.digest,
        contents=contents,
        log="3:abc",
    )


def test_a_manifest_is_read_as_it_was_written() -> None:
    assert read_manifest(json.loads(manifest().text())) == manifest()


def test_the_text_does_not_depend_on_the_order_of_files() -> None:
    backwards = replace(CONTENTS, files=dict(reversed(list(CONTENTS.files.items()))))
    assert manifest(backwards).text() == manifest().text()


def test_the_name_tells_commit_and_contents() -> None:
    name = release_name(COMMIT, CONTENTS)
    assert name == f"{COMMIT[:12]}-{CONTENTS.digest[:12]}"
    assert name != release_name("f" + COMMIT[1:], CONTENTS)


@pytest.mark.parametrize(
    "other",
    [
        replace(CONTENTS, files={**CONTENTS.files, "x": FileFacts.of(b"")}),
        replace(CONTENTS, files={**CONTENTS.files, "index.html": FileFacts.of(b"other")}),
        replace(CONTENTS, gone=()),
        replace(CONTENTS, redirects=()),
        replace(CONTENTS, redirects=(replace(CONTENTS.redirects[0], to="https://x.example/"),)),
    ],
    ids=["another file", "other bytes", "nothing gone", "nothing moved", "moved elsewhere"],
)
def test_whatever_readers_get_is_part_of_the_name(other: Contents) -> None:
    assert other.digest != CONTENTS.digest


def test_seals_are_not_part_of_the_name() -> None:
    assert replace(CONTENTS, pages={}).digest == CONTENTS.digest


def test_a_live_site_says_which_release_it_is_by_the_day_and_not_by_the_minute() -> None:
    said = json.loads(identity("442000", "portal", COMMIT, MOMENT.date(), CONTENTS))
    assert said["release"] == manifest().release
    assert said["day"] == "2026-11-24"
    assert IDENTITY == ".well-known/zhengwu.json"


@pytest.mark.parametrize(
    "broken",
    [{}, {"format": "zhengwu release 2"}, {"files": {"a": 1}}, {"pages": []}, {"moment": "now"}],
    ids=str,
)
def test_what_is_no_manifest_is_refused(broken: dict[str, object]) -> None:
    data = {**manifest().data(), **broken} if broken else {}
    with pytest.raises(ValueError, match=r".+"):
        read_manifest(data)
