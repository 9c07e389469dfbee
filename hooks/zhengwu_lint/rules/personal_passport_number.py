"""护照、通行证号码没有遮盖。

Why
    办法第三十一条要求严格管理个人信息，防止泄露。出入境、人才引进的公示里常带出证件号码。

Fails
    ```md
    王某某，护照号码 E00000000，已办理延期。
    ```

    ```md
    | 姓名 | 港澳居民来往内地通行证 |
    |---|---|
    | 王某某 | H00000000 |
    ```

Passes
    ```md
    王某某，护照号码 E0****000。办理普通护照，应当提交居民身份证和申请表。

    护照号码示例：E00000000。
    ```

Fix
    只留前两位和后三位，中间改成星号，如 E0****000；能不写就不写。

Not seen
    没有说是护照、通行证的号码，写明是样例的号码，图片和附件里的号码。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.text.folding import fold
from zhengwu_lint.sources.text.masking import mask
from zhengwu_lint.sources.text.written import everything

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.text.written import Written

_NEAR = 24
_FAR = 60


@rule(
    "personal-passport-number",
    reads=Document,
    basis=("measures-31", "privacy-25", "openness-15"),
    severity=ERROR,
    waivable=False,
)
def personal_passport_number(document: Document) -> Iterator[Problem]:
    """Find the numbers of passports and travel permits near words that name them."""
    seen: set[tuple[str, int]] = set()
    for written in everything(document):
        for number, offset, end in _numbers(written):
            line, column = written.place(offset)
            key = (number, 0 if document.built else line)
            if key in seen:
                continue
            seen.add(key)
            shown = f"{number[:2]}****{number[-3:]}"
            yield Problem(
                line,
                column,
                msg("没有遮盖的证件号码 {shown}", shown=shown),
                msg("改成 {shown} 这样，能不写就不写", shown=shown),
                shown,
                edits=mask(written, offset, end, 2, 3),
            )


def _numbers(written: Written) -> Iterator[tuple[str, int, int]]:
    """Yield every number with its offset and the offset behind it."""
    data = read_data("personal.yml")["passport"]
    labels = "|".join(written.block.labels) if written.block else ""
    if not re.search(data["context"], f"{labels}|{written.text}", re.IGNORECASE):
        return
    sample = re.compile(read_data("personal.yml")["sample"])
    named = re.search(data["context"], labels, re.IGNORECASE) is not None
    plain = fold(written.text)
    for key in ("letters", "resident", "digits"):
        for match in re.finditer(data[key], plain.text):
            if sample.search(f"{labels}:{plain.text[: match.start()][-_FAR:]}"):
                continue
            before = re.split(r"[。；\n|]", plain.text[: match.start()])[-1][-_NEAR:]
            near = named or re.search(data["context"], before, re.IGNORECASE)
            if near and (key != "digits" or named or re.search(data["named"], before)):
                yield match[0], plain.at(match.start()), plain.at(match.end() - 1) + 1
