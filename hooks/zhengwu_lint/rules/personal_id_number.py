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

    ```html
    <a href="/query?id=11010519491231002X">查询结果</a>
    ```

Passes
    ```md
    张某某，身份证号 110***********002X；李某，1101**********2X。

    统一社会信用代码 91110000600037341L，项目编号 202611020930123456。
    ```

Fix
    只留前三位和后几位，中间改成星号，如 110***********002X；能不写就不写。附件里的也要一起检查。

Not seen
    图片、扫描件和附件里的号码，写错了一位的号码，护照、通行证见 personal-passport-number。
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.text.digits import in_digits
from zhengwu_lint.sources.text.folding import fold
from zhengwu_lint.sources.text.identity import is_birth, is_identity_number, is_region
from zhengwu_lint.sources.text.masking import mask, masked
from zhengwu_lint.sources.text.written import everything

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from zhengwu_lint.sources.text.folding import Plain

# A space, a hyphen, a dot or a line's end may stand between digits.
_BETWEEN = r"[ \t\n\u00a0\u3000·.—–_()（）-]{0,2}"
_MASK = r"[*＊×✱★☆#?？_]"
_EIGHTEEN = re.compile(rf"(?<![0-9])[1-8](?:{_BETWEEN}[0-9]){{16}}{_BETWEEN}[0-9Xx](?![0-9A-Za-z])")
_FIFTEEN = re.compile(r"(?<![0-9A-Za-z.-])[1-8][0-9]{14}(?![0-9A-Za-z.-])")
# A mask that leaves the day of birth and the order: over the check digit, or over the region alone.
_LAST_MASKED = re.compile(rf"(?<![0-9])[1-8](?:{_BETWEEN}[0-9]){{16}}{_MASK}")
_FIRST_MASKED = re.compile(rf"{_MASK}{{2,6}}[0-9]{{11}}[0-9Xx](?![0-9A-Za-z])")
_DIGIT = re.compile(r"[0-9Xx]")
_SEVERAL = re.compile(r"\d\D{0,2}\d\D{0,2}\d\D{0,2}\d\D{0,2}\d\D{0,2}\d")
_OLD_CENTURY = "19"


@rule(
    "personal-id-number",
    reads=Document,
    basis=("measures-31",),
    severity=ERROR,
    waivable=False,
)
def personal_id_number(document: Document, day: date) -> Iterator[Problem]:
    """Find identity numbers anywhere on a page: text, attributes, links, metadata, comments."""
    old_too = _context().search("".join(block.text for block in document.blocks)) is not None
    seen: set[tuple[str, int]] = set()
    for written in everything(document):
        for number, offset, end in _numbers(written.text, day, old_too=old_too):
            line, column = written.place(offset)
            key = (number, 0 if document.built else line)
            if key in seen:
                continue
            seen.add(key)
            shown = masked(number, 3, 2)
            yield Problem(
                line,
                column,
                msg("没有遮盖的公民身份号码 {shown}", shown=shown),
                msg(
                    "改成 {shown} 这样，能不写就不写；已经提交过的，告诉网站的安全责任人",
                    shown=shown,
                ),
                shown,
                edits=mask(written, offset, end, 3, 2),
            )


def _numbers(text: str, day: date, *, old_too: bool) -> Iterator[tuple[str, int, int]]:
    """Yield every identity number in `text` with its offset and the offset behind it."""
    plain = fold(text)
    read = in_digits(plain.text)
    if not _SEVERAL.search(read):
        return
    for match in _EIGHTEEN.finditer(read):
        number = "".join(_DIGIT.findall(match[0])).upper()
        if is_identity_number(number, day):
            yield number, *_ends(match, plain)
    for match in _LAST_MASKED.finditer(read):
        digits = "".join(_DIGIT.findall(match[0]))
        if is_region(digits) and is_birth(digits[6:14], day):
            yield f"{digits}*", *_ends(match, plain)
    for match in _FIRST_MASKED.finditer(read):
        digits = match[0].lstrip("*＊×✱★☆#?？_")
        if is_birth(digits[:8], day):
            yield f"{match[0][: -len(digits)]}{digits}", *_ends(match, plain)
    for match in _FIFTEEN.finditer(read) if old_too else ():
        if is_region(match[0]) and is_birth(_OLD_CENTURY + match[0][6:12], day):
            yield match[0], *_ends(match, plain)


def _ends(match: re.Match[str], plain: Plain) -> tuple[int, int]:
    return plain.at(match.start()), plain.at(match.end() - 1) + 1


@cache
def _context() -> re.Pattern[str]:
    return re.compile("|".join(read_data("personal-id.yml")["context"]))
