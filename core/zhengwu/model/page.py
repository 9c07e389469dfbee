"""What the front matter of a page may say, by kind of page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from zhengwu.messages import msg
from zhengwu.model.base import Model, refuse
from zhengwu.model.site import PageKind

Validity = Literal["有效", "失效", "废止", "已修改"]


def _minute(value: object) -> object:
    """Refuse a bare date: the norm shows publication times to the minute."""
    if isinstance(value, str) and ":" not in value:
        raise refuse(
            msg("发布时间“{value}”没有写到分钟", value=value), msg("写成 2026-11-20 09:30 这样")
        )
    return value


def _naive(value: datetime) -> datetime:
    if value.tzinfo is not None:
        raise refuse(msg("发布时间不要写时区"), msg("写成 2026-11-20 09:30 这样，按北京时间"))
    return value


Minute = Annotated[datetime, BeforeValidator(_minute), AfterValidator(_naive)]


class PageMeta(Model):
    """What every page may say about itself; enough for a plain page.

    Unknown fields are kept: a rule names them with what was probably meant.
    """

    model_config = ConfigDict(extra="allow")

    title: str = Field(description="标题")
    kind: PageKind | None = Field(None, description="页面种类；通常由栏目决定，不必写")
    summary: str | None = Field(None, description="摘要")
    keywords: tuple[str, ...] = Field((), description="关键词")
    author: str | None = Field(None, description="作者")
    image: str | None = Field(None, description="题图，相对路径")
    draft: bool = Field(default=False, description="草稿：只在预览里出现")
    published_at: Minute | None = Field(None, description="发布时间，如 2026-11-20 09:30")
    source: str | None = Field(None, description="信息来源")


class Attachment(Model):
    """A file that belongs to a page."""

    name: str = Field(description="附件名称")
    file: str = Field(description="文件的相对路径")


class ArticleMeta(PageMeta):
    """A dated page: news, a notice and the like."""

    published_at: Minute = Field(description="发布时间，如 2026-11-20 09:30")
    source: str = Field(description="信息来源")
    attachments: tuple[Attachment, ...] = Field((), description="附件")


class PolicyMeta(ArticleMeta):
    """A policy document 政策文件."""

    docno: str | None = Field(None, description="文号")
    index_no: str | None = Field(None, description="索引号")
    category: str | None = Field(None, description="分类")
    organ: str | None = Field(None, description="发布机构")
    made_on: date | None = Field(None, description="成文日期")
    effective_on: date | None = Field(None, description="施行日期")
    validity: Validity | None = Field(None, description="有效性")


class InterpretationMeta(ArticleMeta):
    """An interpretation 解读 of policy documents (Art. 18)."""

    interprets: tuple[str, ...] = Field(description="所解读的文件：文号，或相对路径", min_length=1)
    provider: str | None = Field(None, description="解读提供单位")


class ServiceMeta(PageMeta):
    """A service guide 办事指南, with the eight elements that readers need."""

    item: str | None = Field(None, description="事项名称")
    basis: str | None = Field(None, description="设定依据")
    conditions: str | None = Field(None, description="申请条件")
    materials: str | None = Field(None, description="办理材料")
    place: str | None = Field(None, description="办理地点")
    hours: str | None = Field(None, description="办理时间")
    phone: str | None = Field(None, description="联系电话")
    procedure: str | None = Field(None, description="办理流程")


META_OF: dict[PageKind, type[PageMeta]] = {
    "home": PageMeta,
    "column": PageMeta,
    "page": PageMeta,
    "article": ArticleMeta,
    "policy": PolicyMeta,
    "interpretation": InterpretationMeta,
    "service": ServiceMeta,
}
