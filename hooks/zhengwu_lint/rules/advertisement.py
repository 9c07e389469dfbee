"""商业广告等经营性信息。

Why
    办法第十七条：不得发布或链接商业广告等经营性信息。被篡改的页面里常插进办证、贷款、代开发票的广告；
    转载来的文章也会夹带商家的推广。

Fails
    ```md
    限时优惠，扫码下单，全场包邮！
    ```

    ```md
    办证 刻章 加微信：ab12345
    ```

    ```md
    各单位要压实主体责任，无抵押贷款当天放款利息低，严防事故发生。
    ```

    ```html
    <ins class="adsbygoogle"></ins>
    ```

    ```html
    <a href="https://s.click.taobao.com/abc">活动详情</a>
    ```

Passes
    ```md
    反诈提示：声称“无抵押、当天放款”，却要求先交保证金的网络贷款，都是诈骗。

    广告不得使用“国家级”“最高级”“最佳”等用语。

    市福利彩票公益金资助养老服务项目。办证大厅咨询电话：0760-88880001。

    招商引资优惠政策解读，咨询请关注微信公众号。
    ```

Fix
    删去。不是自己写的，先查网页是不是被篡改，并报告网络安全责任人。

Not seen
    图片里的广告，以新闻口吻写的软文，以及在同一分句里用“打击”“严禁”等动词带着的广告。赌博、色情等违禁
    内容见 prohibited-content，微信号、QQ 号等见 unregistered-contact。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.text.clauses import Around
from zhengwu_lint.sources.text.contacts import contacts
from zhengwu_lint.sources.text.lexicon import lexicon
from zhengwu_lint.sources.text.offers import advertised, introduced

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS = re.compile(r"[a-z]+")


@rule(
    "advertisement",
    reads=Document,
    basis=("measures-17",),
    severity=ERROR,
    waivable=False,
)
def advertisement(document: Document) -> Iterator[Problem]:
    """Find commercial solicitation in text, links and elements."""
    titled = lexicon().titled(document.page.title if document.page else "")
    seen: set[str] = set()
    for block, told in introduced(document.prose):
        told = told and not any(contacts(block.text))  # noqa: PLW2901 -- who leaves an account offers
        for offer in advertised(block.text, Around(titled, told)):
            if document.built and offer.words in seen:
                continue
            seen.add(offer.words)
            yield Problem(
                *block.place(offer.start),
                msg("像是商业广告等经营性信息：“{words}”", words=offer.words),
                msg("删去；不是自己写的，先查网页是不是被篡改"),
                offer.words,
            )
    yield from _networks(document)
    yield from _elements(document)


def _networks(document: Document) -> Iterator[Problem]:
    networks = {
        entry["host"]: entry["reason"] for entry in read_data("advertising.yml")["networks"]
    }
    for link in document.links:
        if not link.reference.host:
            continue
        labels = link.reference.host.split(".")
        for n in range(len(labels) - 1):
            if reason := networks.get(".".join(labels[n:])):
                yield Problem(
                    link.line,
                    link.column,
                    msg("指向广告网络 {host}（{reason}）", host=link.reference.host, reason=reason),
                    msg("删去；不是自己写的，先查网页是不是被篡改"),
                    link.target,
                )
                break


def _elements(document: Document) -> Iterator[Problem]:
    carriers = frozenset(read_data("advertising.yml")["classes"])
    for names, line in document.element_names:
        if found := carriers & set(_WORDS.findall(names)):
            yield Problem(
                line,
                0,
                msg("元素的名称“{name}”是广告位", name=min(found)),
                msg("删去广告位；不是自己写的，先查网页是不是被篡改"),
                min(found),
            )
