"""号牌号码与车主、驾驶人的姓名写在一起。

Why
    办法第三十一条要求严格管理个人信息，防止泄露。号牌单独公示查不到人，与姓名放在一起就能追到本人的行踪。

Fails
    ```md
    号牌为粤T00A12的小型轿车，车主李某某，请尽快驶离。
    ```

    ```md
    | 号牌 | 机动车所有人 |
    |---|---|
    | 粤T00A12 | 李某某 |
    ```

Passes
    ```md
    号牌为粤T00A12的小型轿车，请车主尽快驶离。粤T00A13的所有人为中山市虚构运输有限公司。
    ```

Fix
    只留号牌，或者只留姓名；公告送达必须两样都写的，号牌中间两位改成星号，如 粤T**A12。

Not seen
    图片里的号牌，以及号牌和姓名隔开写在两句里的。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.document import Block

_SENTENCE = re.compile(r"[^。；;\n]+")
_UNIT_WITHIN = 14  # characters of a name in which a unit's last word would stand


@rule(
    "personal-plate",
    reads=Document,
    basis=("measures-31", "privacy-25", "openness-15"),
    severity=ERROR,
)
def personal_plate(document: Document) -> Iterator[Problem]:
    """Find number plates beside the name of a person whose vehicle it is."""
    number = re.compile(read_data("personal.yml")["plate"]["number"])
    seen: set[str] = set()
    for block in document.blocks:
        plain = fold(block.text)
        for sentence in _SENTENCE.finditer(plain.text):
            plates = list(number.finditer(sentence[0]))
            if not plates or not (_names(sentence[0]) or _row_names(block, document)):
                continue
            for match in plates:
                if match[0] in seen:
                    continue
                seen.add(match[0])
                shown = f"{match[0][:2]}**{match[0][-3:]}"
                yield Problem(
                    *block.place(plain.at(sentence.start() + match.start())),
                    msg("号牌号码 {shown} 与车主的姓名写在一起", shown=shown),
                    msg("只留其中一样；公告送达必须都写的，号牌中间改成星号"),
                    shown,
                )


def _names(sentence: str) -> bool:
    data = read_data("personal.yml")
    person = data["person"]
    end = r"(?=[，。、；：:（(,.\s的]|$)"
    given = rf"(?:{person['masked']}{{1,2}}|[\u4e00-\u9fff]{{1,2}}{end})"
    name = rf"(?!{person['none']}){person['surname']}{given}"
    who = re.compile(data["plate"]["owner"] + name)
    return any(
        not re.search(data["plate"]["unit"], sentence[match.start() : match.end() + _UNIT_WITHIN])
        for match in who.finditer(sentence)
    )


def _row_names(block: Block, document: Document) -> bool:
    """Whether another cell of the row holds the owner's name."""
    beside = (b for b in document.blocks if block.row and b.row == block.row and b is not block)
    return any(_names(f"{label}:{cell.text.strip()}") for cell in beside for label in cell.labels)
