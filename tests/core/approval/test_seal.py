"""The seal file: written in one way, read in that way only."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.approval.seal_check import page, seal
from zhengwu.approval import PageDigest
from zhengwu.approval.digest import encode_path, sha256
from zhengwu.approval.seal import is_safe, one_line, read_seal, write_seal

ARMOR = "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n"
DIGEST = PageDigest(
    "442000",
    "portal",
    "tzgg/a.md",
    sha256(b"m"),
    sha256(b"t"),
    ((encode_path("tzgg/files/名单 1.csv"), sha256(b"f")),),
)
SEAL = seal("second", "he", 1, "0" * 64, DIGEST).seal


def test_what_was_written_is_read() -> None:
    assert read_seal(write_seal(SEAL, ARMOR)) == (SEAL, ARMOR)


@given(st.text())
def test_any_title_stays_on_its_line(title: str) -> None:
    named = replace(SEAL, title=one_line(title))
    assert read_seal(write_seal(named, ARMOR)) == (named, ARMOR)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    assert read_seal(text) is not None


TEXT = write_seal(SEAL, ARMOR)
BROKEN = {
    "empty": "",
    "no signature": SEAL.payload(),
    "another version": TEXT.replace("seal 1", "seal 2"),
    "a line more": TEXT.replace("stage second\n", "stage second\nstage final\n"),
    "a line less": TEXT.replace("previous " + "0" * 64 + "\n", ""),
    "other order": TEXT.replace("stage second\nofficer he\n", "officer he\nstage second\n"),
    "unknown line": TEXT.replace("stage second\n", "stage second\nnote x\n"),
    "unknown stage": TEXT.replace("stage second", "stage third"),
    "wrong digest": TEXT.replace(DIGEST.value, "0" * 64),
    "digest of a file in capitals": TEXT.replace(sha256(b"f"), sha256(b"f").upper()),
    "no time": TEXT.replace("signed 2026-11-02 09:00", "signed heute"),
    "text behind the signature": TEXT + "stage final\n",
    "two signatures": TEXT + ARMOR,
    "windows line ends": TEXT.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_written_otherwise_is_refused(name: str) -> None:
    assert not isinstance(read_seal(BROKEN[name]), tuple)


def test_a_seal_stands_in_the_folder_of_its_page() -> None:
    expected = f"reviews/portal/tzgg/a.md/second.{DIGEST.value[:16]}.he.seal"
    assert SEAL.path() == expected


@pytest.mark.parametrize(
    "bad",
    ["../a.md", "a/../b.md", "/a.md", "a//b.md", "a\\b.md", "C:a.md", "a\n.md", ".", ""],
)
def test_no_seal_leads_out_of_its_folder(bad: str) -> None:
    outside = replace(SEAL, digest=page(path=bad))
    with pytest.raises(ValueError, match="safe"):
        outside.path()


@pytest.mark.parametrize("officer", ["../he", "a/b", "a\x00b"])
def test_no_officer_leads_out_of_the_folder(officer: str) -> None:
    with pytest.raises(ValueError, match="safe"):
        replace(SEAL, officer=officer).path()


def test_safe_paths() -> None:
    assert is_safe("reviews/portal/a b/c.md")
