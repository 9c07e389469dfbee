"""Forged reviews, each refused with its reason: keys, registers, files, emergencies.

Real keys, real signatures, real repositories.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.ops.registering import FOLDER, change, copy_seals, new_key, record, seal_with
from tests.ops.sealed import OTHER, World, day
from zhengwu_ops.officers.changes import draft_change, revoke, sign_change
from zhengwu_ops.world.openssh import read_signer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def expired_key(world: World) -> None:
    change(world, "liang", until=day(5))
    world.today = day(6)
    world.seal_all()


def backdated_behind_an_expired_key(world: World) -> None:
    """The commit claims to be older than what was on the branch before it."""
    change(world, "liang", until=day(5))
    world.today = day(6)
    first = world.seal("first", "chen")
    second = world.seal("second", "he", first)
    world.seal("secrecy", "su")
    world.commit("he")
    world.seal("final", "liang", second, signed=day(4))
    world.commit("liang", at=day(4))


def revoked_key(world: World) -> None:
    revoke(world.content, "liang", (), day(3, 10))
    record(world, "liang", "revoke")
    world.seal_all()


def revoked_key_backdated(world: World) -> None:
    revoke(world.content, "liang", (), day(3, 8))
    record(world, "liang", "revoke")
    first = world.seal("first", "chen")
    second = world.seal("second", "he", first)
    world.seal("final", "liang", second, signed=day(2))
    world.seal("secrecy", "su")
    world.commit("liang", at=day(2))


def key_in_city_yml_only(world: World) -> None:
    new_key(world, "liang")
    world.commit("huang")
    seal_with(world, "liang-2")


def key_signed_by_one_supervisor(world: World) -> None:
    entry = new_key(world, "liang")
    drafted = draft_change(world.content, "add", "liang", entry, "换密钥", day(3))
    assert drafted is not None
    sign_change(world.content, drafted.number, read_signer(world.demo.key("zhou")))
    world.commit("huang")
    seal_with(world, "liang-2")


def key_signed_by_one_supervisor_under_two_names(world: World) -> None:
    key_signed_by_one_supervisor(world)
    folder = world.root / "officers"
    shutil.copy(folder / "0002.zhou.sig", folder / "0002.xu.sig")
    world.commit("huang")


def key_signed_by_reviewers(world: World) -> None:
    key_signed_by_one_supervisor(world)
    namespace = "zhengwu-officer@442000"
    text = (world.root / "officers/0002.change.yml").read_bytes()
    for officer in ("fang", "liang"):
        armor = read_signer(world.demo.key(officer)).sign(text, namespace)
        (world.root / f"officers/0002.{officer}.sig").write_text(armor, "ascii")
    world.commit("huang")


def role_given_in_city_yml_only(world: World) -> None:
    text = (world.content / "city.yml").read_text("utf-8")
    new = text.replace("roles: [first]", "roles: [first, final]", 1)
    if new == text:
        new = text.replace("roles:\n    - first\n", "roles:\n    - first\n    - final\n", 1)
    assert new != text
    (world.content / "city.yml").write_text(new, "utf-8")
    world.commit("huang")
    world.seal_all(first="fang", final="chen")


def somebody_elses_key(world: World) -> None:
    first = world.seal("first", "chen")
    second = world.seal("second", "he", first)
    world.seal("final", "liang", second, key="fang")
    world.seal("secrecy", "su")
    world.commit("fang")


def changed_header(world: World) -> None:
    world.seal_all()
    seal = next((world.root / FOLDER).glob("final.*"))
    seal.write_text(seal.read_text("utf-8").replace("title 标题", "title 题目"), "utf-8")
    world.commit()


def half_a_file(world: World) -> None:
    world.seal_all()
    seal = next((world.root / FOLDER).glob("final.*"))
    seal.write_text(seal.read_text("utf-8")[:-40], "utf-8")
    world.commit()


def renamed_file(world: World) -> None:
    world.seal_all()
    for file in (world.root / FOLDER).glob("final.*"):
        file.rename(file.with_name(file.name.replace("liang", "fang")))
    world.commit()


def not_committed(world: World) -> None:
    first = world.seal("first", "chen")
    second = world.seal("second", "he", first)
    world.seal("final", "liang", second)
    world.seal("secrecy", "su")


def emergency_of_an_older_text(world: World) -> None:
    world.seal("emergency", "liang", reason="暴雨")
    world.commit("liang")
    world.edit("见[附件]", "请见[附件]")
    world.commit()


def emergency_of_another_page(world: World) -> None:
    world.seal("emergency", "liang", page=OTHER, reason="暴雨")
    world.commit("liang")
    copy_seals(world, f"reviews/portal/{OTHER}", FOLDER)
    world.commit()


def emergency_used_again_after_a_review(world: World) -> None:
    world.seal("emergency", "liang", reason="暴雨")
    world.commit("liang")
    world.edit("见[附件]", "请见[附件]")
    world.commit()
    world.seal_all()
    world.edit("请见[附件]", "见[附件]")
    world.commit()


def emergency_by_a_first_reviewer(world: World) -> None:
    world.seal("emergency", "chen", reason="暴雨")
    world.commit("chen")


FORGERIES: dict[str, tuple[Callable[[World], None], str]] = {
    "with an expired key": (expired_key, "key-not-valid"),
    "backdated behind an expired key": (backdated_behind_an_expired_key, "key-not-valid"),
    "with a revoked key": (revoked_key, "key-not-valid"),
    "with a revoked key, backdated": (revoked_key_backdated, "key-not-valid"),
    "a key in city.yml only": (key_in_city_yml_only, "unsigned-key"),
    "a key signed by one supervisor": (key_signed_by_one_supervisor, "unsigned-key"),
    "a key signed by one supervisor under two names": (
        key_signed_by_one_supervisor_under_two_names,
        "unsigned-key",
    ),
    "a key signed by reviewers": (key_signed_by_reviewers, "unsigned-key"),
    "a role given in city.yml only": (role_given_in_city_yml_only, "role"),
    "with somebody else's key": (somebody_elses_key, "bad-signature"),
    "a changed header": (changed_header, "bad-signature"),
    "half a file": (half_a_file, "malformed"),
    "a renamed file": (renamed_file, "misplaced"),
    "not on the protected branch": (not_committed, "not-arrived"),
    "emergency of an older text": (emergency_of_an_older_text, "older-text"),
    "emergency of another page": (emergency_of_another_page, "other-page"),
    "emergency used again after a review": (
        emergency_used_again_after_a_review,
        "emergency-replayed",
    ),
    "emergency by a first reviewer": (emergency_by_a_first_reviewer, "role"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_refused_with_its_reason(name: str, world: World) -> None:
    forge, code = FORGERIES[name]
    forge(world)
    reasons = world.verdict().reasons
    assert code in {reason.code for reason in reasons}
    # Every message says what to do.
    assert all(reason.fix.text() for reason in reasons)


def test_seals_before_a_revocation_stay(world: World) -> None:
    world.seal_all()
    revoke(world.content, "liang", (), world.today)
    record(world, "liang", "revoke")
    assert world.codes() == set()


def test_a_register_change_by_two_supervisors_lets_a_key_count(world: World) -> None:
    new_key(world, "liang")
    record(world, "liang", "add")
    seal_with(world, "liang-2")
    assert world.codes() == set()


def test_a_link_among_the_seals_is_not_followed(world: World, tmp_path: Path) -> None:
    world.seal_all()
    folder = world.root / FOLDER
    shutil.move(folder, tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    assert "missing-first" in world.codes()
