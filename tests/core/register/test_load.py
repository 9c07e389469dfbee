"""Checks across the register: each with a case that fails and one that passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.core.conftest import CityFiles


def found(files: CityFiles) -> list[tuple[str, str, str]]:
    """Return (file, line of the file, message) of every mistake; each says what to do."""
    mistakes = files.register.mistakes
    assert all(mistake.fix.text() for mistake in mistakes)
    return [
        (m.file, files.line(m.file.removeprefix("content/"), m.line).strip(), m.message.text())
        for m in mistakes
    ]


def test_the_example_city_is_clean(files: CityFiles) -> None:
    assert found(files) == []


# What is set where; then the line that is told, and what is said of it.
WRONG = {
    "unknown parent": (
        ("city.yml", "units.fgj.parent", "swj"),
        ("parent: swj", "上级单位“swj”没有登记"),
    ),
    "own parent": (
        ("city.yml", "units.fgj.parent", "fgj"),
        ("parent: fgj", "单位“fgj”成了自己的上级"),
    ),
    "credit code with a wrong check sign": (
        ("city.yml", "units.fgj.credit_code", "11441700007280420X"),
        (
            "credit_code: 11441700007280420X",
            "统一社会信用代码“11441700007280420X”校验不通过",
        ),
    ),
    "officer of an unknown unit": (
        ("city.yml", "officers.zhang.unit", "swj"),
        ("unit: swj", "单位“swj”没有登记"),
    ),
    "site of an unknown unit": (
        ("fgj/site.yml", "unit", "swj"),
        ("unit: swj", "主办单位“swj”没有登记"),
    ),
    "unknown officer": (
        ("fgj/site.yml", "responsible.secrecy", "li"),
        ("secrecy: li", "人员“li”没有登记"),
    ),
    "fancy name": (
        ("fgj/site.yml", "name", "发改在线"),
        ("name: 发改在线", "网站名称“发改在线”不是机构名称"),
    ),
    "fancy name of the portal": (
        ("portal/site.yml", "name", "示范之窗"),
        ("name: 示范之窗", "网站名称“示范之窗”不是机构名称"),
    ),
    "portal at a path": (
        ("portal/site.yml", "path", "/zhengfu/"),
        ("path: /zhengfu/", "门户网站不在域名的根上"),
    ),
    "department outside the city's domain": (
        ("fgj/site.yml", "domain", "fgj.other.example"),
        ("domain: fgj.other.example", "部门网站的域名“fgj.other.example”不合规范"),
    ),
    "department too deep in the city's domain": (
        ("fgj/site.yml", "domain", "a.fgj.shifan.example"),
        ("domain: a.fgj.shifan.example", "部门网站的域名“a.fgj.shifan.example”不合规范"),
    ),
    "department at a path": (
        ("fgj/site.yml", "path", "/fgj/"),
        ("path: /fgj/", "部门网站不在域名的根上"),
    ),
    "column without the one above": (
        ("fgj/site.yml", "columns.0.path", "zwgk/gzdt"),
        ("- path: zwgk/gzdt", "上级栏目“zwgk”没有登记"),
    ),
    "column twice": (
        ("portal/site.yml", "columns.3.path", "gzdt"),
        ("- path: gzdt", "栏目“gzdt”登记了两次"),
    ),
    "short site code": (
        ("fgj/site.yml", "identifiers.site_code", "99000099"),
        ("site_code: '99000099'", "“99000099”的格式不对"),
    ),
    "site code of another region": (
        ("fgj/site.yml", "identifiers.site_code", "4419009902"),
        ("site_code: '4419009902'", "网站标识码“4419009902”不属于本市"),
    ),
    "ICP filing without province": (
        ("fgj/site.yml", "identifiers.icp", "ICP备99990002"),
        ("icp: ICP备99990002", "“ICP备99990002”的格式不对"),
    ),
    "short police filing": (
        ("fgj/site.yml", "identifiers.police", "粤公网安备 9900号"),
        ("police: 粤公网安备 9900号", "“粤公网安备 9900号”的格式不对"),
    ),
    "short badge": (
        ("fgj/site.yml", "identifiers.conac", "DE00"),
        ("conac: DE00", "“DE00”的格式不对"),
    ),
    "filings in the wrong order": (
        (
            "fgj/site.yml",
            "filings",
            {"domain": {"date": "2020-05-01"}, "icp": {"date": "2020-04-01"}},
        ),
        ("date: '2020-04-01'", "“ICP 备案”早于“域名注册”，与规定的顺序不符"),
    ),
    "filings in the wrong order, others missing": (
        (
            "fgj/site.yml",
            "filings",
            {"mlps": {"date": "2020-05-01"}, "conac": {"date": "2020-04-01"}},
        ),
        (
            "date: '2020-04-01'",
            "“党政机关网站标识”早于“网络安全等级保护备案”，与规定的顺序不符",
        ),
    ),
    "site code of another site": (
        ("portal/site.yml", "identifiers.site_code", "9900009902"),
        ("site_code: '9900009902'", "“9900009902”已经是网站“fgj”的"),
    ),
    "badge of another site": (
        ("portal/site.yml", "identifiers.conac", "DE000000000000000000000000000002"),
        (
            "conac: DE000000000000000000000000000002",
            "“DE000000000000000000000000000002”已经是网站“fgj”的",
        ),
    ),
    "ICP filing of a site elsewhere": (
        ("portal/site.yml", "identifiers.icp", "粤ICP备99990002号-1"),
        ("icp: 粤ICP备99990002号-1", "“粤ICP备99990002号-1”已经是网站“fgj”的"),
    ),
}
RIGHT = {
    "parent": ("city.yml", "units.fgj.parent", "zfb"),
    "credit code": ("city.yml", "units.fgj.credit_code", "11441700007280420Y"),
    "the unit's bare name": ("fgj/site.yml", "name", "示范市发展和改革局"),
    "the city's name": ("portal/site.yml", "name", "示范市人民政府"),
    "the office's name": ("portal/site.yml", "name", "示范市人民政府办公室网站"),
    "hyphen and digit in the domain": ("fgj/site.yml", "domain", "fgj-2.shifan.example"),
    "placeholder": ("portal/site.yml", "identifiers.site_code", "待核实"),
    "empty identifier": ("portal/site.yml", "identifiers.icp", ""),
    "absent identifier": ("linchuan/site.yml", "identifiers.conac", None),
    "police filing without space": (
        "fgj/site.yml",
        "identifiers.police",
        "粤公网安备99000002999902号",
    ),
    "two filings on a day": (
        "fgj/site.yml",
        "filings",
        {
            "domain": {"date": "2020-01-01"},
            "icp": {"date": "2020-01-01"},
            "conac": {"date": "2020-02-01"},
        },
    ),
}


@pytest.mark.parametrize(("change", "told"), WRONG.values(), ids=WRONG)
def test_a_mistake_in_the_register_is_told_at_its_line(
    change: tuple[str, str, object], told: tuple[str, str], files: CityFiles
) -> None:
    assert found(files.set(*change)) == [(f"content/{change[0]}", *told)]


@pytest.mark.parametrize("change", RIGHT.values(), ids=RIGHT)
def test_what_is_right_is_no_mistake(change: tuple[str, str, object], files: CityFiles) -> None:
    assert found(files.set(*change)) == []


@pytest.mark.parametrize(("key", "value"), [("domain", "linchuan.shifan.example"), ("path", "/")])
def test_a_town_is_a_path_of_the_portal(key: str, value: str, files: CityFiles) -> None:
    message = "镇街网站不单独开设，是门户网站下的一个路径"
    told = found(files.set("linchuan/site.yml", key, value))
    assert message in [text for file, _, text in told if file == "content/linchuan/site.yml"]


def test_a_circle_of_units_is_told_for_each(files: CityFiles) -> None:
    files.set("city.yml", "units.fgj.parent", "lcz").set("city.yml", "units.lcz.parent", "fgj")
    assert [message for _, _, message in found(files)] == [
        "单位“fgj”成了自己的上级",
        "单位“lcz”成了自己的上级",
    ]


def _second_department(files: CityFiles, unit: str, **facts: object) -> CityFiles:
    """Register the site `wjj`, run by `unit`."""
    own = {
        "site_code": "9900009904",
        "icp": "粤ICP备99990004号-1",
        "police": "粤公网安备 99000002999904号",
        "conac": "DE000000000000000000000000000004",
    }
    files.data["wjj/site.yml"] = files.data["fgj/site.yml"] | {
        "unit": unit,
        "name": files.data["city.yml"]["units"][unit]["name"],
        "domain": "wjj.shifan.example",
        "identifiers": own,
        **facts,
    }
    return files


def test_a_department_has_one_site(files: CityFiles) -> None:
    message = "“示范市发展和改革局”已有网站“fgj”，一个部门最多开设一个"
    assert found(_second_department(files, "fgj")) == [
        ("content/wjj/site.yml", "unit: fgj", message)
    ]


def test_a_unit_below_a_department_counts_to_it(files: CityFiles) -> None:
    units = files.data["city.yml"]["units"]
    units["wjj"] = {"name": "示范市物价检查所", "kind": "institution", "parent": "wjk"}
    units["wjk"] = {"name": "示范市物价科", "kind": "institution", "parent": "fgj"}
    message = "“示范市发展和改革局”已有网站“fgj”，一个部门最多开设一个"
    assert found(_second_department(files, "wjj")) == [
        ("content/wjj/site.yml", "unit: wjj", message)
    ]


def test_another_department_has_its_own_site(files: CityFiles) -> None:
    files.data["city.yml"]["units"]["wjj"] = {"name": "示范市物价局", "kind": "department"}
    assert found(_second_department(files, "wjj")) == []


def test_a_city_has_one_portal(files: CityFiles) -> None:
    files.set("fgj/site.yml", "kind", "portal")
    messages = [message for _, _, message in found(files)]
    assert "一个城市只有一个门户网站，“fgj”已经是了" in messages


def test_a_city_without_portal_is_told(files: CityFiles) -> None:
    del files.data["portal/site.yml"]
    messages = {message for _, _, message in found(files)}
    assert "城市还没有门户网站" in messages


def test_two_sites_do_not_share_an_address(files: CityFiles) -> None:
    files.data["city.yml"]["units"]["wjj"] = {"name": "示范市物价局", "kind": "department"}
    _second_department(files, "wjj", domain="fgj.shifan.example")
    assert found(files) == [
        ("content/wjj/site.yml", "domain: fgj.shifan.example", "地址与网站“fgj”相同")
    ]


@pytest.mark.parametrize(
    ("domain", "demo", "passes"),
    [
        ("www.shifan.gov.cn", False, True),
        ("www.shifan.example", True, True),
        ("www.shifan.gov.cn", True, True),
        ("www.shifan.example", False, False),
        ("shifan.gov.cn", False, False),
        ("www.shifan.com.cn", False, False),
        ("www.gov.cn", False, False),
        ("portal.shifan.gov.cn", False, False),
    ],
)
def test_the_portals_domain_follows_the_norm(
    domain: str,
    demo: bool,  # noqa: FBT001 -- a case
    passes: bool,  # noqa: FBT001 -- an expectation
    files: CityFiles,
) -> None:
    files.set("city.yml", "demo", demo).set("portal/site.yml", "domain", domain)
    files.set("linchuan/site.yml", "domain", domain)
    files.set("fgj/site.yml", "domain", f"fgj.{domain.partition('.')[2]}")
    told = f"门户网站的域名“{domain}”不合规范" in [message for *_, message in found(files)]
    assert told is not passes
