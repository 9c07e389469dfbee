"""个人手机号码没有遮盖。

Why
    办法第三十一条要求严格管理个人信息，防止泄露。公示名单、网民留言里带出手机号，会招来骚扰和诈骗；省里
    通报过公开留言泄露个人隐私的网站。

Fails
    ```md
    联系人：李某某，手机 13800138000。
    ```

    ```md
    | 姓名 | 联系方式 |
    |---|---|
    | 李某某 | 138-0013-8000 |
    ```

    ```html
    <p data-phone="13800138000">来信人：李某某</p>
    ```

Passes
    ```md
    李某某，联系电话 138****8000。咨询电话：0760-88880001、12345。

    防汛值班手机：13800138000。受理编号：13800138000。
    ```

Fix
    中间四位改成星号，如 138****8000；能不写就不写，对外的联系方式用单位的座机。

Not seen
    图片、扫描件和附件里的号码，以及单位对外公布的手机是不是某个人的。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.text.digits import numbers
from zhengwu_lint.sources.text.masking import mask
from zhengwu_lint.sources.text.written import everything

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.text.digits import Number
    from zhengwu_lint.sources.text.written import Written

_COUNTRY = re.compile(r"(?:\+|00)86[ -]?$")
# In an address only what is said to be a telephone's number counts.
_CALLS = re.compile(r"(?:tel:|sms:|phone=|mobile=|tel=|sj=|dh=)\+?\d{0,2}$", re.IGNORECASE)


@rule(
    "personal-phone-number",
    reads=Document,
    basis=("measures-31", "privacy-25", "openness-15"),
    severity=ERROR,
    waivable=False,
)
def personal_phone_number(document: Document) -> Iterator[Problem]:
    """Find mobile numbers anywhere on a page: text, attributes, links, metadata, comments."""
    seen: set[tuple[str, int]] = set()
    passed: set[tuple[str, int]] = set()
    for written in everything(document):
        for number in _mobiles(written.text):
            line, column = written.place(number.start)
            key = (number.digits[-11:], 0 if document.built else line)
            if key in seen | passed:
                continue
            if not _is_personal(number, written):
                passed.add(key)  # what a block explains needs no second look in the file
                continue
            seen.add(key)
            shown = f"{key[0][:3]}****{key[0][-4:]}"
            yield Problem(
                line,
                column,
                msg("没有遮盖的手机号码 {shown}", shown=shown),
                msg("改成 {shown} 这样，或改用单位的座机", shown=shown),
                shown,
                edits=mask(written, number.start, number.end, len(number.digits) - 8, 4),
            )


def _mobiles(text: str) -> Iterator[Number]:
    pattern = re.compile(read_data("personal.yml")["phone"]["number"])
    for number in numbers(text, "11"):
        if pattern.fullmatch(number.digits):
            yield number
    for number in numbers(text, "13"):
        if number.digits.startswith("86") and pattern.fullmatch(number.digits[2:]):
            yield number


def _is_personal(number: Number, written: Written) -> bool:
    data = read_data("personal.yml")["phone"]
    before = _COUNTRY.sub("", number.before)
    if written.address:
        return _CALLS.search(number.before) is not None
    if re.match(data["counted"], number.after):
        return False
    if re.search(data["official"], before) or re.search(data["other"], before):
        return False
    labels = "|".join(written.block.labels) if written.block else ""
    if re.search(data["official"], labels):
        return False
    return not re.search(data["amounts"], labels) or bool(re.search(data["telephones"], labels))
