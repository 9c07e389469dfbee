"""Officers in the register: ids, keys and their days."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.core.approval.seal_check import public_key
from zhengwu.model.city import CityFacts
from zhengwu.model.officer import Officer, OfficerKey, fingerprint

# Made by OpenSSH 9.2; its private half was thrown away.
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILXB11GTyxdbYQlT7FUtoYe6nfg0k/q5bnuPmvkGRuwX"
EXPECTED = "SHA256:VMZXnE0ThyUTIhRoVeth7ls5OUPym7zTEvOtwFHjojM"


def key(**fields: object) -> OfficerKey:
    return OfficerKey.model_validate({"key": public_key("a"), "valid_from": "2026-11-01", **fields})


def test_the_comment_of_a_key_is_dropped() -> None:
    assert key(key=f"{public_key('a')} somebody@desk").key == public_key("a")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ssh-ed25519",
        "ssh-rsa AAAA",
        "ssh-ed25519 AAAA",
        "ssh-ed25519 ***",
        "ssh-dss AAAAB3NzaC1kc3MA",
    ],
)
def test_what_is_no_usable_key_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        key(key=text)


def test_the_fingerprint_is_openssh_s() -> None:
    assert fingerprint(KEY) == EXPECTED


def test_a_key_does_not_end_before_it_begins() -> None:
    key(valid_until="2026-11-01")
    with pytest.raises(ValidationError, match="valid_until"):
        key(valid_until="2026-10-31")


def test_a_revocation_is_told_to_the_minute() -> None:
    with pytest.raises(ValidationError):
        key(revoked_at="2026-11-20")


@pytest.mark.parametrize("name", ["Lin", "lin.x", "../lin", "lin-", "林"])
def test_an_id_can_be_part_of_a_file_s_name(name: str) -> None:
    officer = Officer(name="林", unit="zfb", roles=("editor",))
    facts = {"name": "市", "region": "442000", "demo": True, "units": {}}
    with pytest.raises(ValidationError):
        CityFacts.model_validate({**facts, "officers": {name: officer}})


@pytest.mark.parametrize(("text", "hours"), [("24小时", 24), ("2天", 48), ("1 小时", 1)], ids=str)
def test_the_term_of_an_emergency(text: str, hours: int) -> None:
    facts = {"name": "市", "region": "442000", "demo": True, "units": {}}
    found = CityFacts.model_validate({**facts, "emergency_review_within": text})
    assert found.emergency_review_hours == hours


@pytest.mark.parametrize("text", ["0小时", "一天", "2周", "-1天"])
def test_what_is_no_term_is_refused(text: str) -> None:
    facts = {"name": "市", "region": "442000", "demo": True, "units": {}}
    with pytest.raises(ValidationError):
        CityFacts.model_validate({**facts, "emergency_review_within": text})
