"""`banners:` of `city.yml` and `site.yml`: what stands above everything, from when and until when.

The three kinds of emergency and the four colours of a warning are those of 《突发事件应对法》.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field, ValidationInfo, field_validator

from zhengwu.messages import Message, msg
from zhengwu.model.base import Model, refuse
from zhengwu.model.minute import Minute

if TYPE_CHECKING:
    from datetime import datetime


Emergency = Literal["natural", "accident", "health"]
Warned = Literal["red", "orange", "yellow", "blue"]

EMERGENCIES: dict[Emergency, Message] = {
    "natural": msg("自然灾害"),
    "accident": msg("事故灾难"),
    "health": msg("公共卫生事件"),
}
WARNINGS: dict[Warned, Message] = {
    "red": msg("红色预警"),
    "orange": msg("橙色预警"),
    "yellow": msg("黄色预警"),
    "blue": msg("蓝色预警"),
}


class BannerFacts(Model):
    """An entry of `banners:` in `city.yml` or `site.yml`."""

    title: str = Field(description="标题，一句话说清楚")
    text: str = Field("", description="补充说明，一两句话")
    link: str | None = Field(None, description="详情：本网站的页面，或清单里的网址")
    link_text: str = Field("查看详情", description="链接上的文字")
    emergency: Emergency | None = Field(
        None, description="突发事件：natural 自然灾害，accident 事故灾难，health 公共卫生事件"
    )
    level: Warned | None = Field(
        None, description="预警级别：red 红色，orange 橙色，yellow 黄色，blue 蓝色；只用于突发事件"
    )
    start: Minute = Field(description="从什么时候起显示，如 2026-11-20 09:30")
    end: Minute = Field(description="显示到什么时候（含这一分钟）")

    @field_validator("level")
    @classmethod
    def _only_for_emergencies(cls, level: Warned | None, info: ValidationInfo) -> Warned | None:
        if level and "emergency" in info.data and info.data["emergency"] is None:
            raise refuse(
                msg("只有突发事件才有预警级别"),
                msg("删去 level；确是突发事件的，写上 emergency: natural、accident 或 health"),
            )
        return level

    @field_validator("end")
    @classmethod
    def _not_before_the_start(cls, end: datetime, info: ValidationInfo) -> datetime:
        start = info.data.get("start")
        if start and end < start:
            raise refuse(
                msg("横幅结束的时间早于开始的时间，永远不会显示"), msg("核对 start 和 end")
            )
        return end

    def shows(self, moment: datetime) -> bool:
        """Whether the banner stands on the pages at `moment`, both ends included."""
        return self.start <= moment <= self.end
