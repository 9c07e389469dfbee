"""What stands on a home page beside its text: blocks of the columns of each type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengwu.pages.entries import Entries, column_link
from zhengwu.pages.view_parts import (
    BlockView,
    HomeView,
    Interaction,
    News,
    TypedLink,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.model.site import Column
    from zhengwu.pages.index import Page, PageIndex

_NEWS = 10
_MORE_NEWS = 6
_DOCUMENTS = 7
_SERVICES = 12
_INTERACTION = 3
_LISTS_OF_INTERACTION = ("征集调查", "在线访谈", "回应关切")
# Quick ways to what is asked for most, in this order.
_QUICK = (
    "信息公开指南",
    "信息公开目录",
    "信息公开制度",
    "信息公开年报",
    "依申请公开",
    "机构职能",
    "负责人信息",
    "数据发布",
    "数据开放",
    "概况信息",
    "专题专栏",
)


@dataclass(frozen=True)
class HomeBlocks:
    """Makes the blocks of a site's home page."""

    pages: PageIndex
    entries: Entries

    def home(self) -> HomeView:
        """Return all blocks."""
        news = self._of_types("工作动态")
        return HomeView(
            news=self._news(news[0]) if news else None,
            more_news=tuple(self.block(column, _MORE_NEWS) for column in news[1:]),
            documents=tuple(self._documents()),
            services=next(
                (self.block(column, _SERVICES) for column in self._of_types("办事服务")), None
            ),
            interaction=self._interaction(),
            quick=tuple(
                TypedLink(kind, link.name, link.url)
                for kind in _QUICK
                for link in map(column_link, self._of_types(kind))
            ),
        )

    def block(self, column: Column, count: int, beside: tuple[Column, ...] = ()) -> BlockView:
        """Return the newest `count` pages of `column` as a block."""
        newest = self.entries.entries(self.pages.listing(column)[:count])
        return BlockView(column_link(column), newest, tuple(map(column_link, beside)))

    def _news(self, column: Column) -> News:
        """Return the newest as a headline, the newest with a picture, and the rest."""
        newest = self.pages.listing(column)[:_NEWS]
        pictured = next((p for p in (*newest[1:], *newest[:1]) if p.meta and p.meta.image), None)
        return News(
            column_link(column),
            tuple(map(column_link, self.pages.site.below(column.path))),
            self.entries.entry(newest[0]) if newest else None,
            self.entries.entry(pictured) if pictured else None,
            self._picture(pictured) if pictured else "",
            self.entries.entries(page for page in newest[1:] if page is not pictured),
        )

    def _documents(self) -> Iterator[BlockView]:
        """Yield notices beside policy documents; interpretations where there are no documents."""
        policies = self._of_types("政策文件")
        interpretations = self._of_types("政策解读")
        for column in self._of_types("通知公告"):
            yield self.block(column, _DOCUMENTS)
        for column in policies:
            yield self.block(column, _DOCUMENTS, interpretations)
        for column in () if policies else interpretations:
            yield self.block(column, _DOCUMENTS)

    def _interaction(self) -> Interaction | None:
        own = self._of_types("咨询投诉")
        lists = [column for kind in _LISTS_OF_INTERACTION for column in self._of_types(kind)]
        if not own and not lists:
            return None
        blocks = tuple(self.block(column, _INTERACTION) for column in lists)
        return Interaction(column_link(own[0]) if own else None, blocks)

    def _of_types(self, kind: str) -> tuple[Column, ...]:
        """Return the columns of a type, without those below another of the same type."""
        types = {column.path: column.type for column in self.pages.site.columns}
        return tuple(
            column
            for column in self.pages.site.columns
            if column.type == kind and types.get(column.parent) != column.type
        )

    def _picture(self, page: Page) -> str:
        image = page.meta.image if page.meta else None
        found = self.pages.follow(image, page.path) if image else None
        return found.path if found and found.kind == "file" else ""
