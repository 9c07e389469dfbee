"""The city: the facts of `content/city.yml`, and the register that they form with the sites."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from pydantic import Field, ValidationInfo, field_validator

from zhengwu.messages import msg
from zhengwu.model.banner import BannerFacts
from zhengwu.model.base import Day, Model, refuse
from zhengwu.model.officer import Officer, OfficerId
from zhengwu.model.types import Host, Hours, Network, Region, WebAddress
from zhengwu.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhengwu.model.site import Site


class UnitContact(Model):
    """An account, a mailbox or a mobile number of a unit that pages may name."""

    platform: str = Field(description="微信、QQ、QQ群、邮箱、手机等")
    id: str = Field(description="账号、邮箱或号码", min_length=1)
    purpose: str = Field(description="做什么用，谁在用")
    expires: date = Field(description="用到哪一天为止（含当天），到期要重新核准")


class Unit(Model):
    """A body that runs sites 主办单位, or one below it."""

    name: str = Field(description="单位全称")
    kind: Literal["government", "department", "town", "institution"] = Field(
        description="government 政府（办公室）,department 部门，town 镇街，institution 事业单位"
    )
    parent: str | None = Field(None, description="上级单位的代号；下属单位计入上级")
    credit_code: str | None = Field(None, description="统一社会信用代码，十八位")
    contacts: tuple[UnitContact, ...] = Field(
        (), description="页面上可以出现的工作账号、邮箱和手机"
    )


class AllowedHost(Model):
    """A host outside the register that pages may lead to (Arts. 17, 25)."""

    host: Host = Field(description="主机名;*.gov.cn 表示其下所有主机")
    owner: str = Field(description="谁的")
    purpose: str = Field(description="为什么允许链接到它")
    expires: date = Field(description="到哪一天为止（含当天）,到期要重新核准")
    government: bool = Field(default=False, description="是否政府网站；不是的要有离站提示")


class Source(Model):
    """A body whose texts may be reposted 稿源 (Art. 17)."""

    name: str = Field(description="稿源单位名称")
    host: Host | None = Field(None, description="它的网站")


class Entrance(Model):
    """An entrance that the whole city shares (Arts. 19, 20)."""

    name: str = Field(description="名称")
    url: WebAddress = Field(description="网址")


class Entrances(Model):
    """The one service entrance and the one interaction entrance."""

    services: Entrance = Field(description="办事服务统一入口")
    interaction: Entrance = Field(description="互动交流统一入口")


class CityFacts(Model):
    """`content/city.yml`."""

    name: str = Field(description="城市名称")
    region: Region = Field(description="行政区划代码，六位数字")
    demo: bool = Field(description="是否演示；演示城市可用 .example 域名，每页都会标明")
    judged_on: Day | None = Field(
        None, description="演示城市按哪一天检查和生成；真实的城市不写，按当天"
    )
    units: dict[str, Unit] = Field(description="单位，以代号为名")
    hosts: tuple[AllowedHost, ...] = Field((), description="允许链接的外部主机")
    sources: tuple[Source, ...] = Field((), description="可转载的稿源")
    networks: tuple[Network, ...] = Field((), description="市内服务器网段")
    officers: dict[OfficerId, Officer] = Field(default_factory=dict, description="人员，以代号为名")
    protected_branch: str = Field(
        "main", description="受保护的主分支：审签到达它的时间才算数，不写就是 main"
    )
    emergency_review_hours: Hours = Field(
        None,
        alias="emergency_review_within",
        description="应急发布后多长时间内补齐审签，如 24小时、2天；不写就是 24小时",
    )
    entrances: Entrances | None = Field(None, description="全市统一的办事与互动入口")
    workdays: tuple[date, ...] = Field((), description="调休上班的日子")
    banners: tuple[BannerFacts, ...] = Field((), description="所有网站同时显示的横幅")
    clauses: dict[str, str] = Field(
        default_factory=dict, description="本市规定的条款怎么引用，以编号为名，如 measures-17"
    )

    @field_validator("judged_on")
    @classmethod
    def _only_for_show(cls, day: date | None, info: ValidationInfo) -> date | None:
        """Refuse a fixed day outside of demonstrations: it would hide what has gone stale."""
        if day and not info.data.get("demo"):
            raise refuse(
                msg("只有演示城市（demo: true）能固定检查的日子"), msg("删去 judged_on 这一行")
            )
        return day


@dataclass(frozen=True, slots=True)
class City:
    """The register: the city's facts, its sites, and which file they came from.

    Attributes:
        facts: what `city.yml` says.
        sites: the sites by id (their folder's name).
        file: the register file, as people know it; "" for the packaged default.
    """

    facts: CityFacts
    sites: Mapping[str, Site] = field(default_factory=dict)
    file: str = ""

    @property
    def demo(self) -> bool:
        """Whether the city is a demonstration."""
        return self.facts.demo

    @property
    def portal(self) -> Site | None:
        """The city's portal."""
        return next((site for site in self.sites.values() if site.kind == "portal"), None)

    def is_internal(self, host: str) -> bool:
        """Whether `host` (ASCII, lower case) is that of a registered site."""
        return any(site.domain == host for site in self.sites.values())

    def listed(self, host: str) -> AllowedHost | None:
        """Return the entry that allows `host`, the most exact one first; None if there is none."""
        fitting = (entry for entry in self.facts.hosts if host_fits(host, entry.host))
        return max(fitting, key=lambda entry: len(entry.host), default=None)

    def allows(self, host: str, day: date) -> bool:
        """Whether a page may lead to `host` on `day`."""
        entry = self.listed(host)
        return self.is_internal(host) or (entry is not None and day <= entry.expires)

    def owns(self, host: str) -> bool:
        """Whether `host` is that of a registered site, or the domain above or below it."""
        return any(
            f".{host}".endswith(f".{site.domain.removeprefix('www.')}")
            for site in self.sites.values()
        )

    def contacts(self, day: date) -> Iterator[str]:
        """Yield the accounts, mailboxes and numbers that pages may name on `day`."""
        for site in self.sites.values():
            for account in site.accounts:
                yield account.name
                if account.id:
                    yield account.id
            if site.contact.email:
                yield site.contact.email
        for unit in self.facts.units.values():
            yield from (contact.id for contact in unit.contacts if day <= contact.expires)

    def unit_name(self, unit: str) -> str:
        """Return the full name of the unit with id `unit`, or the id itself."""
        found = self.facts.units.get(unit)
        return found.name if found else unit

    def head_unit(self, unit: str) -> str:
        """Return the id of the highest unit above `unit`: the one its sites count to (Art. 7)."""
        seen: set[str] = set()
        while (found := self.facts.units.get(unit)) and found.parent and unit not in seen:
            seen.add(unit)
            unit = found.parent
        return unit


def host_fits(host: str, pattern: str) -> bool:
    """Whether `host` is `pattern`, or stands below it when the pattern begins with `*.`."""
    if pattern.startswith("*."):
        return host.endswith(pattern[1:])
    return host == host_of(pattern)
