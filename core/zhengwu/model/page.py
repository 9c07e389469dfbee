"""What the front matter of a page may say, by kind of page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from zhengwu.messages import msg
from zhengwu.model.base import Model, refuse
from zhengwu.model.minute import Minute, is_minute
from zhengwu.model.site import PageKind

Validity = Literal["有效", "失效", "废止", "已修改"]
# What a page may be written in: Simplified, Traditional, English.
Language = Literal["zh-CN", "zh-Hant", "en"]
# In the order in which pages show them.
Form = Literal["文字", "问答", "图解", "视频", "发布会", "专家"]


def _one_or_more(value: object) -> object:
    """Take a single text as a list of one: most pages name one document."""
    return [value] if isinstance(value, str) and value else value


# Documents, each by its number 文号 or by the relative path of its page.
Documents = Annotated[
    tuple[Annotated[str, Field(min_length=1)], ...],
    BeforeValidator(_one_or_more, json_schema_input_type=str | tuple[str, ...]),
]


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
    publish_at: Minute | None = Field(
        None, description="定时发布：到这一刻页面才出现，如 2026-11-25 09:00"
    )
    source: str | None = Field(None, description="信息来源")
    reposted: bool = Field(default=False, description="转载自别处；来源要在稿源清单里")
    lang: Language | None = Field(
        None, description="正文和标题的语言；简体中文不必写，繁体写 zh-Hant，英文写 en"
    )
    map_review_no: str | None = Field(None, description="页面上地图的审图号")
    contact_consent: bool = Field(
        default=False,
        description="页面上写明的联系人都同意公开姓名和手机号码（招标采购、招聘等公告）",
    )
    repost_of: str | None = Field(None, description="本页转发的是本网站的哪一页，写相对路径")

    @model_validator(mode="before")
    @classmethod
    def _published_when_due(cls, data: Any) -> Any:  # noqa: ANN401 -- whatever the file holds
        if isinstance(data, dict) and data.get("publish_at") and not data.get("published_at"):
            due = data["publish_at"]
            # A time that cannot be read is told once, where it stands.
            return {**data, "published_at": due if is_minute(due) else datetime.min}  # noqa: DTZ901 -- never seen
        return data

    @field_validator("publish_at")
    @classmethod
    def _not_dated_back(cls, due: datetime | None, info: ValidationInfo) -> datetime | None:
        shown = info.data.get("published_at")
        if due and shown and shown < due:
            raise refuse(
                msg("页面写的发布时间早于定时发布的时间，发布时间就不真实了"),
                msg("删去 published_at，或把两个时间写成一样"),
            )
        return due


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
    replaces: Documents = Field((), description="所取代（废止）的文件：文号，或相对路径")
    amends: Documents = Field((), description="所修改的文件：文号，或相对路径")
    replaced_by: Documents = Field((), description="取代本文件的文件：文号，或相对路径")
    amended_by: Documents = Field((), description="修改本文件的文件：文号，或相对路径")
    wide_reaching: bool = Field(
        default=False, description="是否涉及面广、社会关注度高；是的要有便于手机传播的解读"
    )


class InterpretationMeta(ArticleMeta):
    """An interpretation 解读 of policy documents (Art. 18)."""

    interprets: Documents = Field(description="所解读的文件：文号，或相对路径", min_length=1)
    provider: str | None = Field(None, description="解读提供单位的全称：制发、牵头或起草文件的部门")
    form: Form = Field("文字", description="解读的形式")
    mobile: bool = Field(default=False, description="是否为手机阅读制作")


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
