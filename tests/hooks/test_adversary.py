"""The adversary suite: each case states rule, line and column of all that the lint finds in it."""

from __future__ import annotations

from functools import cache

import pytest

from tests.adversary.cases import Case, read_topic, topics
from tests.adversary.judge import Told, difference, judge


@cache
def told_of(topic: str) -> dict[str, dict[str, list[Told]]]:
    """Return what is found in a topic's cases, which are judged together."""
    return judge(read_topic(topic))


def cases() -> list[object]:
    return [pytest.param(case, id=case.id) for topic in topics() for case in read_topic(topic)]


@pytest.mark.parametrize("case", cases())
def test_case(case: Case) -> None:
    if wrong := difference(case, told_of(case.topic)[case.name]):
        pytest.fail(wrong, pytrace=False)
