"""A site's legal standing as `site.yml` records it: its filings and its lifecycle (Arts. 6-10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from pydantic import Field, ValidationInfo, field_validator, model_validator

from zhengwu.messages import msg
from zhengwu.model.base import Day, Model, refuse
from zhengwu.model.types import Host, WebAddress

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

EventKind = Literal["open", "change", "suspend", "resume", "retire"]
# Why a site is off line for a while: by its own application, by force majeure, by an order after
# a security incident. Only the first counts against the limits of Art. 9.
Reason = Literal["planned", "force-majeure", "ordered"]

# The fields that only some kinds of event have.
_ONLY: Mapping[str, frozenset[EventKind]] = {
    "until": frozenset({"suspend", "retire"}),
    "notice_from": frozenset({"suspend", "retire"}),
    "reason": frozenset({"suspend"}),
    "was": frozenset({"change"}),
    "moved_to": frozenset({"retire"}),
    "keep_paths": frozenset({"retire"}),
}


class Filing(Model):
    """One of the five filings before a site opens (Art. 6)."""

    date: Day = Field(description="完成日期")
    number: str | None = Field(None, description="文号或编号")
    level: int | None = Field(None, description="网络安全等级保护的级别", ge=1, le=5)
    assessed: Day | None = Field(None, description="最近一次网络安全等级测评的日期")


class Filings(Model):
    """The five filings, in their order (Art. 6)."""

    domain: Filing | None = Field(None, description="域名注册")
    icp: Filing | None = Field(None, description="ICP 备案")
    mlps: Filing | None = Field(None, description="网络安全等级保护定级备案")
    police: Filing | None = Field(None, description="公安机关互联网备案")
    conac: Filing | None = Field(None, description="党政机关网站标识")


class Step(Model):
    """Something that was done for an event: a paper, an entry, a notice."""

    date: Day = Field(description="办好的日期")
    number: str | None = Field(None, description="文号或编号")
    page: str | None = Field(None, description="公告页面，从网站文件夹写起，如 tzgg/a.md")
    passed: bool | None = Field(None, description="检测是否合格")


class Done(Model):
    """What was done for an event; which steps an event needs, its checklist says."""

    application: Step | None = Field(None, description="主办单位的书面申请")
    approval: Step | None = Field(None, description="市政府办公室审批同意")
    consent: Step | None = Field(None, description="市委网信办同意")
    order: Step | None = Field(None, description="责令紧急关停的通知")
    inspection: Step | None = Field(None, description="上线前检测")
    site_notice: Step | None = Field(None, description="本网站的公告")
    portal_notice: Step | None = Field(None, description="市政府门户网站的公告")
    reported: Step | None = Field(None, description="全国政府网站信息报送系统的填报")
    self_check: Step | None = Field(None, description="本单位自查")
    police_check: Step | None = Field(None, description="市公安局核查")
    filed: Step | None = Field(None, description="向上级主管单位备案")
    icp: Step | None = Field(None, description="ICP 备案的变更或注销")
    police: Step | None = Field(None, description="公安机关备案的变更或注销")
    archive: Step | None = Field(None, description="网站数据迁移和归档")
    badge: Step | None = Field(None, description="网站标识注销")
    certificate: Step | None = Field(None, description="证书注销")
    domain: Step | None = Field(None, description="域名注销")
    cyberspace: Step | None = Field(None, description="报市委网信办备案")


class Was(Model):
    """What a change changed: the values before it, as the register held them."""

    domain: Host | None = Field(None, description="原域名")
    path: str | None = Field(None, description="原路径")
    name: str | None = Field(None, description="原网站名称")
    unit: str | None = Field(None, description="原主办单位的代号")

    @model_validator(mode="after")
    def _something(self) -> Was:
        if not any(dict(self).values()):
            raise refuse(
                msg("was 里没有写变更前的内容"), msg("写上变更前的 domain、path、name 或 unit")
            )
        return self


class LifecycleEvent(Model):
    """Something that happened to the site as a whole (Arts. 6-10)."""

    event: EventKind = Field(
        description="open 开通，change 变更，suspend 临时下线，resume 恢复上线，retire 永久下线"
    )
    date: Day = Field(description="日期；永久下线的，是开始挂迁移公告的日子")
    until: Day | None = Field(
        None, description="最后一天（含当天）：临时下线的，或永久下线前挂公告的"
    )
    notice_from: Day | None = Field(None, description="公告从哪一天起显示；不写就从 date 那天起")
    reason: Reason = Field(
        "planned",
        description="下线的原因：planned 本单位申请，force-majeure 不可抗力，ordered 责令关停",
    )
    was: Was | None = Field(None, description="变更前的域名、路径、名称或主办单位")
    moved_to: WebAddress | None = Field(None, description="永久下线的，内容迁移到哪个网址")
    keep_paths: bool = Field(
        default=False, description="永久下线的，新网址下各页的路径是否与原来相同"
    )
    note: str | None = Field(None, description="说明，写入公告")
    done: Done = Field(default_factory=Done, description="已经办好的手续")

    @field_validator(*_ONLY, mode="before")
    @classmethod
    def _where_it_belongs(cls, value: object, info: ValidationInfo) -> object:
        event = cast("EventKind | None", info.data.get("event"))
        if event and value != "" and event not in _ONLY[str(info.field_name)]:
            raise refuse(
                msg("{event} 事件没有“{name}”这一项", event=event, name=info.field_name),
                msg("删去它，或核对 event 写的是什么"),
            )
        return value

    @field_validator("until")
    @classmethod
    def _not_before_it_began(cls, until: dt.date | None, info: ValidationInfo) -> dt.date | None:
        begun = info.data.get("date")
        if until and begun and until < begun:
            raise refuse(msg("until 早于 date"), msg("核对这两个日期"))
        return until

    @property
    def notice_begins(self) -> dt.date:
        """The first day of its notice."""
        return self.notice_from or self.date
