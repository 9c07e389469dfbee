"""The terms are data, each with its source, and those that are conventions say so."""

from __future__ import annotations

from zhengwu.lifecycle import limits
from zhengwu.lifecycle.checklists import CHECKLISTS
from zhengwu.model.lifecycle import Done
from zhengwu.packaged import read_data


def test_the_measures_say_thirty_once_and_thirty() -> None:
    terms = limits()
    assert (terms.suspension_days, terms.suspensions_a_year, terms.migration_notice_days) == (
        30,
        1,
        30,
    )


def test_every_term_names_its_source_and_owns_up_to_a_convention() -> None:
    terms = read_data("lifecycle.yml")
    assert all(entry["source"] for entry in terms.values())
    conventions = {name for name, entry in terms.items() if not entry["verified"]}
    assert conventions == {"change_workdays", "deregistration_workdays", "assessment_months"}


def test_every_step_of_a_checklist_can_be_recorded() -> None:
    steps = {item.step for items in CHECKLISTS.values() for item in items}
    assert steps <= set(Done.model_fields)
    assert set(Done.model_fields) - steps == set()
