"""A small demonstration city in memory, for tests of whatever reads a tree.

`city_tree()` is clean: no rule objects to anything in it. A test changes it in one place.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DAY = date(2026, 11, 24)

CITY: dict[str, Any] = {
    "name": "中山市",
    "region": "442000",
    "demo": True,
    "units": {
        "zfb": {"name": "中山市人民政府办公室", "kind": "government"},
        "fgj": {"name": "中山市发展和改革局", "kind": "department"},
    },
    "hosts": [
        {
            "host": "*.gov.cn",
            "owner": "各级人民政府",
            "purpose": "引用政策原文",
            "expires": "2027-12-31",
            "government": True,
        },
        {
            "host": "bszs.conac.cn",
            "owner": "域名注册管理机构",
            "purpose": "党政机关网站标识",
            "expires": "2027-12-31",
            "government": True,
        },
        {
            "host": "www.xiangshan-library.example",
            "owner": "香山演示图书馆",
            "purpose": "书目查询",
            "expires": "2027-12-31",
        },
        {
            "host": "www.old-partner.example",
            "owner": "演示合作单位",
            "purpose": "已到期的链接",
            "expires": "2025-12-31",
        },
    ],
    "officers": {"lin": {"name": "林若澄", "unit": "zfb", "roles": ["editor"]}},
    "entrances": {
        "services": {"name": "政务服务网", "url": "https://www.gdzwfw.gov.cn/"},
        "interaction": {"name": "12345 热线", "url": "https://www.zhongshan.example/hdjl/"},
    },
}


def _column(path: str, name: str, kind: str) -> dict[str, Any]:
    return {
        "path": path,
        "name": name,
        "type": kind,
        "description": f"{name}栏目。",
        "keywords": [name],
    }


PORTAL: dict[str, Any] = {
    "name": "中山市人民政府门户网站",
    "unit": "zfb",
    "kind": "portal",
    "platform": "广东政府网站集约化平台（中山平台）",
    "domain": "www.zhongshan.example",
    "identifiers": {
        "site_code": "4420009901",
        "icp": "粤ICP备99990001号-1",
        "police": "粤公网安备 44200099999901号",
        "conac": "DE0000A7C3E1F9B24D68A0C5E7B13F92",
    },
    "contact": {"phone": "0760-88880001", "email": "wangzhan@zhongshan.example"},
    "responsible": {
        "leader": "lin",
        "editor": "lin",
        "security": "lin",
        "secrecy": "lin",
        "department": "中山市信息中心",
    },
    "home": {"description": "中山市人民政府门户网站。", "keywords": ["中山市"]},
    "columns": [
        _column("xwdt", "要闻动态", "工作动态"),
        _column("tzgg", "通知公告", "通知公告"),
        _column("zcwj", "政策文件", "政策文件"),
        _column("zcjd", "政策解读", "政策解读"),
        _column("bsfw", "办事服务", "办事服务"),
        _column("hdjl", "互动交流", "咨询投诉"),
        _column("gk", "中山概况", "概况信息"),
    ],
}
DEPARTMENT: dict[str, Any] = {
    **PORTAL,
    "name": "中山市发展和改革局",
    "unit": "fgj",
    "kind": "department",
    "domain": "fgj.zhongshan.example",
    "identifiers": {
        "site_code": "4420009902",
        "icp": "粤ICP备99990001号-2",
        "police": "粤公网安备 44200099999902号",
        "conac": "DE0000A7C3E1F9B24D68A0C5E7B13F93",
    },
    "contact": {"phone": "0760-88880002"},
}
HOME = "---\ntitle: 中山市人民政府门户网站\n---\n欢迎。\n"


@dataclass(frozen=True)
class MemoryTree:
    """Files in memory under relative paths; a `zhengwu.tree.Tree`."""

    contents: Mapping[str, bytes]

    def read(self, path: str) -> bytes:
        """Return the bytes of a file; `FileNotFoundError` if there is none."""
        if path not in self.contents:
            raise FileNotFoundError(path)
        return self.contents[path]

    def files(self, folder: str = "") -> Iterator[str]:
        """Yield the paths of all files below `folder`, sorted."""
        prefix = f"{folder}/" if folder else ""
        yield from sorted(path for path in self.contents if path.startswith(prefix))

    def exists(self, path: str) -> bool:
        """Whether a file stands at `path`."""
        return path in self.contents


def city_tree(
    files: Mapping[str, str | bytes] | None = None,
    *,
    city: Mapping[str, Any] | None = None,
    portal: Mapping[str, Any] | None = None,
) -> MemoryTree:
    """Return the city with a portal and a department.

    Args:
        files: more files, or others in the place of its own, by path such as
            `content/portal/tzgg/a.md`.
        city: keys of `city.yml` to set.
        portal: keys of the portal's `site.yml` to set.
    """
    contents: dict[str, str | bytes] = {
        "content/city.yml": dump({**copy.deepcopy(CITY), **(city or {})}),
        "content/portal/site.yml": dump({**copy.deepcopy(PORTAL), **(portal or {})}),
        "content/portal/index.md": HOME,
        "content/fgj/site.yml": dump(DEPARTMENT),
        "content/fgj/index.md": HOME.replace("中山市人民政府门户网站", "中山市发展和改革局"),
        **(files or {}),
    }
    return MemoryTree(
        {path: text.encode() if isinstance(text, str) else text for path, text in contents.items()}
    )


def dump(data: Mapping[str, Any]) -> str:
    """Return a register file's text."""
    return yaml.safe_dump(copy.deepcopy(dict(data)), allow_unicode=True, sort_keys=False)


def article(body: str, *, title: str = "关于启用新办公地点的公告", **fields: str) -> str:
    """Return the text of an article; its body begins on the line after the front matter."""
    front = {
        "title": title,
        "published_at": "2026-11-02 09:30",
        "source": "本网",
        **fields,
    }
    lines = "".join(f"{name}: {value}\n" for name, value in front.items())
    return f"---\n{lines}---\n{body}\n"


def _fresh(site: str) -> dict[str, str]:
    texts = {
        "xwdt/20261120-xinwen.md": article(
            "正文", title="市领导检查秋冬供水保障", published_at="2026-11-20 09:00"
        ),
        "tzgg/20261120-tongzhi.md": article(
            "正文", title="关于冬季供水安排的通知", published_at="2026-11-20 09:00"
        ),
        "zcwj/2026-anpai.md": article(
            "第一条", title="冬季供水工作安排", published_at="2026-11-20 09:00", validity="有效"
        ),
        "zcjd/2026-anpai.md": article(
            "说明",
            title="冬季供水工作安排解读",
            published_at="2026-11-20 09:00",
            interprets="../zcwj/2026-anpai.md",
            provider="中山市人民政府办公室",
        ),
        "bsfw/duzhezheng.md": article(
            "说明",
            title="读者证办理",
            item="读者证办理",
            basis="阅览点管理办法",
            conditions="本市居民",
            materials="身份证明",
            place="任一阅览点",
            hours="工作日9:00—17:00",
            phone="0760-88880403",
            procedure="当场办理",
        ),
        "hdjl/index.md": article("拨打12345。", title="互动交流"),
        "gk/index.md": article("概况", title="中山概况"),
        "jgzn.md": article("职能", title="机构职能"),
        "ldxx.md": article("领导", title="领导信息"),
    }
    return {f"content/{site}/{path}": text for path, text in texts.items()}


# A page for every column of both sites, new enough for `DAY`: with them the sites are clean as
# wholes, too.
FRESH = {**_fresh("portal"), **_fresh("fgj")}
