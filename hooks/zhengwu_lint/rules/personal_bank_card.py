"""个人银行卡号没有遮盖。

Why
    办法第三十一条要求严格管理个人信息，防止泄露。补贴、救助资金的发放公示常把户名和卡号一起带出来。

Fails
    ```md
    补贴发放至李某某账户，银行卡号 6222 0200 0000 0004 564。
    ```

    ```md
    | 姓名 | 卡号 |
    |---|---|
    | 李某某 | 6228480000000007898 |
    ```

Passes
    ```md
    补贴发放至李某某尾号为 0123 的银行账户（6222 **** **** 0123）。

    收款单位：中山市财政局，账号：4400000000000000000012。
    ```

Fix
    只留前四位和后四位，中间改成星号；公示只需要姓名和金额，卡号最好不写。

Not seen
    图片和附件里的卡号，以及写错了一位的卡号。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.text.digits import numbers, passes_luhn
from zhengwu_lint.sources.text.identity import is_identity_number
from zhengwu_lint.sources.text.masking import mask
from zhengwu_lint.sources.text.written import everything

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu_lint.sources.text.digits import Number
    from zhengwu_lint.sources.text.written import Written

_NEAR = 24


@rule(
    "personal-bank-card",
    reads=Document,
    basis=("measures-31", "privacy-25", "openness-15"),
    severity=ERROR,
    waivable=False,
)
def personal_bank_card(document: Document, day: date) -> Iterator[Problem]:
    """Find the numbers of bank cards."""
    seen: set[tuple[str, int]] = set()
    passed: set[str] = set()
    for written in everything(document):
        for number in numbers(written.text, "16,19"):
            digits = number.digits
            if not passes_luhn(digits) or is_identity_number(digits, day) or digits in passed:
                continue
            if not _is_card(number, written):
                passed.add(digits)
                continue
            line, column = written.place(number.start)
            key = (digits, 0 if document.built else line)
            if key in seen:
                continue
            seen.add(key)
            shown = f"{digits[:4]} **** **** {digits[-4:]}"
            yield Problem(
                line,
                column,
                msg("没有遮盖的银行卡号 {shown}", shown=shown),
                msg("改成 {shown} 这样；公示只需要姓名和金额，卡号最好不写", shown=shown),
                shown,
                edits=mask(written, number.start, number.end, 4, 4),
            )


def _is_card(number: Number, written: Written) -> bool:
    data = read_data("personal.yml")["bank_card"]
    labels = "|".join(written.block.labels) if written.block else ""
    near = f"{labels}|{number.before[-_NEAR:]}"
    if written.address or re.search(data["other"], number.before):
        return False
    if re.search(read_data("personal.yml")["sample"], f"{labels}:{number.before}"):
        return False
    if re.search(data["unit"], near):
        return False
    if re.search(data["context"], near):
        return re.match(data["possible"], number.digits) is not None
    return number.digits.startswith(data["known"])
