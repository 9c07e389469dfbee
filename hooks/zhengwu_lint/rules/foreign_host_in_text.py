"""文字里写着未列入清单的网址。

Why
    办法第十七条禁止发布商业广告等经营性信息，第二十五条要求发布前严格检查，不得隐含外部链接。没有
    做成链接的网址，读者照样会去访问；采集、转载来的文章里，原来的网址常被换成别人的。

Fails
    ```md
    请在市政府门户网站（portal-demo.com）上查询。
    ```

    ```md
    请访问ｗｗｗ．ｓｈｏｐ－ｄｅｍｏ．ｃｏｍ报名。
    ```

    ```md
    ---
    title: 活动报名请上 www . shop-demo . com
    published_at: 2026-11-02 09:30
    source: 本网
    ---
    正文
    ```

    ```html
    <table><tr><td>shop-demo点com</td></tr></table>
    ```

Passes
    ```md
    详见 www.gov.cn，或写信到 service@shop-demo.com。附件见 a.pdf、index.html，软件版本 v1.2.3。

    新网站不得使用 gov.cn 以外的域名，例如 .com。

    有人发短信要市民登录“maojin.top”补办医保，这是钓鱼网站，请不要打开。
    ```

Fix
    核对原文，改成登记过的网址，或删去。确实要写的，请管理 city.yml 的同事把主机写进 hosts。

Not seen
    图片里的网址和二维码，用谐音或拼音拼出来的网址，叫人到搜索引擎里点第几条结果的。电子邮箱的域名不算网址。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.urls import read_reference
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import COMMENT, Document
from zhengwu_lint.sources.text.hosts import hosts_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu.model.city import City
    from zhengwu_lint.sources.document import Block
    from zhengwu_lint.sources.text.hosts import Named

_OPENING, _CLOSING = ("“", "「", "‘"), ("”", "」", "’")
# What says that the address itself is false; a mere 谨防诈骗 beside it does not.
_WARNING = re.compile(
    r"(?<!不是)(?<!并非)(?<!绝非)(?<!不)(?:诈骗|钓鱼|假冒|仿冒|虚假|冒牌|山寨|非法)的?(?:网址|网站|链接|域名|页面|平台)"
    r"|(?<![不非])(?:是|为|系)(?:诈骗|钓鱼|假冒|仿冒)"
)


@rule(
    "foreign-host-in-text",
    reads=Document,
    basis=("measures-17", "measures-25"),
    severity=ERROR,
)
def foreign_host_in_text(document: Document, city: City, day: date) -> Iterator[Problem]:
    """Find hosts off the city's list that a text names without linking to them."""
    built = document.built
    seen: set[str] = set()
    for named, line, column in _named(document):
        host = named.host
        if city.allows(host, day) or city.allows(f"www.{host}", day) or host in seen:
            continue
        if built:  # a page repeats its own title many times over
            seen.add(host)
        written = " ".join(named.written.split())
        yield Problem(
            line,
            column,
            msg("文字里写着清单之外的网址 {written}", written=written)
            if host in written
            else msg("文字里写着清单之外的网址 {written}（即 {host}）", written=written, host=host),
            msg("核对原文，改正或删去；确有必要，请在 city.yml 的 hosts 里登记"),
            named.written,
        )


def _named(document: Document) -> Iterator[tuple[Named, int, int]]:
    for block in document.prose:  # the comments of Markdown belong to raw-html
        for named in hosts_in(block.text, code=block.code):
            if block.element == COMMENT and named.url:
                continue  # URLs belong to hidden-link
            if not _is_own_target(named, block) and not _is_warned_of(named, block.text):
                yield named, *block.place(named.start)


def _is_warned_of(named: Named, text: str) -> bool:
    """Whether the sentence quotes the address and says of it that it is a fraud's."""
    begin = max((text.rfind(sign, 0, named.start) for sign in "。！？\n"), default=-1) + 1
    ends = [at for sign in "。！？" if (at := text.find(sign, named.end)) >= 0]
    sentence = text[begin : min(ends, default=len(text))]
    before, behind = text[begin : named.start].rstrip(), text[named.end :].lstrip()
    quoted = before.endswith(_OPENING) and behind.startswith(_CLOSING)
    return quoted and _WARNING.search(sentence) is not None


def _is_own_target(named: Named, block: Block) -> bool:
    """Whether the text belongs to a link that leads there: external-link judges that one."""
    target = block.target(named.start)
    host = read_reference(target).host if target else ""
    return bool(host) and (
        host == named.host or host.endswith(f".{named.host}") or named.host.endswith(f".{host}")
    )
