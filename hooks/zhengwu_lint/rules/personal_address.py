"""写到门牌、房号的个人住址。

Why
    办法第三十一条要求严格管理个人信息，防止泄露。救助、补贴和处罚的公示只需要让人知道是哪个镇街的，
    住址写到门牌就过了头。

Fails
    ```md
    低保对象李某某，家庭住址：中山市石岐街道虚构路 12 号 3 栋 502 房。
    ```

    ```md
    | 姓名 | 家庭住址 |
    |---|---|
    | 李某某 | 东区街道虚构花园 8 幢 1 单元 603 室 |
    ```

Passes
    ```md
    低保对象李某某，住石岐街道。

    办理地点：中山市石岐街道示范路 12 号市政务服务中心一楼。

    | 企业名称 | 住所 |
    |---|---|
    | 中山市虚构五金有限公司 | 中山市小榄镇示范路 3 号 |
    ```

Fix
    只写到镇、街道。

Not seen
    没有说是谁住在那里的地址，以及图片和附件里的地址。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.text.folding import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.document import Block

_SENTENCE = re.compile(r"[^。；;]+")
_NEAR = 20


@rule(
    "personal-address",
    reads=Document,
    basis=("measures-31", "privacy-25", "openness-15"),
    severity=ERROR,
    waivable=False,
)
def personal_address(document: Document) -> Iterator[Problem]:
    """Find where people live, told to the number of the house."""
    seen: set[str] = set()
    for block in document.blocks:
        for address, offset in _addresses(block, document):
            if document.built and address in seen:
                continue
            seen.add(address)
            yield Problem(
                *block.place(offset),
                msg("个人住址写到了门牌：{start}…", start=address[:6]),
                msg("只写到镇、街道"),
                address[:6],
            )


def _addresses(block: Block, document: Document) -> Iterator[tuple[str, int]]:
    data = read_data("personal.yml")["address"]
    plain = squeeze(block.text)
    places = list(re.finditer(data["place"], plain.text))
    if not places:
        return
    labels = "|".join(block.labels)
    if re.search(data["label"], labels):
        yield places[0][0], plain.at(places[0].start())
        return
    if block.row and re.search(data["either"], labels):
        beside = [b for b in document.blocks if b.row == block.row]
        row = "|".join(text for b in beside for text in (b.text, *b.labels))
        if re.search(data["person"], row) and not re.search(data["unit"], row):
            yield places[0][0], plain.at(places[0].start())
        return
    for sentence in _SENTENCE.finditer(plain.text):
        yield from (
            (place, plain.at(sentence.start() + offset)) for place, offset in _lived_in(sentence[0])
        )


def _lived_in(sentence: str) -> Iterator[tuple[str, int]]:
    data = read_data("personal.yml")["address"]
    at = 0
    for lives in re.finditer(data["lives"], sentence):
        if lives.start() < at:
            continue
        place = re.compile(data["place"]).search(sentence, lives.end())
        if not place or place.start() - lives.end() > _NEAR:
            continue
        unit = sentence[max(0, lives.start() - _NEAR) : place.end()]
        if not re.search(data["unit"], unit):
            yield place[0], lives.end()
        at = place.end()
