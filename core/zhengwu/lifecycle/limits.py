"""The terms of Arts. 6-10, from the data file that names the source of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zhengwu.packaged import read_data

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Limits:
    """The terms.

    Attributes:
        suspension_days: how long a suspension may last, both ends included.
        suspensions_a_year: how many may begin in a calendar year.
        migration_notice_days: how long a migration notice must hang, both ends included.
        change_workdays: working days after a change for its filings.
        deregistration_workdays: working days after the end of a site for its deregistration.
        assessment_months: by MLPS level, months from one assessment to the next.
    """

    suspension_days: int
    suspensions_a_year: int
    migration_notice_days: int
    change_workdays: int
    deregistration_workdays: int
    assessment_months: Mapping[int, int]


@cache
def limits() -> Limits:
    """Return the packaged terms."""
    data = read_data("lifecycle.yml")
    return Limits(**{name: entry["value"] for name, entry in data.items()})
