"""没有登记的微信号、QQ 号等账号和邮箱。

Why
    办法第十二条至第十五条要求政务新媒体账号登记备案，第十七条禁止发布商业广告等经营性信息。被篡改的页面里，
    广告和骗局几乎都留一个账号，并把“微信”写成“薇”“V”“卫星”等等；机关自己的账号都能登记，所以只放行登记过的。

Fails
    ```md
    补贴申领请加微信：abcd12345。
    ```

    ```md
    咨询 ➕薇 abcd12345，或者 Telegram：abcd12345。
    ```

    ```md
    请在抖音搜索“岐江补贴专员”办理。
    ```

    ```md
    来信请寄 abcd12345@gmail.com。
    ```

Passes
    ```md
    关注“中山发布”微信公众号，报名后加入培训微信群。报送邮箱：abcd12345@163.com。

    不法分子使用 QQ 712345678 冒充客服，请勿添加。
    ```

Fix
    删去。确是本单位的，请管理登记册的同事登记：政务新媒体账号写进 site.yml 的 accounts（含 id），
    工作用的微信号、QQ 群、邮箱和手机写进 city.yml 里本单位的 contacts，并写明用到哪一天。

Not seen
    图片和二维码里的账号；只写中文名称、没有请人添加的账号；国内邮箱写明是邮箱的，不核对是谁的。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.html.document import HtmlDocument
from zhengwu_lint.sources.text.contacts import (
    contacts,
    is_anonymous,
    is_mailbox_label,
    labelled,
    mailboxes,
    normal,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.model.city import City
    from zhengwu_lint.sources.document import Block


@rule(
    "unregistered-contact",
    reads=Document,
    basis=("measures-15", "measures-17"),
    severity=ERROR,
    waivable=False,
)
def unregistered_contact(document: Document, city: City, day: date) -> Iterator[Problem]:
    """Find accounts of any platform, and mail addresses, that the register does not have."""
    known = {normal(account) for account in city.contacts(day)}
    built = isinstance(document, HtmlDocument)
    seen: set[str] = set()
    for block in document.prose:
        for account, shown, start in (*_accounts(block), *_mails(block, city, day)):
            if account in known or (built and account in seen):
                continue
            seen.add(account)
            yield Problem(
                *block.place(start),
                msg("没有登记的联系账号：“{shown}”", shown=shown),
                msg("删去；确是本单位的，写进 accounts（site.yml，含 id）或 contacts（city.yml）"),
                shown,
            )


def _accounts(block: Block) -> Iterator[tuple[str, str, int]]:
    yield from contacts(block.text)
    if block.row and (held := labelled(block.text, block.labels)):
        yield held


def _mails(block: Block, city: City, day: date) -> Iterator[tuple[str, str, int]]:
    for mail in mailboxes(block.text):
        if city.owns(mail.domain) or city.allows(mail.domain, day):
            continue
        named = mail.named or is_mailbox_label(block.labels)
        if not named or is_anonymous(mail.domain):
            yield normal(mail.address), mail.address, mail.start
