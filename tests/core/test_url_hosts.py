"""The hosts of the WHATWG URL test set: the parser in use agrees with the standard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ada_url import URL

from zhengwu.urls import read_reference

DATA: dict[str, Any] = json.loads(Path(__file__).with_name("url_hosts.json").read_text("utf-8"))
CASES = [
    pytest.param(text, base, DATA["changed_hosts"].get(text, host), id=f"{number}-{text!a:.40}")
    for number, (text, base, host) in enumerate(DATA["cases"])
]


@pytest.mark.parametrize(("text", "base", "host"), CASES)
def test_the_host_is_that_of_the_standard(text: str, base: str, host: str | None) -> None:
    try:
        found: str | None = URL(text, base=base or None).hostname
    except ValueError:
        found = None
    if text.startswith("#") and not base:  # the set has an opaque base there
        assert found is None
    else:
        assert found == host


@pytest.mark.parametrize(
    ("text", "host"),
    [
        pytest.param(case.values[0], case.values[2], id=case.id)
        for case in CASES
        if not case.values[1] and case.values[2] and str(case.values[0])[:5].lower() != "file:"
    ],
)
def test_what_rules_see_is_that_host(text: str, host: str) -> None:
    assert read_reference(text).host == host.rstrip(".")
