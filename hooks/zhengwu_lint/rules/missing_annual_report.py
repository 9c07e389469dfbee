"""没有按时公布上一年的年度报表或信息公开年报。

Why
    每年1月31日前要公布政府网站工作年度报表和政府信息公开工作年度报告（国办发〔2017〕47号，条例第五十条）。

Fails
    ```site
    === xwdt/20251120-xinwen.md
    ---
    title: 市领导检查秋冬供水保障
    published_at: 2025-11-20 09:00
    source: 本网
    ---
    正文
    ```

Passes
    ```site
    === xwdt/20251120-xinwen.md
    ---
    title: 市领导检查秋冬供水保障
    published_at: 2025-11-20 09:00
    source: 本网
    ---
    正文
    === tzgg/2025-baobiao.md
    ---
    title: 中山市人民政府门户网站工作年度报表（2025年度）
    published_at: 2026-01-23 10:00
    source: 本网
    ---
    正文
    === tzgg/2025-nianbao.md
    ---
    title: 中山市人民政府办公室2025年政府信息公开工作年度报告
    published_at: 2026-01-20 10:00
    source: 本网
    ---
    正文
    ```

Fix
    补发报告，标题里写明哪一年。发布时间照实写，不要倒填。

Not seen
    报告的内容和数字。当年才开通的网站不查。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.rules._shared.annual_reports import due_reports
from zhengwu_lint.rules._shared.freshness import is_kept, published
from zhengwu_lint.sources.site_pages import SitePages, front_place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.model.city import City
    from zhengwu.rulebook import Rulebook


@rule(
    "missing-annual-report",
    reads=SitePages,
    basis=("guidelines-2017-47", "openness-50"),
    severity=WARNING,
    indicator="missing-annual-report",
)
def missing_annual_report(
    site: SitePages, city: City, rulebook: Rulebook, day: date
) -> Iterator[Problem]:
    """Find sites without last year's reports, or with one that came late."""
    indicator = rulebook.get("missing-annual-report")
    if indicator is None or not is_kept(site, day):
        return
    pages = published(site, day).pages
    for due in due_reports(site.registered, pages, city, indicator, day):
        if due.page is None:
            yield Problem(
                *site.key_place("columns"),
                msg("没有{year}年的{name}", year=due.year, name=due.name),
                msg("补发报告，标题里写明{year}年", year=due.year),
                f"{due.name} {due.year}",
            )
        elif due.page.published_at.date() > due.until:
            yield Problem(
                *front_place(due.page, "published_at"),
                msg("{name}应当在 {until} 以前公布", name=due.name, until=due.until),
                msg("已经发布的不要改日期，下一年提前准备"),
                f"{due.name} {due.year}",
                site.file_of(due.page),
            )
