"""Judges whole sites on a day, with as many columns as a test asks for."""

from __future__ import annotations

import copy
import datetime as dt
from typing import TYPE_CHECKING, Any

from tests.cities import DAY, FRESH, PORTAL, article, city_tree
from zhengwu.pages.schedule import end_of
from zhengwu_lint.rules import RULES
from zhengwu_lint.run import judge
from zhengwu_lint.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhengwu.problem import Problem

SITE = "content/portal/site.yml"
OPEN = [{"event": "open", "date": "2025-01-10"}]


def column(path: str, kind: str, **more: str) -> dict[str, Any]:
    return {
        "path": path,
        "name": f"{path}栏目",
        "type": kind,
        "description": "说明。",
        "keywords": [path],
        **more,
    }


def page(day: dt.date, title: str = "标题", body: str = "正文") -> str:
    return article(body, title=title, published_at=f"{day.isoformat()} 09:00")


def days_ago(days: int) -> dt.date:
    return DAY - dt.timedelta(days=days)


def judge_portal(
    files: Mapping[str, str] | None = None,
    *,
    columns: list[dict[str, Any]] | None = None,
    fresh: bool = True,
    day: dt.date = DAY,
    rulebook_day: dt.date | None = None,
    **facts: object,
) -> list[Problem]:
    """Judge the portal as a whole.

    Args:
        files: pages, by path below the portal's folder.
        columns: beside those that it has.
        fresh: every column of its own has a new page.
        day: by which is judged.
        rulebook_day: whose indicators hold.
        facts: other keys of its `site.yml`.
    """
    portal = {"columns": copy.deepcopy(PORTAL["columns"]) + (columns or []), **facts}
    texts = {f"content/portal/{path}": text for path, text in (files or {}).items()}
    tree = city_tree({**(FRESH if fresh else {}), **texts}, portal=portal)
    workspace = open_workspace(tree, moment=end_of(day), rulebook_day=rulebook_day)
    city = workspace.register.city
    assert city is not None
    assert workspace.register.mistakes == ()
    return list(judge(workspace.site_subject(city, city.sites["portal"]), RULES))


def told(findings: list[Problem], rule: str) -> list[str]:
    """Return what one rule says."""
    return [finding.message.text() for finding in findings if finding.code == rule]
