"""Registers of a city whose one department has the filings and events that a test names."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.cities import DEPARTMENT, PORTAL, city_tree, dump
from zhengwu.lifecycle import judge, notice_pages
from zhengwu.register.load import load_register

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.cities import MemoryTree
    from zhengwu.lifecycle import Former, Judgement
    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.problem import Problem
    from zhengwu.register.load import Register

FILINGS: dict[str, Any] = {
    "domain": {"date": "2025-02-12"},
    "icp": {"date": "2025-02-26"},
    "mlps": {"date": "2025-03-11", "level": 2, "assessed": "2025-03-20"},
    "police": {"date": "2025-03-21"},
    "conac": {"date": "2025-04-01"},
}
OPEN: dict[str, Any] = {
    "event": "open",
    "date": "2025-04-10",
    "done": {
        "inspection": {"date": "2025-04-07", "passed": True},
        "portal_notice": {"date": "2025-04-10", "page": "tzgg/kaitong.md"},
    },
}
UNITS = {
    "zfb": {"name": "中山市人民政府办公室", "kind": "government"},
    "fgj": {"name": "中山市发展和改革局", "kind": "department"},
    "xiaolan": {"name": "中山市小榄镇人民政府", "kind": "town"},
}
TOWN: dict[str, Any] = {
    **DEPARTMENT,
    "name": "中山市小榄镇人民政府",
    "unit": "xiaolan",
    "kind": "town",
    "domain": "www.zhongshan.example",
    "path": "/xiaolan/",
    "identifiers": {
        "site_code": "4420009903",
        "icp": "粤ICP备99990001号-1",
        "police": "粤公网安备 44200099999901号",
        "conac": "DE0000F19E6A47D3B08C5D2EA94B71C6",
    },
}


def step(day: str, **more: object) -> dict[str, object]:
    return {"date": day, **more}


def suspend(first: str, last: str | None = None, **more: object) -> dict[str, Any]:
    """Return a suspension with everything in order, its notices on pages that nobody looks for."""
    done = {name: step(first) for name in ("application", "approval", "consent", "reported")}
    done |= {name: step(first, page="tzgg/xiaxian.md") for name in ("site_notice", "portal_notice")}
    until = {"until": last} if last else {}
    return {"event": "suspend", "date": first, **until, "done": done, **more}


def resume(day: str, *, ordered: bool = False) -> dict[str, Any]:
    names = ["self_check", "police_check", "approval", "consent"] if ordered else []
    return {
        "event": "resume",
        "date": day,
        "done": {name: step(day) for name in (*names, "reported")},
    }


def retire(first: str, last: str | None, **more: object) -> dict[str, Any]:
    done = {name: step(first) for name in ("application", "approval")}
    until = {"until": last} if last else {}
    moved = {"moved_to": "https://www.zhongshan.example/fgj/"}
    return {"event": "retire", "date": first, **until, **moved, "done": done, **more}


@dataclass
class Life:
    """A site with its events, in a city."""

    events: list[dict[str, Any]]
    filings: dict[str, Any] = field(default_factory=lambda: copy.deepcopy(FILINGS))
    kind: str = "department"
    facts: dict[str, Any] = field(default_factory=dict)
    portal: dict[str, Any] = field(default_factory=dict)
    city_facts: dict[str, Any] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return {"department": "fgj", "town": "xiaolan", "portal": "portal"}[self.kind]

    @property
    def tree(self) -> MemoryTree:
        base = {"department": DEPARTMENT, "town": TOWN, "portal": PORTAL}[self.kind]
        own = {**base, **self.facts, "filings": self.filings, "lifecycle": self.events}
        own = json.loads(json.dumps(own))  # nothing twice: a register file knows no anchors
        portal = own if self.kind == "portal" else self.portal
        files = dict(self.files)
        if self.kind != "portal":
            files[f"content/{self.id}/site.yml"] = dump(own)
        return city_tree(files, city={"units": UNITS, **self.city_facts}, portal=portal)

    @property
    def register(self) -> Register:
        return load_register(self.tree)

    @property
    def city(self) -> City:
        register = self.register
        assert register.mistakes == ()
        assert register.city is not None
        return register.city

    @property
    def site(self) -> Site:
        return self.city.sites[self.id]

    def judge(self, day: str, former: Former | None = None, *, pages: bool = False) -> Judgement:
        city, when = self.city, date.fromisoformat(day)
        site = city.sites[self.id]
        known = notice_pages(site, city, self.tree, "content") if pages else None
        return judge(site, city, when, former=former, pages=known)


def told(gaps: tuple[Problem, ...]) -> list[str]:
    """Return the matters of gaps, in order."""
    return [gap.code for gap in gaps]


def texts(gaps: tuple[Problem, ...]) -> str:
    return "\n".join(gap.message.text() for gap in gaps)
