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

    防汛值班手机：13800138000。受理编号：13800138000。镇级河长 李某某，电话 13800138000。
    ```

    ```md
    ---
    title: 培训报名的通知
    contact_consent: true
    published_at: 2026-11-02 09:30
    source: 本网
    ---
    报名联系人：李某某，手机 13800138000。
    ```

Fix
    中间四位改成星号，如 138****8000；能不写就不写，对外的联系方式用单位的座机。单位的
    工作手机请登记到 city.yml 本单位的 contacts；联系人同意公开的，在页面
    开头写 contact_consent: true。

Not seen
    图片、扫描件和附件里的号码，以及单位对外公布的手机是不是某个人的。招标采购、招聘公告的
    联系人见 contact-without-consent。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.text.masking import mask
from zhengwu_lint.sources.text.mobiles import NumberHolder, mobiles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.model.city import City


@rule(
    "personal-phone-number",
    reads=Document,
    basis=("measures-31", "privacy-25", "openness-15"),
    severity=ERROR,
    waivable=False,
)
def personal_phone_number(document: Document, city: City, day: date) -> Iterator[Problem]:
    """Find mobile numbers anywhere on a page: text, attributes, links, metadata, comments."""
    meta = document.page.meta if document.page else None
    passes = {NumberHolder.OFFICE, NumberHolder.CONTACT}
    if meta and meta.contact_consent:
        passes.add(NumberHolder.ASKED)
    registered: frozenset[str] | None = None
    for mobile in mobiles(document):
        if mobile.holder in passes:
            continue
        registered = registered or frozenset(city.contacts(day))
        if mobile.digits in registered:
            continue
        number = mobile.number
        shown = f"{mobile.digits[:3]}****{mobile.digits[-4:]}"
        yield Problem(
            mobile.line,
            mobile.column,
            msg("没有遮盖的手机号码 {shown}", shown=shown),
            msg("改成 {shown} 这样，或改用单位的座机", shown=shown),
            shown,
            edits=mask(mobile.written, number.start, number.end, len(number.digits) - 8, 4),
        )
