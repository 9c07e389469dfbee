"""日历上没有的日期、钟上没有的时刻。

Why
    办法第二十五条要求严把文字关。期限、开放时间写成不存在的日子，读者无从照办，还可能因此误事。

Fails
    ```md
    报名截止时间为2026年2月30日。
    ```

    ```md
    办理时间：工作日9:00—24:01。
    ```

    ```md
    本办法自二〇二六年四月三十一日起施行。
    ```

Passes
    ```md
    报名截止时间为2028年2月29日24:00。农历二月三十日举行庙会，甲乙两队比分为25:23。

    日历上不存在2月30日，请勿填写。
    ```

Fix
    核对原件，改成真实的日期和时刻。

Not seen
    存在但写错的日期，星期与日期不符；农历和民国以前的日期不查。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.text.dates import impossible_dates

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "impossible-date",
    reads=Document,
    basis=("measures-25",),
    severity=ERROR,
)
def impossible_date(document: Document) -> Iterator[Problem]:
    """Find days and hours that cannot be."""
    seen: set[str] = set()
    for block in document.blocks:
        if block.code or block.element.startswith("@"):
            continue
        for offset, written in impossible_dates(block.text):
            if document.built and written in seen:
                continue
            seen.add(written)
            yield Problem(
                *block.place(offset),
                msg("没有“{written}”这个日期或者时刻", written=written),
                msg("核对原件，改成真实的日期和时刻"),
                written,
            )
