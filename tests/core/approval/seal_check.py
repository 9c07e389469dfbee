"""A register and seals in memory: nothing is signed, the signer is said to be who it is."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tests.cities import city_tree
from zhengwu.approval import Arrival, PageDigest, PlacedSeal, Policy, Seal
from zhengwu.approval.change import Change, PlacedChange, Signature, change_path
from zhengwu.approval.digest import sha256
from zhengwu.approval.seal import NOTHING, Stage
from zhengwu.approval.trust import Trust, replay
from zhengwu.model.city import City, CityFacts
from zhengwu.model.officer import Officer, OfficerKey
from zhengwu.register.load import load_register

if TYPE_CHECKING:
    from collections.abc import Mapping

REGION = "442000"
START = datetime(2026, 11, 2, 9, 0)
ROLES = {
    "chen": ("first",),
    "he": ("second",),
    "liang": ("final",),
    "su": ("secrecy",),
    "fang": ("first", "second", "final", "secrecy"),
    "zhou": ("supervisor",),
    "xu": ("supervisor",),
}


def public_key(name: str) -> str:
    """Return a well-formed key that nobody holds."""
    kind = b"ssh-ed25519"
    blob = len(kind).to_bytes(4, "big") + kind + (32).to_bytes(4, "big") + name.encode().ljust(32)
    return f"{kind.decode()} {base64.b64encode(blob).decode()}"


def officer(name: str, **fields: object) -> Officer:
    facts = {"valid_from": START.date(), **fields}
    key = OfficerKey(key=public_key(name), **facts)  # type: ignore[arg-type]
    return Officer(name=name, unit="zfb", roles=ROLES[name], keys=(key,))


def fingerprint(name: str) -> str:
    return officer(name).keys[0].fingerprint


def arrival(order: int, minutes: int = 0) -> Arrival:
    """Return an arrival `order` hours and `minutes` after the start."""
    return Arrival(order, START + timedelta(hours=order, minutes=minutes), f"{order:040x}")


def placed_change(
    number: int,
    officers: Mapping[str, Officer],
    previous: str = NOTHING,
    signers: tuple[str, ...] = ("zhou", "xu"),
    act: str = "add",
    order: int | None = None,
) -> PlacedChange:
    """Return a change that its signers are said to have signed."""
    change = Change(
        city=REGION,
        number=number,
        previous=previous,
        act=act,  # type: ignore[arg-type]
        officers=dict(officers),
        reason="演示",
        prepared=START,
    )
    came = arrival(number - 1 if order is None else order)
    signed = tuple(Signature(name, fingerprint(name), came) for name in signers)
    return PlacedChange(change, change_path(number), sha256(str(number).encode()), signed, came)


def founded(**fields: object) -> PlacedChange:
    """Return the founding change; `fields` are those of the final reviewer's key."""
    everyone = {name: officer(name) for name in ROLES}
    everyone["liang"] = officer("liang", **fields)
    return placed_change(1, everyone, act="found")


def trust(**fields: object) -> Trust:
    found = replay([founded(**fields)], REGION)
    assert found.problems == ()
    return found


def city() -> City:
    found = load_register(city_tree()).city
    assert found is not None
    return found


def policy(hours: int | None = None) -> Policy:
    here = city()
    if hours:
        data = here.facts.model_copy(update={"emergency_review_hours": hours})
        here = City(CityFacts.model_construct(**dict(data)), here.sites, here.file)
    return Policy.of(here, here.sites["portal"])


def page(text: str = "正文", *, path: str = "tzgg/a.md", site: str = "portal") -> PageDigest:
    return PageDigest(REGION, site, path, sha256(b"meta"), sha256(text.encode()))


def seal(
    stage: Stage,
    name: str,
    order: int,
    previous: str = NOTHING,
    digest: PageDigest | None = None,
) -> PlacedSeal:
    """Return a seal with a good signature, which arrived `order` hours after the start."""
    reason = "暴雨" if stage == "emergency" else NOTHING
    made = Seal(digest or page(), "标题", stage, name, fingerprint(name), previous, START, reason)
    ident = sha256(f"{made.payload()}{order}".encode())
    return PlacedSeal(made, made.path(), ident, fingerprint(name), arrival(order))


def chain(order: int = 1, digest: PageDigest | None = None) -> list[PlacedSeal]:
    """Return the four seals of a text, an hour apart."""
    first = seal("first", "chen", order, digest=digest)
    second = seal("second", "he", order + 1, first.id, digest)
    final = seal("final", "liang", order + 2, second.id, digest)
    return [first, second, final, seal("secrecy", "su", order + 3, digest=digest)]
