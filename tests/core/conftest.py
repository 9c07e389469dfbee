"""A small demonstration city that the tests change in one place."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from zhengwu.pages.index import read_pages
from zhengwu.register.load import load_register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.pages.index import PageIndex
    from zhengwu.register.load import Register

CITY = {
    "name": "示范市",
    "region": "990000",
    "demo": True,
    "units": {
        "zfb": {"name": "示范市人民政府办公室", "kind": "government"},
        "fgj": {"name": "示范市发展和改革局", "kind": "department"},
        "lcz": {"name": "示范市临川镇人民政府", "kind": "town"},
    },
    "hosts": [
        {
            "host": "www.gov.cn",
            "owner": "国务院办公厅",
            "purpose": "国家政策原文",
            "expires": "2027-12-31",
            "government": True,
        }
    ],
    "officers": {"zhang": {"name": "张三", "unit": "zfb", "roles": ["editor"]}},
}
SITE = {
    "unit": "zfb",
    "platform": "省政府网站集约化平台",
    "contact": {"phone": "0990-1234567"},
    "responsible": {
        "leader": "zhang",
        "editor": "zhang",
        "security": "zhang",
        "secrecy": "zhang",
        "department": "办公室",
    },
    "home": {"description": "示范网站的首页", "keywords": ["示范市"]},
}
PORTAL = SITE | {
    "name": "示范市人民政府门户网站",
    "kind": "portal",
    "domain": "www.shifan.example",
    "identifiers": {
        "site_code": "9900009901",
        "icp": "粤ICP备99990001号-1",
        "police": "粤公网安备 99000002999901号",
        "conac": "DE000000000000000000000000000001",
    },
    "columns": [
        {
            "path": "zwgk",
            "name": "政务公开",
            "type": "专题专栏",
            "description": "政务公开的入口",
            "keywords": ["公开"],
        },
        {
            "path": "zwgk/zcwj",
            "name": "政策文件",
            "type": "政策文件",
            "description": "本市的政策文件",
            "keywords": ["政策"],
            "update_within": "6个月",
        },
        {
            "path": "gzdt",
            "name": "工作动态",
            "type": "工作动态",
            "description": "各单位的工作",
            "keywords": ["动态"],
            "update_within": "2周",
        },
        {
            "path": "gk",
            "name": "市情概况",
            "type": "概况信息",
            "description": "城市的概况",
            "keywords": ["概况"],
        },
    ],
}
DEPARTMENT = SITE | {
    "name": "示范市发展和改革局网站",
    "unit": "fgj",
    "kind": "department",
    "domain": "fgj.shifan.example",
    "identifiers": {
        "site_code": "9900009902",
        "icp": "粤ICP备99990002号-1",
        "police": "粤公网安备 99000002999902号",
        "conac": "DE000000000000000000000000000002",
    },
    "columns": [PORTAL["columns"][2]],
}
TOWN = SITE | {
    "name": "示范市临川镇人民政府",
    "unit": "lcz",
    "kind": "town",
    "domain": "www.shifan.example",
    "path": "/linchuan/",
    "identifiers": {
        "site_code": "9900009903",
        "icp": "粤ICP备99990001号-1",
        "police": "粤公网安备 99000002999901号",
        "conac": "DE000000000000000000000000000003",
    },
    "columns": [PORTAL["columns"][2]],
}


@dataclass(frozen=True)
class MemoryTree:
    """Files in memory, as a `Tree`."""

    contents: dict[str, bytes]

    def read(self, path: str) -> bytes:
        if path not in self.contents:
            raise FileNotFoundError(path)
        return self.contents[path]

    def files(self, folder: str = "") -> Iterator[str]:
        prefix = f"{folder}/" if folder else ""
        yield from sorted(path for path in self.contents if path.startswith(prefix))

    def exists(self, path: str) -> bool:
        return path in self.contents


@dataclass
class CityFiles:
    """The register files of a city, and its pages."""

    data: dict[str, dict[str, Any]]
    texts: dict[str, str] = field(default_factory=dict)

    def set(self, name: str, path: str, value: object) -> CityFiles:
        """Set the value at a dotted path of a register file; None takes it away."""
        at: Any = self.data[name]
        *above, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        for part in above:
            at = at.setdefault(part, {}) if isinstance(at, dict) else at[part]
        if value is None:
            del at[last]
        else:
            at[last] = value
        return self

    def write(self, path: str, text: str) -> CityFiles:
        """Add a file below `content`, or replace a register file's text."""
        self.texts[path] = text
        return self

    @property
    def tree(self) -> MemoryTree:
        written = {
            name: yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
            for name, data in self.data.items()
        }
        return MemoryTree({f"content/{k}": v.encode() for k, v in (written | self.texts).items()})

    @property
    def register(self) -> Register:
        return load_register(self.tree)

    @property
    def city(self) -> City:
        register = self.register
        assert register.mistakes == ()
        assert register.city is not None
        return register.city

    def site(self, name: str = "portal") -> Site:
        return self.city.sites[name]

    def pages(self, name: str = "portal") -> PageIndex:
        return read_pages(self.site(name), self.tree, f"content/{name}")

    def line(self, name: str, number: int) -> str:
        """Return a line of a register file, by its number from 1."""
        return self.tree.read(f"content/{name}").decode().split("\n")[number - 1]


@pytest.fixture
def files() -> CityFiles:
    texts = {
        "city.yml": CITY,
        "portal/site.yml": PORTAL,
        "fgj/site.yml": DEPARTMENT,
        "linchuan/site.yml": TOWN,
    }
    return CityFiles({name: copy.deepcopy(data) for name, data in texts.items()})


@pytest.fixture
def day() -> date:
    return date(2026, 11, 20)
