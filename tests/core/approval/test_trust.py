"""The officers' register: a chain of changes, each signed by two supervisors."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.core.approval.seal_check import (
    REGION,
    START,
    arrival,
    fingerprint,
    founded,
    officer,
    placed_change,
    trust,
)
from zhengwu.approval.change import PlacedChange, Signature
from zhengwu.approval.trust import Trust, compare, replay

FOUNDED = founded()
WEN = officer("chen").model_copy(update={"name": "文", "keys": ()})


def added(**fields: object) -> PlacedChange:
    return replace(placed_change(2, {"wen": WEN}, FOUNDED.id), **fields)  # type: ignore[arg-type]


def codes(found: Trust) -> list[str]:
    return [reason.code for reason in found.problems]


def test_the_first_change_founds_the_register() -> None:
    found = replay([FOUNDED], REGION)
    assert (found.root, found.number, found.problems) == (FOUNDED.id, 1, ())
    assert found.keys[fingerprint("chen")].officer == "chen"


def test_a_change_by_two_supervisors_holds() -> None:
    found = replay([FOUNDED, added()], REGION)
    assert found.problems == ()
    assert "wen" in found.officers


def signed(*names: str) -> tuple[Signature, ...]:
    return tuple(Signature(name, fingerprint(name), arrival(1)) for name in names)


SIGNATURES = {
    "nobody": (),
    "one supervisor": signed("zhou"),
    "one supervisor twice": (*signed("zhou"), *signed("zhou")),
    "a reviewer beside a supervisor": signed("zhou", "chen"),
    "a supervisor under two names": (
        *signed("zhou"),
        Signature("xu", fingerprint("zhou"), arrival(1)),
    ),
    "a bad signature": (*signed("zhou"), Signature("xu", None, arrival(1))),
    "an unknown key": (*signed("zhou"), Signature("xu", "SHA256:x", arrival(1))),
    "one that has not arrived": (*signed("zhou"), Signature("xu", fingerprint("xu"), None)),
}


@pytest.mark.parametrize("name", SIGNATURES)
def test_a_change_without_two_supervisors_does_not_hold(name: str) -> None:
    found = replay([FOUNDED, added(signatures=SIGNATURES[name])], REGION)
    assert codes(found) == ["two-supervisors"]
    assert "wen" not in found.officers


def test_nothing_holds_behind_a_change_that_does_not() -> None:
    later = placed_change(3, {"wen": WEN}, added().id)
    found = replay([FOUNDED, added(signatures=()), later], REGION)
    assert (found.number, codes(found)) == (1, ["two-supervisors"])


BROKEN = {
    "another number": placed_change(3, {"wen": WEN}, FOUNDED.id),
    "not after the last": placed_change(2, {"wen": WEN}, "0" * 64),
    "another file": added(file="officers/0009.change.yml"),
    "edited later": added(edited=True),
    "two officers": placed_change(2, {"wen": WEN, "chen": WEN}, FOUNDED.id),
    "founding again": placed_change(2, {"wen": WEN}, FOUNDED.id, act="found"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_change_that_does_not_follow_is_refused(name: str) -> None:
    assert codes(replay([FOUNDED, BROKEN[name]], REGION)) == ["change-out-of-order"]


def test_another_city_s_register_is_refused() -> None:
    assert codes(replay([FOUNDED], "110000")) == ["change-out-of-order"]


CHEN = officer("chen")
REFUSED = {
    "a key left out": {"chen": CHEN.model_copy(update={"keys": ()})},
    "somebody else's key": {"wen": WEN.model_copy(update={"keys": officer("he").keys})},
    "a key twice": {"chen": CHEN.model_copy(update={"keys": (*CHEN.keys, *CHEN.keys)})},
    "an earlier beginning": {
        "chen": CHEN.model_copy(
            update={
                "keys": (
                    CHEN.keys[0].model_copy(
                        update={"valid_from": START.date() - timedelta(days=9)}
                    ),
                )
            }
        )
    },
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_entry_that_rewrites_the_past_is_refused(name: str) -> None:
    change = placed_change(2, REFUSED[name], FOUNDED.id)
    assert codes(replay([FOUNDED, change], REGION)) == ["change-refused"]


def test_a_revoked_key_is_not_brought_back() -> None:
    revoked = placed_change(2, {"chen": officer("chen", revoked_at=START)}, FOUNDED.id)
    back = placed_change(3, {"chen": officer("chen")}, revoked.id)
    later = officer("chen", revoked_at=START + timedelta(days=1))
    put_off = placed_change(3, {"chen": later}, revoked.id)
    assert codes(replay([FOUNDED, revoked, back], REGION)) == ["change-refused"]
    assert codes(replay([FOUNDED, revoked, put_off], REGION)) == ["change-refused"]


def test_a_revoked_supervisor_signs_no_more() -> None:
    revoked = placed_change(2, {"xu": officer("xu", revoked_at=START)}, FOUNDED.id)
    later = placed_change(3, {"wen": WEN}, revoked.id)
    assert codes(replay([FOUNDED, revoked, later], REGION)) == ["two-supervisors"]


def test_a_change_holds_from_its_second_signature_on() -> None:
    late = (*signed("zhou"), Signature("xu", fingerprint("xu"), arrival(7)))
    found = replay([FOUNDED, added(signatures=late)], REGION)
    assert found.versions["wen"][0][0] == arrival(7)


@pytest.mark.parametrize(
    ("fields", "order", "minutes", "holds"),
    [
        ({}, 0, 0, True),
        ({"revoked_at": START + timedelta(hours=3)}, 2, 59, True),
        ({"revoked_at": START + timedelta(hours=3)}, 3, 0, False),
        ({"valid_until": START.date()}, 14, 59, True),
        ({"valid_until": START.date()}, 15, 0, False),
        ({"valid_from": START.date() + timedelta(days=1)}, 14, 59, False),
        ({"valid_from": START.date() + timedelta(days=1)}, 15, 0, True),
    ],
    ids=[
        "at once",
        "a minute before",
        "on the minute",
        "on the last day",
        "on the next day",
        "on the day before the first",
        "on the first day",
    ],
)
def test_a_key_holds_for_what_arrives_in_its_time(
    fields: dict[str, object], order: int, minutes: int, *, holds: bool
) -> None:
    found = trust(**fields)
    why = found.holds(found.keys[fingerprint("liang")], arrival(order, minutes))
    assert (why is None) == holds


def test_city_yml_that_differs_is_told() -> None:
    found = trust()
    own = {**found.officers, "he": found.officers["he"].model_copy(update={"roles": ("final",)})}
    assert codes(compare(found, own, "content/city.yml")) == ["register-differs"]
    gone = {name: entry for name, entry in found.officers.items() if name != "he"}
    assert codes(compare(found, gone, "content/city.yml")) == ["register-differs"]
    account = found.officers["he"].model_copy(update={"account": "he2"})
    assert codes(compare(found, {**found.officers, "he": account}, "city.yml")) == []


def test_an_officer_without_a_key_needs_no_signatures() -> None:
    found = trust()
    assert codes(compare(found, {**found.officers, "wen": WEN}, "city.yml")) == []
