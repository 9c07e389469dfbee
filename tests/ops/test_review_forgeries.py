"""Forged reviews, each refused with its reason: the wrong text, the wrong people, the wrong order.

Real keys, real signatures, real repositories.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ops.registering import FOLDER, copy_seals
from tests.ops.sealed import OTHER, PAGE, World
from zhengwu.approval.seal import NOTHING
from zhengwu_lint.git import git

if TYPE_CHECKING:
    from collections.abc import Callable


def another_page(world: World) -> None:
    world.seal_all(OTHER)
    copy_seals(world, f"reviews/portal/{OTHER}", FOLDER)
    world.commit()


def another_site(world: World) -> None:
    world.seal_all(site="fgj")
    copy_seals(world, f"reviews/fgj/{PAGE}", FOLDER)
    world.commit()


def another_city(world: World) -> None:
    previous = NOTHING
    for stage, officer in (("first", "chen"), ("second", "he"), ("final", "liang")):
        previous = world.seal(stage, officer, previous, region="110000")
    world.commit()


def older_text(world: World) -> None:
    world.seal_all()
    world.edit("见[附件]", "请见[附件]")
    world.commit()


def changed_title(world: World) -> None:
    world.seal_all()
    world.edit("title: 关于启用新办公地点的公告", "title: 关于启用旧办公地点的公告")
    world.commit()


def changed_attachment(world: World) -> None:
    world.seal_all()
    world.write("portal/tzgg/files/a.csv", "姓名\n乙\n")
    world.commit()


def other_attachment(world: World) -> None:
    world.seal_all()
    world.write("portal/tzgg/files/b.csv", "姓名\n乙\n")
    world.edit("files/a.csv)", "files/b.csv)")
    world.commit()


def one_person_twice(world: World) -> None:
    world.seal_all(first="fang", final="fang")


def one_person_for_everything(world: World) -> None:
    world.seal_all(first="fang", second="fang", final="fang", secrecy="fang")


def secrecy_by_the_first_reviewer(world: World) -> None:
    world.seal_all(first="fang", secrecy="fang")


def the_author(world: World) -> None:
    world.edit("见[附件]", "请见[附件]")
    world.commit("lu")
    world.seal_all(first="lu")


def the_author_under_another_name(world: World) -> None:
    world.edit("见[附件]", "请见[附件]")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_AUTHOR_NAME", "lin")
        patch.setenv("GIT_AUTHOR_EMAIL", "lin@zhongshan.example")
        world.commit("lu")
    world.seal_all(first="lu")


def the_author_of_the_attachment(world: World) -> None:
    world.write("portal/tzgg/files/a.csv", "姓名\n乙\n")
    world.commit("lu")
    world.seal_all(final="lu")


def the_author_before_a_rename(world: World) -> None:
    world.edit("见[附件]", "请见[附件]")
    world.commit("lu")
    page = world.content / "portal" / PAGE
    page.rename(page.with_name("c.md"))
    world.commit("lin")
    page.with_name("c.md").rename(page)
    world.commit("lin")
    world.seal_all(first="lu")


def the_author_behind_a_late_seal_of_the_older_text(world: World) -> None:
    """Seals of the text before are brought onto the branch after the author's commit."""
    first = world.seal("first", "chen")
    second = world.seal("second", "he", first)
    world.seal("final", "liang", second)
    world.seal("secrecy", "su")
    world.edit("见[附件]", "请见[附件]")
    world.commit("lu")
    world.seal_all(first="lu")


def not_in_git(world: World) -> None:
    """Git is told to overlook the page, so that it has no author."""
    (world.content / ".gitignore").write_text("/portal/tzgg/a.md\n", "utf-8")
    git(world.root, "rm", "--quiet", "--cached", f"content/portal/{PAGE}")
    world.commit("lu")
    world.edit("见[附件]", "请见[附件]")
    world.seal_all()


def overlooked_by_git(world: World) -> None:
    git(world.root, "update-index", "--assume-unchanged", f"content/portal/{PAGE}")
    world.edit("见[附件]", "请见[附件]")
    world.seal_all()


def without_the_role(world: World) -> None:
    world.seal_all(final="chen")


def of_another_unit(world: World) -> None:
    world.seal_all(final="jian")


def second_before_first(world: World) -> None:
    first = world.seal("first", "chen")
    kept = next((world.root / FOLDER).glob("first.*"))
    text = kept.read_text("utf-8")
    kept.unlink()
    second = world.seal("second", "he", first)
    world.commit("he")
    kept.write_text(text, "utf-8")
    world.seal("final", "liang", second)
    world.seal("secrecy", "su")
    world.commit("liang")


def without_naming_the_one_before(world: World) -> None:
    world.seal("first", "chen")
    world.commit("chen")
    second = world.seal("second", "he")
    world.seal("final", "liang", second)
    world.seal("secrecy", "su")
    world.commit("liang")


def final_without_second(world: World) -> None:
    first = world.seal("first", "chen")
    world.seal("final", "liang", first)
    world.seal("secrecy", "su")
    world.commit("liang")


def without_secrecy(world: World) -> None:
    world.seal_all()
    for file in (world.root / FOLDER).glob("secrecy.*"):
        file.unlink()
    world.commit("su")


FORGERIES: dict[str, tuple[Callable[[World], None], str]] = {
    "seal of another page": (another_page, "other-page"),
    "copied from another site": (another_site, "other-page"),
    "of another city": (another_city, "other-page"),
    "of an older text": (older_text, "older-text"),
    "a changed title only": (changed_title, "older-text"),
    "a changed attachment": (changed_attachment, "older-text"),
    "another attachment": (other_attachment, "older-text"),
    "one person twice": (one_person_twice, "same-person"),
    "one person for everything": (one_person_for_everything, "same-person"),
    "secrecy by the first reviewer": (secrecy_by_the_first_reviewer, "same-person"),
    "by the author": (the_author, "author"),
    "by the author under another name": (the_author_under_another_name, "author"),
    "by the author of the attachment": (the_author_of_the_attachment, "author"),
    "by the author before a rename": (the_author_before_a_rename, "author"),
    "by the author, behind late seals of the older text": (
        the_author_behind_a_late_seal_of_the_older_text,
        "author",
    ),
    "of a page that git ignores": (not_in_git, "unproven-author"),
    "of an edit that git overlooks": (overlooked_by_git, "unproven-author"),
    "by an officer without the role": (without_the_role, "role"),
    "by an officer of another unit": (of_another_unit, "unit"),
    "in the wrong order": (second_before_first, "order"),
    "without naming the one before": (without_naming_the_one_before, "order"),
    "final without second": (final_without_second, "missing-second"),
    "without secrecy": (without_secrecy, "missing-secrecy"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_refused_with_its_reason(name: str, world: World) -> None:
    forge, code = FORGERIES[name]
    forge(world)
    reasons = world.verdict().reasons
    assert code in {reason.code for reason in reasons}
    # Every message says what to do.
    assert all(reason.fix.text() for reason in reasons)


def test_honest_seals_pass(world: World) -> None:
    world.seal_all()
    found = world.verdict()
    assert found.reasons == ()
    assert [p.seal.stage for p in found.counted] == ["first", "second", "final", "secrecy"]


def test_the_final_reviewer_may_hold_secrecy_with_the_role(world: World) -> None:
    world.seal_all(final="fang", secrecy="fang")
    assert world.codes() == set()


def test_all_seals_of_a_text_may_arrive_in_one_commit(world: World) -> None:
    first = world.seal("first", "chen")
    second = world.seal("second", "he", first)
    world.seal("final", "liang", second)
    world.seal("secrecy", "su")
    world.commit("liang")
    assert world.codes() == set()


def test_who_once_wrote_an_approved_text_may_review_a_later_one(world: World) -> None:
    world.edit("见[附件]", "请见[附件]")
    world.commit("lu")
    world.seal_all()
    world.edit("请见[附件]", "请看[附件]")
    world.commit("lin")
    world.seal_all(first="lu")
    assert world.codes() == set()
