"""A page's seals judged in memory: order, people, terms, what waits."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

from tests.cities import city_tree
from tests.core.approval.seal_check import START, chain, page, policy, seal, trust
from zhengwu.approval import Authorship, PlacedSeal, Policy, Verdict, verdict
from zhengwu.model.officer import Officer
from zhengwu.register.load import load_register

LATER = START + timedelta(days=20)


def judge(
    seals: list[PlacedSeal], *, text: str = "正文", hours: int | None = None, **moment: float
) -> Verdict:
    now = START + timedelta(**moment) if moment else LATER
    return verdict(page(text), seals, trust(), Authorship(), policy(hours), now)


def codes(found: Verdict) -> set[str]:
    return {reason.code for reason in found.reasons}


def test_four_seals_approve_a_page() -> None:
    found = judge(chain())
    assert (found.reasons, found.waiting) == ((), ())
    assert [placed.seal.stage for placed in found.counted] == [
        "first",
        "second",
        "final",
        "secrecy",
    ]


def test_the_order_of_the_files_does_not_matter() -> None:
    assert all(judge(list(order)).reasons == () for order in permutations(chain()))


@pytest.mark.parametrize("count", range(4))
def test_each_missing_stage_is_told(count: int) -> None:
    found = judge(chain()[:count])
    stages = ["first", "second", "final", "secrecy"]
    assert codes(found) == {f"missing-{stage}" for stage in stages[count:]}
    assert found.waiting[0] == stages[count]
    assert "secrecy" in found.waiting


def test_old_bad_seals_do_not_stop_an_approved_page() -> None:
    old = chain(1, page("旧文"))
    assert judge([*old, *chain(6)]).reasons == ()


def test_a_second_try_heals_a_broken_chain() -> None:
    first, _, final, secrecy = chain()
    wrong = seal("second", "he", 2)  # names no first
    right = seal("second", "he", 5, first.id)
    again = seal("final", "liang", 6, right.id)
    assert codes(judge([first, wrong, final, secrecy])) == {"order"}
    assert judge([first, wrong, final, secrecy]).waiting == ("second",)
    assert judge([first, wrong, right, final, secrecy]).waiting == ("final",)
    assert judge([first, wrong, final, right, again, secrecy]).reasons == ()


def test_without_proof_of_the_author_nothing_is_approved() -> None:
    unproven = Authorship(unproven=("0a1b2c3d4e5f",))
    found = verdict(page(), chain(), trust(), unproven, policy(), LATER)
    assert codes(found) == {"unproven-author"}
    assert "0a1b2c3d4e5f" in found.reasons[0].text()


def test_an_emergency_stands_until_its_term_and_not_longer() -> None:
    seals = [seal("emergency", "liang", 1)]
    last = judge(seals, days=1, seconds=3600)
    assert (last.reasons, last.emergency is not None) == ((), True)
    assert last.waiting == ("first", "secrecy")
    over = judge(seals, days=1, seconds=3660)
    assert "overdue" in codes(over)
    assert {"missing-first", "missing-second", "missing-final"} <= codes(over)


def test_the_city_sets_the_term() -> None:
    seals = [seal("emergency", "liang", 1)]
    assert judge(seals, hours=2, seconds=3 * 3600).reasons == ()
    assert "overdue" in codes(judge(seals, hours=2, seconds=3 * 3600 + 60))


def test_a_review_ends_the_emergency() -> None:
    found = judge([seal("emergency", "liang", 1), *chain(2)])
    assert (found.reasons, found.emergency) == ((), None)


def test_a_new_emergency_does_not_begin_a_new_term() -> None:
    """Editing again and again under emergency seals does not put off the review."""
    first = seal("emergency", "liang", 1, digest=page("旧文"))
    again = seal("emergency", "liang", 20)
    found = judge([first, again], days=1, seconds=3600)
    assert found.emergency is not None
    assert found.emergency.since == START + timedelta(hours=1)
    assert "overdue" in codes(judge([first, again], days=1, seconds=3660))


def test_an_emergency_seal_is_used_up_by_a_review() -> None:
    urgent = seal("emergency", "liang", 1)
    reviewed = chain(2, page("新文"))
    assert "emergency-replayed" in codes(judge([urgent, *reviewed]))
    assert judge([urgent, *reviewed], text="新文").reasons == ()


def test_what_changed_is_told_once() -> None:
    found = judge(chain(1, page("旧文")))
    assert codes(found) == {
        "older-text",
        "missing-first",
        "missing-second",
        "missing-final",
        "missing-secrecy",
    }
    assert "正文改过" in found.reasons[0].text()


def test_a_seal_that_arrives_before_its_key_holds_does_not_count() -> None:
    held = trust(valid_from=START.date() + timedelta(days=1))
    found = verdict(page(), chain(), held, Authorship(), policy(), LATER)
    assert codes(found) == {"key-not-valid", "missing-final"}
    later = verdict(page(), chain(15), held, Authorship(), policy(), LATER)
    assert later.reasons == ()


@pytest.mark.parametrize(
    ("unit", "own", "serves"),
    [
        pytest.param("fgj", "fgj", True, id="the unit itself"),
        pytest.param("nyj", "fgj", True, id="a unit below it"),
        pytest.param("kys", "fgj", True, id="a unit two steps below it"),
        pytest.param("fgj", "nyj", True, id="a unit above it"),
        pytest.param("kys", "jcz", True, id="another unit of the house"),
        pytest.param("jyj", "fgj", False, id="another house"),
        pytest.param("xyz", "fgj", False, id="a unit below another house"),
        pytest.param("fgj", "jyj", False, id="this house for another"),
        pytest.param("zfb", "nyj", True, id="the government's office"),
        pytest.param("xxzx", "fgj", True, id="a unit below the government's office"),
        pytest.param("nobody", "fgj", False, id="an unknown unit"),
    ],
)
def test_a_house_reviews_its_own_sites(unit: str, own: str, *, serves: bool) -> None:
    above = {"nyj": "fgj", "kys": "nyj", "jcz": "fgj", "xyz": "jyj", "xxzx": "zfb"}
    departments = {
        name: {"name": name, "kind": "department", "parent": above.get(name, "")}
        for name in ("fgj", "jyj", *above)
    }
    units = {"zfb": {"name": "政府办公室", "kind": "government"}, **departments}
    here = load_register(city_tree(city={"units": units})).city
    assert here is not None
    site = here.sites["fgj"].model_copy(update={"unit": own})
    officer = Officer(name="甲", unit=unit, roles=("first",))
    assert Policy.of(here, site).serves(officer) is serves
