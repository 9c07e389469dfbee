"""Former addresses of a site lead on: after the end of a site, and after a change of address."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.cities import article
from tests.core.lifecycle.registers import OPEN, Life, retire
from zhengwu.lifecycle import addresses, redirects
from zhengwu.pages.index import read_pages

FILES = {
    f"content/fgj/tzgg/{number}.md": article("甲", publish_at="2026-11-02 09:30")
    for number in range(25)
} | {"content/fgj/tzgg/files/a.pdf": "%PDF"}
OLD = {
    "event": "change",
    "date": "2026-03-02",
    "was": {"domain": "old.example"},
}


def led(events: list[dict[str, Any]], day: str = "2026-11-24", **life: Any) -> dict[str, str]:  # noqa: ANN401 -- a life's parts
    one = Life([OPEN, *events], files=FILES, **life)
    site = one.site
    pages = read_pages(site, one.tree, f"content/{site.id}")
    found = redirects(site, pages, date.fromisoformat(day))
    assert len({(r.host, r.path) for r in found}) == len(found)
    return {f"{r.host}{r.path}": r.to for r in found}


def test_every_kind_of_address_is_known() -> None:
    one = Life([OPEN], files=FILES)
    found = addresses(read_pages(one.site, one.tree, "content/fgj"))
    assert {
        "",
        "tzgg/",
        "tzgg/page/2/",
        "tzgg/0/",
        "tzgg/24/",
        "tzgg/files/a.pdf",
        "site-map/",
        "search/",
    } <= set(found)
    assert "tzgg/page/3/" not in found


@pytest.mark.parametrize(
    ("day", "leads"), [("2026-11-24", False), ("2026-11-30", False), ("2026-12-01", True)]
)
def test_a_retired_site_leads_to_the_new_one(day: str, *, leads: bool) -> None:
    found = led([retire("2026-11-01", "2026-11-30")], day)
    assert bool(found) is leads
    assert set(found.values()) <= {"https://www.zhongshan.example/fgj/"}
    assert ("fgj.zhongshan.example/tzgg/files/a.pdf" in found) is leads


def test_paths_that_stay_the_same_are_kept() -> None:
    found = led([retire("2026-11-01", "2026-11-30", keep_paths=True)], "2026-12-01")
    assert found["fgj.zhongshan.example/"] == "https://www.zhongshan.example/fgj/"
    assert found["fgj.zhongshan.example/tzgg/0/"] == "https://www.zhongshan.example/fgj/tzgg/0/"


def test_a_site_that_stands_where_it_stood_leads_nowhere() -> None:
    assert led([]) == {}
    assert led([{**OLD, "was": {"name": "旧名"}}]) == {}
    assert led([{**OLD, "date": "2026-11-25"}]) == {}


def test_a_former_domain_leads_to_the_same_page() -> None:
    found = led([OLD])
    assert found["old.example/"] == "https://fgj.zhongshan.example/"
    assert found["old.example/tzgg/page/2/"] == "https://fgj.zhongshan.example/tzgg/page/2/"


def test_every_home_that_was_left_leads_on() -> None:
    first = {**OLD, "date": "2026-01-05", "was": {"domain": "older.example", "path": "/fgj/"}}
    found = led([OLD, first])
    assert found["old.example/tzgg/0/"] == "https://fgj.zhongshan.example/tzgg/0/"
    assert found["older.example/fgj/tzgg/0/"] == "https://fgj.zhongshan.example/tzgg/0/"


def test_the_homes_of_a_retired_site_lead_to_the_new_one() -> None:
    found = led([OLD, retire("2026-09-01", "2026-09-30")])
    assert found["old.example/tzgg/0/"] == "https://www.zhongshan.example/fgj/"
    assert found["fgj.zhongshan.example/tzgg/0/"] == "https://www.zhongshan.example/fgj/"


def test_a_town_leads_on_from_its_path() -> None:
    found = led([retire("2026-09-01", "2026-09-30")], kind="town")
    assert set(found) >= {"www.zhongshan.example/xiaolan/", "www.zhongshan.example/xiaolan/tzgg/"}
    assert all(path.startswith("www.zhongshan.example/xiaolan/") for path in found)
