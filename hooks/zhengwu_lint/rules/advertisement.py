"""商业广告等经营性信息。

Why
    办法第十七条：不得发布或链接商业广告等经营性信息，严禁发布违反国家规定的信息。被篡改的页面里，最常见
    的就是插进去的赌博、色情、办证、贷款广告。

Fails
    ```md
    限时优惠，扫码下单，全场包邮！
    ```

    ```md
    办证 刻章 加微信：ab12345
    ```

    ```md
    澳门博彩、百家乐、真人娱乐，注册送彩金。
    ```

    ```html
    <ins class="adsbygoogle"></ins>
    ```

    ```html
    <a href="https://s.click.taobao.com/abc">活动详情</a>
    ```

Passes
    ```md
    市公安局捣毁一个网络赌博窝点，查获老虎机 5 台，涉案人员以百家乐等方式聚赌。

    广告不得使用“国家级”“最高级”“最佳”等用语。

    市福利彩票公益金资助养老服务项目。办证大厅咨询电话：0760-88880001。

    招商引资优惠政策解读，咨询请关注微信公众号。
    ```

Fix
    删去。不是自己写的，先查网页是不是被篡改，并报告网络安全责任人。

Not seen
    图片里的广告，以新闻口吻写的软文，以及在同一段里混进“打击”“严禁”等字眼的广告。
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.html import HtmlDocument
from zhengwu_lint.sources.plain import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

_DECORATION = "·•*~|★☆◆●■▲※"
_INJECTED = 3  # so many different vices in one block are a list that somebody planted


@rule(
    "advertisement",
    reads=Document,
    basis=("办法 第十七条",),
    severity=ERROR,
    waivable=False,
)
def advertisement(document: Document) -> Iterator[Problem]:
    """Find commercial solicitation in text, links and elements."""
    words = _words()
    title = document.page.title if document.page and document.page.meta else ""
    excused = bool(words.excuses.search(title))
    seen: set[str] = set()
    for block in document.blocks:
        plain = squeeze(block.text, but=_DECORATION)
        found = _offer(plain.text, words, excused=excused)
        if found is None or (isinstance(document, HtmlDocument) and found[0] in seen):
            continue
        seen.add(found[0])
        yield Problem(
            *block.place(plain.at(found[1])),
            msg("像是商业广告等经营性信息：“{words}”", words=found[0]),
            msg("删去；不是自己写的，先查网页是不是被篡改"),
            found[0],
        )
    yield from _networks(document)
    if isinstance(document, HtmlDocument):
        yield from _elements(document)


def _offer(text: str, words: _Words, *, excused: bool) -> tuple[str, int] | None:
    """Return the first words of an offer and where they begin."""
    vices = {match[0]: match.start() for match in reversed(list(words.vice.finditer(text)))}
    selling = words.selling.search(text)
    deal = _deal(text, words)
    if not (vices or selling or deal) or words.excuses.search(text):
        return None
    if deal:
        return deal
    if selling and not excused and not words.services.search(text):
        return selling[0], selling.start()
    if vices and (not excused or len(vices) >= _INJECTED):
        first = min(vices, key=lambda word: vices[word])
        return first, vices[first]
    return None


def _deal(text: str, words: _Words) -> tuple[str, int] | None:
    """Find a private contact near a trade."""
    for contact, trade in ((words.direct, words.any_trade), (words.loose, words.shady_trade)):
        for match in contact.finditer(text):
            start = max(0, match.start() - words.distance)
            near = text[start : match.end() + words.distance]
            found = trade.search(near)
            if found and not words.services.search(near):
                return f"{found[0]}…{match[0]}", match.start()
    return None


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


def _elements(document: HtmlDocument) -> Iterator[Problem]:
    carriers = frozenset(read_data("advertising.yml")["classes"])
    for element in document.root.xpath("//*[@class or @id]"):
        names = {*element.get("class", "").lower().split(), element.get("id", "").lower()}
        if found := names & carriers:
            yield Problem(
                element.sourceline or 1,
                0,
                msg("元素的名称“{name}”是广告位", name=min(found)),
                msg("删去广告位；不是自己写的，先查网页是不是被篡改"),
                min(found),
            )


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists as patterns."""

    selling: re.Pattern[str]
    vice: re.Pattern[str]
    direct: re.Pattern[str]
    loose: re.Pattern[str]
    any_trade: re.Pattern[str]
    shady_trade: re.Pattern[str]
    excuses: re.Pattern[str]
    services: re.Pattern[str]
    distance: int


@cache
def _words() -> _Words:
    data = read_data("advertising.yml")
    return _Words(
        selling=_either(data["selling"]),
        vice=_either(data["vice"]),
        direct=_patterns(data["contacts"]["direct"]),
        loose=_patterns(data["contacts"]["loose"]),
        any_trade=_either(data["trades"]["any"]),
        shady_trade=_either(data["trades"]["shady"]),
        excuses=_either(data["excuses"]),
        services=_either(data["services"]),
        distance=data["distance"],
    )


def _either(entries: list[dict[str, Any]]) -> re.Pattern[str]:
    """Return a pattern for any of the entries' words, or of their patterns."""
    found = {word for entry in entries for word in entry.get("words") or entry["patterns"]}
    return re.compile("|".join(sorted(found, key=lambda word: (-len(word), word))))


def _patterns(entries: list[dict[str, Any]]) -> re.Pattern[str]:
    return re.compile("|".join(entry["pattern"] for entry in entries))
