"""名单的同一行里有姓名，又有病情、儿童的信息或者住址。

Why
    办法第三十一条要求严格管理个人信息，防止泄露。健康信息和不满十四周岁未成年人的信息是敏感个人信息（个人信息
    保护法第二十八条），公示名单通常只需要姓名、镇街和金额。

Fails
    ```md
    | 姓名 | 病种 | 救助金额 |
    |---|---|---|
    | 李小虚 | 尿毒症 | 8000 |
    ```

    ```md
    | 学生姓名 | 班级 |
    |---|---|
    | 王小构 | 一年级二班 |
    ```

Passes
    ```md
    | 姓名 | 镇街 | 救助金额 |
    |---|---|---|
    | 李小虚 | 石岐街道 | 8000 |
    ```

    ```md
    | 姓名 | 残疾类别 |
    |---|---|
    | 李某某 | 肢体 |
    ```

Fix
    删去病情、班级、住址这些列；法律法规要求公示的，姓名隐去一个字。

Not seen
    表格以外的名单，表头没有写明是什么的列，以及附件里的名单。
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from zhengwu.messages import Message, msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.text.folding import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu_lint.sources.document import Block

_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_Kinds = dict[str, tuple["Block", int]]


@rule(
    "personal-details",
    reads=Document,
    basis=("measures-31", "privacy-28", "openness-15"),
    severity=WARNING,
)
def personal_details(document: Document, day: date) -> Iterator[Problem]:
    """Find rows that name a person and tell what is sensitive; one finding a kind and page."""
    found: _Kinds = {}
    for row, blocks in groupby(document.blocks, key=lambda block: block.row):
        cells = list(blocks) if row else []
        name = next((cell for cell in cells if _is_name(cell)), None)
        if name is None:
            continue
        for kind in {kind for cell in cells for kind in _kinds(cell, day)}:
            first, count = found.get(kind, (name, 0))
            found[kind] = (first, count + 1)
    for kind, (cell, count) in sorted(found.items()):
        yield Problem(
            *cell.place(0),
            msg("名单里有 {count} 行，姓名旁边写了{what}", count=count, what=_what(kind)),
            msg("删去这一列；法律法规要求公示的，姓名隐去一个字"),
            _header(cell),
        )


def _is_name(cell: Block) -> bool:
    """Whether a cell names a person and hides nothing of the name."""
    data = read_data("personal.yml")
    text = squeeze(cell.text).text
    return (
        re.search(data["details"]["name"], _header(cell)) is not None
        and _NAME.fullmatch(text) is not None
        and not re.search(data["person"]["masked"], text)
    )


def _kinds(cell: Block, day: date) -> Iterator[str]:
    data = read_data("personal.yml")["details"]
    header, text = _header(cell), squeeze(cell.text).text
    if not text or text in {"-", "—", "/", "无", "健康"}:
        return
    if re.search(data["illness"], header):
        yield "illness"
    if re.search(data["address"], header):
        yield "address"
    if re.search(data["minor"], header):
        yield "minor"
    age = re.match(r"\d{1,2}(?=岁|周岁|$)", text)
    born = re.search(r"(?:19|20)\d\d", text)
    years = int(age[0]) if age and re.search(data["age"], header) else data["child"]
    if born and re.search(data["born"], header):
        years = day.year - int(born[0])
    if years < data["child"]:
        yield "minor"


def _header(cell: Block) -> str:
    return squeeze(cell.labels[0]).text if cell.labels else ""


def _what(kind: str) -> Message:
    return {
        "illness": msg("病情"),
        "address": msg("住址"),
        "minor": msg("未成年人的信息"),
    }[kind]
