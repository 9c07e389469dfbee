"""Checks across the register: between the sites, and between them and the city (Arts. 6, 7)."""

from __future__ import annotations

import difflib
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from stdnum.cn import uscc

from zhengwu.clauses import known_clauses, with_clauses
from zhengwu.messages import Message, msg
from zhengwu.packaged import identifier_format, is_placeholder
from zhengwu.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhengwu.model.city import City
    from zhengwu.model.site import Site
    from zhengwu.register.yaml import Key, YamlText

_PORTAL_DOMAIN = re.compile(r"www\.([a-z0-9-]+\.gov\.cn)")
_DEMO_PORTAL_DOMAIN = re.compile(r"www\.([a-z0-9-]+(?:\.gov\.cn|\.example))")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
_NAME_TAILS = ("", "网站", "门户网站", "政务网", "政府网", "政府网站")
_ORDER = ("domain", "icp", "mlps", "police", "conac")
_FILING_NAMES = {
    "domain": msg("域名注册"),
    "icp": msg("ICP 备案"),
    "mlps": msg("网络安全等级保护备案"),
    "police": msg("公安机关备案"),
    "conac": msg("党政机关网站标识"),
}


def check(city: City, files: Mapping[str, YamlText]) -> Iterator[Problem]:
    """Yield what is wrong between the parts of the register.

    Args:
        city: the city with its sites.
        files: the register files by name, for the places of what is wrong.
    """
    note = _Note(files)
    yield from _units(city, note)
    yield from _portals(city, note)
    for site in city.sites.values():
        yield from _references(site, city, note)
        yield from _name(site, city, note)
        yield from _domain(site, city, note)
        yield from _columns(site, note)
        yield from _identifiers(site, city, note)
        yield from _filings(site, city, note)
    yield from _clauses(city, note)
    yield from _one_site_a_department(city, note)
    yield from _duplicates(city, note)


class _Note:
    """Makes a mistake at a key of a register file."""

    def __init__(self, files: Mapping[str, YamlText]) -> None:
        self._files = files

    def __call__(self, file: str, path: Key, message: Message, fix: Message) -> Problem:
        line, column = self._files[file].place(path) if file in self._files else (0, 0)
        return Problem.at(file, line, column, message, fix)


def _units(city: City, note: _Note) -> Iterator[Problem]:
    units = city.facts.units
    for key, unit in units.items():
        if unit.parent and unit.parent not in units:
            yield note(
                city.file,
                ("units", key, "parent"),
                msg("上级单位“{parent}”没有登记", parent=unit.parent),
                msg("改成 units 下已有的代号，或先登记它"),
            )
        elif unit.parent and city.head_unit(key) == key:
            yield note(
                city.file,
                ("units", key, "parent"),
                msg("单位“{unit}”成了自己的上级", unit=key),
                msg("改正上下级关系"),
            )
        if unit.credit_code and not uscc.is_valid(unit.credit_code):
            yield note(
                city.file,
                ("units", key, "credit_code"),
                msg("统一社会信用代码“{code}”校验不通过", code=unit.credit_code),
                msg("核对十八位代码"),
            )
    for key, officer in city.facts.officers.items():
        if officer.unit not in units:
            yield note(
                city.file,
                ("officers", key, "unit"),
                msg("单位“{unit}”没有登记", unit=officer.unit),
                msg("改成 units 下已有的代号"),
            )


def _portals(city: City, note: _Note) -> Iterator[Problem]:
    portals = [site for site in city.sites.values() if site.kind == "portal"]
    for site in portals[1:]:
        yield note(
            site.file,
            ("kind",),
            msg("一个城市只有一个门户网站，“{first}”已经是了", first=portals[0].id),
            msg("改成 department 或 town"),
        )


def _references(site: Site, city: City, note: _Note) -> Iterator[Problem]:
    if site.unit not in city.facts.units:
        yield note(
            site.file,
            ("unit",),
            msg("主办单位“{unit}”没有登记", unit=site.unit),
            msg("改成 {file} 里 units 下的代号", file=city.file),
        )
    for role in ("leader", "editor", "security", "secrecy"):
        officer = getattr(site.responsible, role)
        if officer not in city.facts.officers:
            yield note(
                site.file,
                ("responsible", role),
                msg("人员“{officer}”没有登记", officer=officer),
                msg("改成 {file} 里 officers 下的代号", file=city.file),
            )


def _name(site: Site, city: City, note: _Note) -> Iterator[Problem]:
    if site.unit not in city.facts.units:
        return
    unit = city.unit_name(site.unit)
    stems = (unit, f"{city.facts.name}人民政府") if site.kind == "portal" else (unit,)
    if site.name not in {stem + tail for stem in stems for tail in _NAME_TAILS}:
        yield note(
            site.file,
            ("name",),
            msg("网站名称“{name}”不是机构名称", name=site.name),
            msg("用单位全称“{unit}”，后面可加“网站”（国办函〔2018〕55号）", unit=stems[-1]),
        )


def _domain(site: Site, city: City, note: _Note) -> Iterator[Problem]:
    pattern = _DEMO_PORTAL_DOMAIN if city.demo else _PORTAL_DOMAIN
    portal = city.portal
    if site.kind == "portal":
        if not pattern.fullmatch(site.domain):
            yield note(
                site.file,
                ("domain",),
                msg("门户网站的域名“{domain}”不合规范", domain=site.domain),
                msg("用 www.□□□.gov.cn（演示城市可用 www.□□□.example）"),
            )
        if site.path != "/":
            yield note(site.file, ("path",), msg("门户网站不在域名的根上"), msg("把 path 写成 /"))
        return
    if portal is None:
        yield note(
            site.file, ("kind",), msg("城市还没有门户网站"), msg("先建立 kind: portal 的网站")
        )
        return
    if site.kind == "town":
        if site.domain != portal.domain or site.path == "/":
            yield note(
                site.file,
                ("domain",),
                with_clauses(
                    msg("镇街网站不单独开设，是门户网站下的一个路径"), ("measures-7",), city
                ),
                msg("domain 写 {domain}，path 写 /{id}/", domain=portal.domain, id=site.id),
            )
        return
    match = pattern.fullmatch(portal.domain)
    label, _, rest = site.domain.partition(".")
    if not match or rest != match[1] or not _LABEL.fullmatch(label) or label == "www":
        yield note(
            site.file,
            ("domain",),
            msg("部门网站的域名“{domain}”不合规范", domain=site.domain),
            msg("用 ○○○.{base}", base=match[1] if match else "□□□.gov.cn"),
        )
    if site.path != "/":
        yield note(site.file, ("path",), msg("部门网站不在域名的根上"), msg("把 path 写成 /"))


def _columns(site: Site, note: _Note) -> Iterator[Problem]:
    seen: set[str] = set()
    for i, column in enumerate(site.columns):
        if column.path in seen:
            yield note(
                site.file,
                ("columns", i, "path"),
                msg("栏目“{path}”登记了两次", path=column.path),
                msg("只留一个"),
            )
        seen.add(column.path)
        if column.parent and column.parent not in {c.path for c in site.columns}:
            yield note(
                site.file,
                ("columns", i, "path"),
                msg("上级栏目“{parent}”没有登记", parent=column.parent),
                msg("先登记上级栏目"),
            )


def _identifiers(site: Site, city: City, note: _Note) -> Iterator[Problem]:
    for name in ("site_code", "icp", "police", "conac"):
        value = getattr(site.identifiers, name)
        form = identifier_format(name)
        if not is_placeholder(value) and not form.pattern.fullmatch(value):
            yield note(
                site.file,
                ("identifiers", name),
                msg("“{value}”的格式不对", value=value),
                msg("应当是{shape}", shape=form.shape),
            )
    code = site.identifiers.site_code
    region = city.facts.region
    if code.isdigit() and len(code) == 10 and not code.startswith(region):  # noqa: PLR2004 -- the code's length by its format
        yield note(
            site.file,
            ("identifiers", "site_code"),
            msg("网站标识码“{code}”不属于本市", code=code),
            msg("前六位应当是 {region}", region=region),
        )


def _filings(site: Site, city: City, note: _Note) -> Iterator[Problem]:
    made = [(n, f) for n in _ORDER if (f := getattr(site.filings, n))]
    for (earlier, first), (later, second) in pairwise(made):
        if second.date < first.date:
            yield note(
                site.file,
                ("filings", later, "date"),
                with_clauses(
                    msg(
                        "“{later}”早于“{earlier}”，与规定的顺序不符",
                        later=_FILING_NAMES[later],
                        earlier=_FILING_NAMES[earlier],
                    ),
                    ("measures-6",),
                    city,
                ),
                msg("核对日期"),
            )


def _clauses(city: City, note: _Note) -> Iterator[Problem]:
    known = known_clauses()
    for clause in city.facts.clauses:
        if clause not in known:
            near = difflib.get_close_matches(clause, known, n=1)
            yield note(
                city.file,
                ("clauses", clause),
                msg("没有条款“{clause}”", clause=clause),
                msg("是不是想写“{near}”？", near=near[0])
                if near
                else msg("删去它；条款的编号见手册的“条款”"),
            )


def _one_site_a_department(city: City, note: _Note) -> Iterator[Problem]:
    first: dict[str, Site] = {}
    for site in city.sites.values():
        if site.kind != "department":
            continue
        head = city.head_unit(site.unit)
        if head in first:
            yield note(
                site.file,
                ("unit",),
                with_clauses(
                    msg(
                        "“{unit}”已有网站“{first}”，一个部门最多开设一个",
                        unit=city.unit_name(head),
                        first=first[head].id,
                    ),
                    ("measures-7",),
                    city,
                ),
                msg("把内容并入那个网站"),
            )
        else:
            first[head] = site


def _duplicates(city: City, note: _Note) -> Iterator[Problem]:
    addresses: dict[str, str] = {}
    codes: dict[tuple[str, str], Site] = {}
    for site in city.sites.values():
        if site.url in addresses:
            yield note(
                site.file,
                ("domain",),
                msg("地址与网站“{first}”相同", first=addresses[site.url]),
                msg("改用自己的域名或路径"),
            )
        addresses.setdefault(site.url, site.id)
        for name in ("site_code", "icp", "police", "conac"):
            value = getattr(site.identifiers, name)
            if is_placeholder(value):
                continue
            other = codes.setdefault((name, value), site)
            # A town is a path of the portal: the filings of the domain are the portal's.
            shared = name in {"icp", "police"} and other.domain == site.domain
            if other is not site and not shared:
                yield note(
                    site.file,
                    ("identifiers", name),
                    msg("“{value}”已经是网站“{first}”的", value=value, first=other.id),
                    msg("核对，改成本网站自己的"),
                )
