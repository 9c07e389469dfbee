"""What a receiver refuses: each forgery is sent straight to it, past this program's own gate."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.ops.publish.forging import Forger, data_of
from tests.ops.publish.officers import READER, REGION, ROLES, STAGES
from zhengwu.approval.digest import PageDigest, sha256
from zhengwu.approval.seal import seal_id
from zhengwu_ops.publish.refusals import ServerRefusedError
from zhengwu_ops.publish.transport import Conversation
from zhengwu_ops.world.openssh import read_signer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ops.publish.town import Town

TEXTS = {"index.md": "首页", "tzgg/a.md": "甲"}
PAGE = "tzgg/a.md"


@pytest.fixture
def town(folder_town: Town) -> Town:
    return folder_town


@pytest.fixture
def forger(town: Town) -> Iterator[Forger]:
    with Conversation(town.here()) as talk:
        talk.ask("lock", who="x")
        yield Forger(town, talk)
    assert town.left_behind() == []


def digest(page: str = PAGE, text: str = "甲", site: str = "portal") -> PageDigest:
    return PageDigest(REGION, site, page, sha256(b""), sha256(text.encode()))


def test_a_manifest_signed_by_an_unpinned_key(forger: Forger) -> None:
    release = forger.town.release(TEXTS)
    assert forger.refused(data_of(release), [], signer="stranger") == "unpinned-signer"


@pytest.mark.parametrize("officer", [who for who in ROLES if who != "yun"])
def test_a_manifest_signed_by_an_officer_who_is_no_operator(forger: Forger, officer: str) -> None:
    release = forger.town.release(TEXTS)
    assert forger.refused(data_of(release), [], signer=officer) == "unpinned-signer"


def test_a_manifest_signed_for_another_purpose(forger: Forger) -> None:
    release = forger.town.release(TEXTS)
    namespace = f"zhengwu-seal@{REGION}"
    assert forger.refused(data_of(release), [], namespace=namespace) == "unpinned-signer"


@pytest.mark.parametrize(
    "held",
    [
        {"from": "2099-01-01"},
        {"until": "2026-01-02"},
        {"revoked": "2026-01-02T09:30:00"},
    ],
    ids=["not yet valid", "expired", "revoked"],
)
def test_a_key_that_does_not_hold_today(town: Town, held: dict[str, str]) -> None:
    pins = town.officers.pins()
    pins["officers"]["yun"]["keys"][0] |= held
    (town.server.sites / "portal/pins.json").write_text(json.dumps(pins), "utf-8")
    with Conversation(town.here()) as talk:
        talk.ask("lock", who="x")
        code = Forger(town, talk).refused(data_of(town.release(TEXTS)), [])
    assert code == "unpinned-signer"


def test_an_edited_manifest(forger: Forger) -> None:
    text = json.dumps(data_of(forger.town.release(TEXTS)))
    key = read_signer(forger.town.officers.key("yun"))
    signature = key.sign(text.encode(), f"zhengwu-manifest@{REGION}")
    with pytest.raises(ServerRefusedError, match="不认签署清单的密钥"):
        forger.talk.ask("begin", manifest=text.replace("首页", "尾页") + " ", signature=signature)


def test_an_older_manifest_is_not_taken_even_after_a_rollback(town: Town) -> None:
    releases = [town.release({**TEXTS, PAGE: text}) for text in "甲乙丙"]
    for release in releases[:2]:
        town.publish(release, town.here(), probed=False)
    # Signed, overtaken, and kept by somebody.
    stale = data_of(releases[2], sequence=2, follows=releases[0].manifest.release)
    with Conversation(town.here()) as talk:
        talk.ask("lock", who="x")
        talk.ask("rollback", release=releases[0].manifest.release)
        talk.ask("confirm", who="x")
    with Conversation(town.here()) as talk:
        talk.ask("lock", who="x")
        seals = list(releases[2].seals.values())
        assert Forger(town, talk).refused(stale, seals) == "older-manifest"


def test_a_manifest_made_for_another_moment(forger: Forger) -> None:
    release = forger.town.release(TEXTS)
    stale = data_of(release, follows="0" * 12 + "-" + "0" * 12)
    assert forger.refused(stale, list(release.seals.values())) == "moved-on"


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("site", "fgj", "other-site"),
        ("city", "440100", "other-site"),
        ("format", "zhengwu release 9", "other-format"),
        ("sequence", "1", "malformed-manifest"),
        ("release", "../../../etc", "malformed-manifest"),
        ("pages", None, "malformed-manifest"),
        ("files", {"../x": [1, "0" * 64]}, "unsafe-path"),
        ("files", {"/etc/x": [1, "0" * 64]}, "unsafe-path"),
        ("files", {"a//b": [1, "0" * 64]}, "unsafe-path"),
        ("files", {"a\\b": [1, "0" * 64]}, "unsafe-path"),
        ("files", {".ssh/x": [1, "0" * 64]}, "unsafe-path"),
        ("files", {"a/.well-known/x": [1, "0" * 64]}, "unsafe-path"),
        ("files", {"a\nb": [1, "0" * 64]}, "unsafe-path"),
        ("files", {"a": [1, "0" * 63]}, "malformed-manifest"),
        ("gone", [{"host": "a.example", "path": '/";} server {'}], "unsafe-path"),
        ("gone", [{"host": "a.example;", "path": "/"}], "unsafe-path"),
        ("gone", [{"host": "a.example", "path": "/$host"}], "unsafe-path"),
        ("redirects", [{"host": "a.example", "path": "/", "to": 'x";'}], "unsafe-path"),
        ("redirects", [{"host": "a.example", "path": "/", "to": "//evil"}], "unsafe-path"),
        ("redirects", [{"host": "a.example", "path": "/", "to": "https://a/\n"}], "unsafe-path"),
    ],
)
def test_a_manifest_that_says_what_it_must_not(
    forger: Forger, name: str, value: object, code: str
) -> None:
    release = forger.town.release(TEXTS)
    assert forger.refused(data_of(release, **{name: value}), list(release.seals.values())) == code


@pytest.mark.parametrize("stage", STAGES)
def test_a_page_without_one_of_its_seals(forger: Forger, stage: str) -> None:
    who = {name: officer for name, officer in READER.items() if name != stage}
    release = forger.town.release(TEXTS, seals=who)
    assert forger.refused(data_of(release), list(release.seals.values())) == "seal-missing"


def test_a_seal_that_is_named_and_not_shown(forger: Forger) -> None:
    release = forger.town.release(TEXTS)
    assert forger.refused(data_of(release), list(release.seals.values())[1:]) == "seal-missing"


def test_one_person_twice(forger: Forger) -> None:
    release = forger.town.release(TEXTS, seals={**READER, "second": "chu"})
    assert forger.refused(data_of(release), list(release.seals.values())) == "seal-twice"


@pytest.mark.parametrize(
    ("stage", "officer"), [("final", "mi"), ("secrecy", "yun"), ("first", "stranger")]
)
def test_an_officer_without_the_role(forger: Forger, stage: str, officer: str) -> None:
    release = forger.town.release(TEXTS, seals={**READER, stage: officer})
    assert forger.refused(data_of(release), list(release.seals.values())) == "seal-unpinned"


@pytest.mark.parametrize(
    "other",
    [digest(page="tzgg/b.md"), digest(text="旧文"), digest(site="fgj")],
    ids=["another page", "an older text", "another site"],
)
def test_a_seal_of_something_else(forger: Forger, other: PageDigest) -> None:
    release = forger.town.release(TEXTS)
    seal = forger.town.officers.seal(other, "final")
    data = data_of(release)
    data["pages"][PAGE]["seals"][2]["id"] = seal_id(seal)
    assert forger.refused(data, [*release.seals.values(), seal]) == "seal-wrong"


def test_a_seal_with_the_signature_of_another(forger: Forger) -> None:
    release = forger.town.release(TEXTS)
    mine = forger.town.officers.seal(digest(), "final")
    theirs = forger.town.officers.seal(digest(), "secrecy")
    mark = "-----BEGIN"
    forged = mine.partition(mark)[0] + mark + theirs.partition(mark)[2]
    data = data_of(release)
    data["pages"][PAGE]["seals"][2]["id"] = seal_id(forged)
    assert forger.refused(data, [*release.seals.values(), forged]) == "seal-unpinned"


@pytest.mark.parametrize("line", ["meta", "text"])
def test_a_seal_whose_lines_are_not_those_of_its_digest(forger: Forger, line: str) -> None:
    release = forger.town.release(TEXTS)
    honest = forger.town.officers.seal(digest(), "final").partition("-----BEGIN")[0]
    value = digest().meta if line == "meta" else digest().text
    payload = honest.replace(f"{line} {value}\n", f"{line} {sha256(b'other')}\n")
    assert payload != honest
    signer = read_signer(forger.town.officers.key("zhong"))
    forged = payload + signer.sign(payload.encode(), f"zhengwu-seal@{REGION}")
    data = data_of(release)
    data["pages"][PAGE]["seals"][2]["id"] = seal_id(forged)
    assert forger.refused(data, [*release.seals.values(), forged]) == "seal-wrong"


def test_seals_that_came_with_the_release_before_need_not_come_again(town: Town) -> None:
    town.publish(town.release(TEXTS), town.here(), probed=False)
    new = town.release({**TEXTS, "index.md": "新首页"})
    known = {seal.id for seal in new.manifest.contents.pages[PAGE].seals}
    for seal in known:
        del new.seals[seal]  # type: ignore[attr-defined]
    town.publish(new, town.here(), probed=False)
    assert (town.live / "current").readlink().name == new.manifest.release
