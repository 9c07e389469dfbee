"""公民身份号码没有遮盖。

Why
    办法第三十一条要求严格管理个人信息，防止泄露。公示名单里带出完整的身份证号，是政府网站最常见的泄露方式，
    属于严重问题。

Fails
    ```md
    张某某，身份证号 11010519491231002X。
    ```

    ```md
    | 姓名 | 公民身份号码 |
    |---|---|
    | 李某 | １１０１０５ １９４９１２３１ ００２Ｘ |
    ```

    ```md
    身份证前 14 位 11010519491231，后 4 位 002X。
    ```

    ```html
    <a href="/query?id=11010519491231002X">查询结果</a>
    ```

Passes
    ```md
    张某某，身份证号 110***********002X；李某，1101**********2X。

    统一社会信用代码 91110000600037341L，项目编号 202611020930123456。

    身份证号码格式如：11010519491231002X。
    ```

Fix
    只留前三位和后几位，中间改成星号，如 110***********002X；能不写就不写。附件里的也要一起检查。

Not seen
    图片、扫描件和附件里的号码，写错了一位的号码，隔开很远的两半；写明是样例的号码不算。护照、通行证见
    personal-passport-number。
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.text.identity_numbers import identity_numbers, joined
from zhengwu_lint.sources.text.masking import mask, masked
from zhengwu_lint.sources.text.written import everything

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu_lint.rule import Edit


_PREFIX = 17  # digits before the check character
_DIGITS = re.compile(r"\d{2}|[Xx]")
_SHORT = 80  # characters of a block that may hold one half
_BLOCKS = 3


@rule(
    "personal-id-number",
    reads=Document,
    basis=("measures-31", "privacy-25", "openness-15"),
    severity=ERROR,
    waivable=False,
)
def personal_id_number(document: Document, day: date) -> Iterator[Problem]:
    """Find identity numbers anywhere on a page: text, attributes, links, metadata, comments."""
    old_too = _context().search("".join(block.text for block in document.blocks)) is not None
    seen: set[tuple[str, int]] = set()
    in_blocks: set[str] = set()
    for written in everything(document):
        label = "|".join(written.block.labels) if written.block else ""
        for found in identity_numbers(written.text, day, label=label, old_too=old_too):
            line, column = written.place(found.start)
            number = found.number
            key = (number, 0 if document.built else line)
            if key in seen or (not written.block and number[:_PREFIX] in in_blocks):
                continue
            seen.add(key)
            if written.block and (not found.whole or len(number) == _PREFIX):
                in_blocks.add(number[:_PREFIX])  # the file itself may read it otherwise
            edits = mask(written, found.start, found.end, 3, 2) if found.whole else ()
            yield _problem((line, column), number, edits)
    for place, number in (*_over_cells(document, day), *_over_blocks(document, day)):
        if all(number != known for known, _ in seen):
            seen.add((number, place[0]))
            yield _problem(place, number)


def _problem(place: tuple[int, int], number: str, edits: tuple[Edit, ...] = ()) -> Problem:
    shown = masked(number, 3, 2)
    return Problem(
        *place,
        msg("没有遮盖的公民身份号码 {shown}", shown=shown),
        msg("改成 {shown} 这样，能不写就不写；已经提交过的，告诉网站的安全责任人", shown=shown),
        shown,
        edits=edits,
    )


def _over_blocks(document: Document, day: date) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield (place, number) of numbers whose halves stand in blocks that follow each other."""
    apart = re.compile(read_data("personal-id.yml")["apart"])
    blocks = [b for b in document.blocks if len(b.text) <= _SHORT and _DIGITS.search(b.text)]
    for i, block in enumerate(blocks[:-1]):
        texts = [f"{'|'.join(b.labels)}:{b.text}" for b in blocks[i : i + _BLOCKS]]
        if all(map(apart.search, texts[:2])):
            for found in identity_numbers("，".join(texts), day, old_too=False):
                yield block.place(0), found.number


def _over_cells(document: Document, day: date) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield (place, number) of numbers that stand in neighbouring cells of a row."""
    for row, blocks in groupby(document.blocks, key=lambda block: block.row):
        cells = list(blocks) if row else []
        texts = [cell.text for cell in cells]
        for i, cell in enumerate(cells):
            if texts[i][:1].isalnum() and (number := joined(texts[i:], day)):
                yield cell.place(0), number


@cache
def _context() -> re.Pattern[str]:
    return re.compile("|".join(read_data("personal-id.yml")["context"]))
