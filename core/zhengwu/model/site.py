"""A site: the facts of `content/<site>/site.yml`."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from zhengwu.duration import Duration
from zhengwu.messages import msg
from zhengwu.model.banner import BannerFacts
from zhengwu.model.base import Model, refuse
from zhengwu.model.lifecycle import Filings, LifecycleEvent
from zhengwu.model.target import Target
from zhengwu.model.types import Host
from zhengwu.packaged import column_types, identifier_format

PageKind = Literal["home", "column", "page", "article", "policy", "interpretation", "service"]

# The name of a site's folder: it stands in addresses, commands and file names.
SITE_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
# The folders of what the system writes, at the top of a site.
OWN_FOLDERS = frozenset({"assets", "leave", "search", "site-map"})
# The folder of a list's further pages, in each column.
FURTHER = "page"

_FOLDER = re.compile(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*")


def _folder(value: str) -> str:
    if not _FOLDER.fullmatch(value):
        raise refuse(
            msg("“{value}”不是栏目文件夹", value=value),
            msg("用小写英文字母、数字和连字符，下级用 /，如 zwgk/zcwj"),
        )
    top, *below = value.split("/")
    if top in OWN_FOLDERS or FURTHER in below:
        raise refuse(
            msg("“{value}”这个地址由系统使用", value=value),
            msg("换一个文件夹名，栏目里的页面一起移过去"),
        )
    return value


def _base_path(value: str) -> str:
    if value != "/" and not (
        value.startswith("/") and value.endswith("/") and _FOLDER.fullmatch(value.strip("/"))
    ):
        raise refuse(
            msg("“{value}”不是网站路径", value=value), msg("写成 / 或 /xiaolan/ 这样，首尾都有 /")
        )
    return value


def _column_type(value: str) -> str:
    if value not in column_types():
        raise refuse(
            msg("没有“{value}”这种栏目类型", value=value),
            msg("从这些里选：{types}", types=tuple(column_types())),
        )
    return value


class Identifiers(Model):
    """The identifiers on every page. Formats are judged by rules, so that a draft site loads."""

    site_code: str = Field("", description="网站标识码")
    icp: str = Field("", description="ICP 备案编号")
    police: str = Field("", description="公安机关备案编号")
    conac: str = Field("", description="党政机关网站标识的证书编号，三十二位")

    @property
    def police_digits(self) -> str:
        """The fourteen digits of the public-security number."""
        return "".join(re.findall(r"\d", self.police))

    @property
    def links(self) -> dict[str, str]:
        """The authority's address for each of `icp`, `police`, `conac`."""
        return {
            "icp": identifier_format("icp").link,
            "police": identifier_format("police").link.format(digits=self.police_digits),
            "conac": identifier_format("conac").link.format(value=self.conac),
        }


class Contact(Model):
    """How readers reach the unit; stands in the footer."""

    phone: str = Field(description="联系电话")
    email: str | None = Field(None, description="电子邮箱")
    address: str | None = Field(None, description="地址")
    postcode: str | None = Field(None, description="邮政编码")


class Responsible(Model):
    """Who answers for the site (Arts. 23, 33, 34): ids of officers in `city.yml`."""

    leader: str = Field(description="主管领导")
    editor: str = Field(description="日常维护人员")
    security: str = Field(description="安全管理责任人")
    secrecy: str = Field(description="保密审查责任人")
    department: str = Field(description="日常运维管理部门")


class Column(Model):
    """A column 栏目."""

    path: Annotated[str, AfterValidator(_folder)] = Field(description="文件夹，如 zwgk/zcwj")
    name: str = Field(description="栏目名称")
    type: Annotated[str, AfterValidator(_column_type)] = Field(description="栏目类型")
    description: str = Field(description="一句话说明，写入页面标签")
    keywords: tuple[str, ...] = Field(description="关键词，写入页面标签", min_length=1)
    update_within: Duration | None = Field(None, description="更新周期，如 14天、6个月")

    @property
    def holds(self) -> PageKind:
        """The kind of its pages, where their front matter names none."""
        return column_types()[self.type]  # type: ignore[return-value]

    @property
    def lists(self) -> bool:
        """Whether its own page lists what it holds, rather than being a text of its own."""
        return self.holds != "page"

    @property
    def parent(self) -> str:
        """The path of the column above; "" at the top."""
        return self.path.rpartition("/")[0]


class Home(Model):
    """The labels of the home page (its own `Column*`)."""

    description: str = Field(description="一句话说明，写入页面标签")
    keywords: tuple[str, ...] = Field(description="关键词，写入页面标签", min_length=1)


class Account(Model):
    """An account of the unit on a new-media platform (Arts. 12-15)."""

    platform: str = Field(description="平台，如 微信公众号")
    name: str = Field(description="账号名称")
    id: str | None = Field(
        None, description="账号：微信号、QQ 号、抖音号等；写了，页面上才能出现这个账号"
    )


class SiteFacts(Model):
    """`content/<site>/site.yml`."""

    name: str = Field(description="网站名称")
    unit: str = Field(description="主办单位的代号")
    kind: Literal["portal", "department", "town"] = Field(
        description="portal 门户，department 部门网站，town 镇街子站"
    )
    platform: str = Field(description="所在平台")
    domain: Host = Field(description="域名，不带 https://")
    path: Annotated[str, AfterValidator(_base_path)] = Field("/", description="网站在域名下的路径")
    identifiers: Identifiers = Field(default_factory=Identifiers, description="标识")
    filings: Filings = Field(default_factory=Filings, description="五项备案")
    contact: Contact = Field(description="联系方式")
    responsible: Responsible = Field(description="责任人")
    home: Home = Field(description="首页的页面标签")
    columns: tuple[Column, ...] = Field(description="栏目，按导航顺序", min_length=1)
    lifecycle: tuple[LifecycleEvent, ...] = Field((), description="生命周期事件")
    accounts: tuple[Account, ...] = Field((), description="政务新媒体账号")
    banners: tuple[BannerFacts, ...] = Field((), description="本网站的横幅")
    targets: tuple[Target, ...] = Field((), description="发布的去处")


class Site(SiteFacts):
    """A site of the register: its facts under its id, the name of its folder."""

    id: str
    file: str

    @property
    def url(self) -> str:
        """The address of the home page."""
        return f"https://{self.domain}{self.path}"

    @cached_property
    def columns_by_path(self) -> dict[str, Column]:
        """The columns under their paths."""
        return {column.path: column for column in self.columns}

    def column_of(self, page_path: str) -> Column | None:
        """Return the innermost column whose folder holds the page at `page_path`."""
        folder = page_path.rpartition("/")[0]
        while folder:
            if folder in self.columns_by_path:
                return self.columns_by_path[folder]
            folder = folder.rpartition("/")[0]
        return None

    def trail(self, column: Column) -> tuple[Column, ...]:
        """Return `column` and the columns above it, the highest first."""
        trail: list[Column] = []
        path = column.path
        while path:
            if path in self.columns_by_path:
                trail.append(self.columns_by_path[path])
            path = path.rpartition("/")[0]
        return tuple(reversed(trail))

    def below(self, path: str) -> tuple[Column, ...]:
        """Return the columns directly below the column at `path` ("" for the top ones)."""
        return tuple(column for column in self.columns if column.parent == path)
