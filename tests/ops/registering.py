"""Changes of the register for the tests of reviews, and seals where they do not belong."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.ops.sealed import PAGE, World, day
from zhengwu_ops.officers.changes import add_key, draft_change, sign_change
from zhengwu_ops.register.officers import put_officer
from zhengwu_ops.review.demo import make_keys
from zhengwu_ops.world.openssh import read_signer

if TYPE_CHECKING:
    import datetime as dt

    from zhengwu.model.officer import Officer

FOLDER = f"reviews/portal/{PAGE}"


def change(world: World, officer: str, *, until: dt.datetime) -> None:
    """Let supervisors set the end of an officer's key."""
    entry = world.reviews().city.facts.officers[officer]
    keys = (entry.keys[0].model_copy(update={"valid_until": until.date()}),)
    new = entry.model_copy(update={"keys": keys})
    file = world.content / "city.yml"
    text = put_officer(file.read_text("utf-8"), "city.yml", officer, new)
    file.write_text(text, "utf-8")
    record(world, officer, "replace")


def record(world: World, officer: str, act: str) -> None:
    """Draft the change that `city.yml` has already, let two supervisors sign it, commit."""
    entry = world.reviews().city.facts.officers[officer]
    drafted = draft_change(world.content, act, officer, entry, "演示", world.today)
    assert drafted is not None
    for supervisor in ("zhou", "xu"):
        sign_change(world.content, drafted.number, read_signer(world.demo.key(supervisor)))
    world.commit("huang")


def new_key(world: World, officer: str) -> Officer:
    make_keys(world.demo.keys, [f"{officer}-2"])
    text = (world.demo.keys / f"{officer}-2.pub").read_text("utf-8")
    return add_key(world.content, officer, text, day(2).date())


def seal_with(world: World, key: str) -> None:
    first = world.seal("first", "chen")
    second = world.seal("second", "he", first)
    world.seal("final", "liang", second, key=key)
    world.seal("secrecy", "su")
    world.commit("liang")


def copy_seals(world: World, start: str, end: str) -> None:
    (world.root / end).mkdir(parents=True, exist_ok=True)
    for file in (world.root / start).iterdir():
        shutil.copy(file, world.root / end)
