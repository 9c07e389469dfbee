"""赌博、色情、毒品、枪支等国家禁止的内容。

Why
    办法第十七条严禁发布违反国家规定的信息；发布或链接反动、暴力、色情等内容属于单项否决（国办秘函〔2019〕
    19号）。被篡改的页面里，最常见的就是插进标题、关键词和正文里的赌博、色情广告，常用空格、符号、谐音字、
    繁体字掩人耳目。

Fails
    ```md
    要坚持以人民为中心的发展思想，百家乐网上开户注册送彩金，不断增进民生福祉。
    ```

    ```md
    佰★家★樂 开户，菠菜平台返水高。
    ```

    ```html
    <meta name="keywords" content="六合彩,真人娱乐,网上赌场"><p>通知</p>
    ```

    ```md
    气枪、仿真枪现货，货到付款。
    ```

Passes
    ```md
    市公安局捣毁一个网络赌博窝点，查获老虎机 5 台，涉案人员以百家乐等方式聚赌。

    不法分子以“注册送彩金”“百家乐网上开户”为诱饵，诱骗群众参赌。

    市福利彩票公益金资助养老服务项目。社区老年活动中心设棋牌室。
    ```

Fix
    删去。多半不是自己写的：先查网页是不是被篡改，并报告网络安全责任人。

Not seen
    图片里的文字，没有收进词表、写法也不像的隐语，以及在同一分句里用“打击”“查处”等动词带着的广告。
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.text.clauses import Around
from zhengwu_lint.sources.text.lexicon import lexicon
from zhengwu_lint.sources.text.offers import introduced, prohibited
from zhengwu_lint.sources.text.split_words import joined, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.document import Block
    from zhengwu_lint.sources.text.offers import Offer

_FRONT = "front-matter"
# What no editor writes into a field, so that it is mended where it was found.
_NOWHERE_ELSE = frozenset(
    {"comment", "style", "option", "@title", "@value", "@srcdoc", "@label", "@placeholder"}
)


@rule(
    "prohibited-content",
    reads=Document,
    basis=("measures-17", "inspection-2019-19"),
    severity=ERROR,
    waivable=False,
)
def prohibited_content(document: Document) -> Iterator[Problem]:
    """Find what offers or plants forbidden things, hidden text and comments included."""
    titled = lexicon().titled(document.page.title if document.page else "")
    seen: set[str] = set()
    items = {id(block): told for block, told in introduced(document.blocks)}
    built = document.built
    for text, block in _texts(document):
        around = Around(titled, items.get(id(block), False))
        for offer in prohibited(text, around):
            if built and offer.words in seen:
                continue
            seen.add(offer.words)
            snippet = "" if built and block.element in _NOWHERE_ELSE else offer.words
            yield _problem(offer, block.place(offer.start), snippet)
    for run in runs(document.blocks):
        if any(prohibited(joined(run, "。。"), Around())):
            continue
        for offer in prohibited(joined(run, ""), Around()):
            yield _problem(offer, run[0].place(0), offer.words)


def _problem(offer: Offer, place: tuple[int, int], snippet: str) -> Problem:
    return Problem(
        *place,
        msg("像是国家禁止的内容：“{words}”", words=offer.words),
        msg("删去；不是自己写的，先查网页是不是被篡改，并报告网络安全责任人"),
        snippet,
    )


def _texts(document: Document) -> Iterator[tuple[str, Block]]:
    """Yield every text with the block that knows its place; a list of the front matter is one."""
    for key, group in groupby(document.prose, lambda b: b.labels if b.element == _FRONT else b):
        blocks = list(group)
        if isinstance(key, tuple) and len(blocks) > 1:
            yield "，".join(block.text for block in blocks), blocks[0]
        else:
            yield from ((block.text, block) for block in blocks)
