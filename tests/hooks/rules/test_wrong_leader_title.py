from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cities import PORTAL, article
from tests.hooks.rules.judging import judge_file, of_rule, places

if TYPE_CHECKING:
    from zhengwu.problem import Problem

RULE = "wrong-leader-title"
PAGE = "content/portal/tzgg/a.md"
COLUMN = {
    "path": "ldxx",
    "name": "领导信息",
    "type": "负责人信息",
    "description": "领导的姓名和职务。",
    "keywords": ["领导"],
}
TABLE = """| 姓名 | 职务 | 分工 |
| --- | --- | --- |
| 沈虚川 | 市委副书记、市长 | 全面工作 |
| 顾虚宁 | 副市长 | 教育 |
| 叶虚年 | 常务副市长 | 财政 |
"""


def judged(
    body: str, leaders: str = "2026-03-12 09:30", written: str = "2026-11-02 09:30"
) -> list[Problem]:
    files = {
        "content/portal/ldxx/index.md": article(TABLE, title="领导信息", published_at=leaders),
        PAGE: article(body, published_at=written),
    }
    columns = [*PORTAL["columns"], COLUMN]
    return of_rule(judge_file(PAGE, files, portal={**PORTAL, "columns": columns}), RULE)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        pytest.param("市长顾虚宁出席。", 1, id="deputy-as-head"),
        pytest.param("会议由副市长沈虚川主持。", 4, id="head-as-deputy"),
        pytest.param("市委书记沈虚川讲话。", 3, id="deputy-secretary-as-secretary"),
        pytest.param("市长沈虚州主持。", 1, id="slip-in-the-name"),
        pytest.param("副市长 **顾虚字** 出席。", 1, id="slip-of-a-deputy"),
    ],
)
def test_what_contradicts_the_register(text: str, column: int) -> None:
    assert places(judged(text), RULE) == [(6, column)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("市长沈虚川、副市长顾虚宁、常务副市长叶虚年", id="as-registered"),
        pytest.param("时任副市长沈虚川、原副市长沈虚川", id="another-time"),
        pytest.param("机关党委书记沈虚川，组长顾虚宁", id="other-posts"),
        pytest.param("市长王虚构与副市长李某某", id="others"),
        pytest.param("市长质量奖，市长信箱", id="no-person"),
    ],
)
def test_what_agrees_or_is_unknown(text: str) -> None:
    assert judged(text) == []


def test_what_was_written_before_the_register_says_nothing() -> None:
    assert judged("市长顾虚宁出席。", leaders="2026-11-10 09:30") == []
