"""过了期的通知没有标明已经结束。

Why
    报名、招标、征求意见的期限过了，页面还像能参加一样，读者白跑一趟；检查时算过期信息没有处理
    （广东省2024年第三季度检查通报，办法第十七条要求准确更新）。

Fails
    ```md
    ---
    title: 关于招聘社区工作者的公告
    published_at: 2026-09-01 09:00
    source: 本网
    ---
    现公开招聘社区工作者，报名截止时间：2026年9月30日。
    ```

Passes
    ```md
    ---
    title: 关于招聘社区工作者的公告（已结束）
    published_at: 2026-09-01 09:00
    source: 本网
    ---
    现公开招聘社区工作者，报名截止时间：2026年9月30日。
    ```

Fix
    在标题后面写（已结束），或者在正文开头写明已经结束、结果在哪里看。原来的内容不要删。

Not seen
    正文里没有写截止日期的；只在附件和图片里写的。
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.model.page import ArticleMeta
from zhengwu.packaged import read_data
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.pages.index import Page

_DATE = (
    r"(?:(?P<year{n}>20\d\d)\s*年\s*)?(?P<month{n}>1[0-2]|0?[1-9])\s*月"
    r"\s*(?P<day{n}>3[01]|[12]\d|0?[1-9])\s*日"
)
_BEGINNING = 200  # characters of the text in which a mark is seen
_DATA = "notices.yml"


@rule("expired-notice", reads=MarkdownDocument, basis=("measures-17",), severity=WARNING)
def expired_notice(document: MarkdownDocument, day: date) -> Iterator[Problem]:
    """Find notices whose end has passed and that do not say so."""
    page = document.page
    if page is None or not _ends(page) or _is_marked(document, page):
        return
    ends = [
        (end, block, offset)
        for block in document.blocks
        if not block.code
        for end, offset in _end_days(block.text, page.published_at.year)
    ]
    last = max(ends, key=lambda entry: entry[0], default=None)
    if last and last[0] < day:
        end, block, offset = last
        yield Problem(
            *block.place(offset),
            msg("期限到 {end} 为止，已经过了，页面没有标明", end=end),
            msg("在标题后面写（已结束），或者在正文开头写明已经结束、结果在哪里看"),
            f"{page.title} {end}",
        )


def _ends(page: Page) -> bool:
    meta, data = page.meta, read_data(_DATA)
    if page.kind != "article" or not isinstance(meta, ArticleMeta):
        return False
    ending = any(word in meta.title for word in data["with_end"])
    return ending and not any(word in meta.title for word in data["without_end"])


def _is_marked(document: MarkdownDocument, page: Page) -> bool:
    summary = page.meta.summary if page.meta else None
    shown = f"{page.title}\n{summary or ''}\n{document.source.body[:_BEGINNING]}"
    return any(mark in shown for mark in read_data(_DATA)["marks"])


def _end_days(text: str, year: int) -> Iterator[tuple[date, int]]:
    """Yield the last days that `text` names, with their offsets."""
    for match in _last_day().finditer(text):
        groups = match.groupdict()
        for n in ("0", "2"):
            if groups[f"month{n}"]:
                stated = groups[f"year{n}"] or (groups.get("year1") if n == "2" else None)
                end = _day(stated or str(year), groups[f"month{n}"], groups[f"day{n}"])
                if end:
                    yield end, match.start()


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@cache
def _last_day() -> re.Pattern[str]:
    data = read_data(_DATA)
    before = "|".join(sorted(data["before"], key=len, reverse=True))
    term = "|".join(sorted(data["term"], key=len, reverse=True))
    first, second, third = (_DATE.replace("{n}", str(n)) for n in range(3))
    between = r"[^，。；\n]{0,12}?"
    return re.compile(
        rf"(?:{before})[：:为是到至\s]{{0,3}}{first}"
        rf"|(?:{term}){between}{second}{between}[至到—–~-]{{1,2}}\s*{third}"
    )
