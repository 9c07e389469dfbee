"""招标采购、招聘公告里联系人的手机号码，没有写明本人同意公开。

Why
    政府采购和公开招聘的公告要写明联系人，个人信息保护法要求公开个人信息须取得本人单独同意。页面上有一个
    字段记下这件事：contact_consent: true，写了就由填写的人负责。

Fails
    ```md
    项目联系人：陈工，联系方式：0760-88880001、13800138000。
    ```

Passes
    ```md
    ---
    title: 示范项目招标公告
    contact_consent: true
    published_at: 2026-11-02 09:30
    source: 本网
    ---
    项目联系人：陈工，联系方式：0760-88880001、13800138000。
    ```

    ```md
    项目联系人：陈工，联系方式：0760-88880001。
    ```

Fix
    本人同意的，在页面开头加 contact_consent: true；不同意或没有问过的，改成单位的座机。

Not seen
    是不是真的同意了；页面上其他联系人的手机号码见 personal-phone-number。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.text.mobiles import NumberHolder, mobiles, names_contact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.model.city import City


@rule("contact-without-consent", reads=Document, basis=("measures-31",), severity=WARNING)
def contact_without_consent(document: Document, city: City, day: date) -> Iterator[Problem]:
    """Find mobile numbers of contacts on a page that does not say that they agreed."""
    if document.page and document.page.meta and document.page.meta.contact_consent:
        return
    if not any(names_contact(block.text) for block in document.blocks):
        return
    registered: frozenset[str] | None = None
    for mobile in mobiles(document):
        if mobile.holder is not NumberHolder.CONTACT:
            continue
        registered = registered or frozenset(city.contacts(day))
        if mobile.digits not in registered:
            shown = f"{mobile.digits[:3]}****{mobile.digits[-4:]}"
            yield Problem(
                mobile.line,
                mobile.column,
                msg("联系人的手机号码 {shown}，没有写明本人同意公开", shown=shown),
                msg("本人同意的，在页面开头加 contact_consent: true；否则改用单位的座机"),
                shown,
            )
