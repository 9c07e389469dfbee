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
    图片、扫描件和附件里的号码，写错了一位的号码，护照等其他证件的号码。
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document
from zhengwu_lint.sources.html import HtmlDocument
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.plain import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A space, a hyphen or a dot may stand between digits, not a line's end.
_BETWEEN = r"[ \t\u00a0\u3000·.—–-]{0,2}"
_EIGHTEEN = re.compile(rf"(?<![0-9])[1-8](?:{_BETWEEN}[0-9]){{16}}{_BETWEEN}[0-9Xx](?![0-9A-Za-z])")
_FIFTEEN = re.compile(r"(?<![0-9A-Za-z.-])[1-8][0-9]{14}(?![0-9A-Za-z.-])")
_DIGIT = re.compile(r"[0-9Xx]")
_SEVERAL = re.compile(r"\d\D{0,2}\d\D{0,2}\d\D{0,2}\d\D{0,2}\d\D{0,2}\d")
_OLD_CENTURY = "19"


@rule(
    "personal-id-number",
    reads=Document,
    basis=("办法 第三十一条",),
    severity=ERROR,
    waivable=False,
)
def personal_id_number(document: Document, day: date) -> Iterator[Problem]:
    """Find identity numbers anywhere on a page: text, attributes, links, metadata, comments."""
    old_too = _context().search("".join(block.text for block in document.blocks)) is not None
    seen: set[tuple[str, int]] = set()
    for text, place in _texts(document):
        for number, offset in _numbers(text, day, old_too=old_too):
            line, column = place(offset)
            key = (number, 0 if isinstance(document, HtmlDocument) else line)
            if key in seen:
                continue
            seen.add(key)
            shown = f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"
            yield Problem(
                line,
                column,
                msg("没有遮盖的公民身份号码 {shown}", shown=shown),
                msg(
                    "改成 {shown} 这样，能不写就不写；已经提交过的，告诉网站的安全责任人",
                    shown=shown,
                ),
                shown,
            )


def _texts(document: Document) -> Iterator[tuple[str, Callable[[int], tuple[int, int]]]]:
    """Yield every text of a page with the function from an offset in it to (line, column)."""
    if isinstance(document, MarkdownDocument):  # the whole file: nothing in it is hidden
        yield document.source.text, partial(_in_file, document.source.text)
    for block in document.blocks:  # markup inside a number does not break it here
        yield block.text, block.place
    for link in document.links:
        yield unquote(link.target), partial(_fixed, link.line, link.column)
    if isinstance(document, HtmlDocument):
        for comment in document.comments:
            yield comment.text, partial(_fixed, comment.line, comment.column)
        for element in document.root.iter():
            for value in element.values() if isinstance(element.tag, str) else ():
                yield value, partial(_fixed, element.sourceline or 1, 0)


def _in_file(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def _fixed(line: int, column: int, _offset: int) -> tuple[int, int]:
    return line, column


def _numbers(text: str, day: date, *, old_too: bool) -> Iterator[tuple[str, int]]:
    """Yield (number, offset) of every identity number in `text`."""
    if not _SEVERAL.search(text):
        return
    plain = fold(text)
    for match in _EIGHTEEN.finditer(plain.text):
        number = "".join(_DIGIT.findall(match[0])).upper()
        if _is_region(number) and _is_birth(number[6:14], day) and _checks(number):
            yield number, plain.at(match.start())
    for match in _FIFTEEN.finditer(plain.text) if old_too else ():
        if _is_region(match[0]) and _is_birth(_OLD_CENTURY + match[0][6:12], day):
            yield match[0], plain.at(match.start())


def _is_region(number: str) -> bool:
    return number[:2] in read_data("personal-id.yml")["provinces"].split()


def _is_birth(digits: str, day: date) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return date(read_data("personal-id.yml")["since"], 1, 1) <= born <= day


def _checks(number: str) -> bool:
    data = read_data("personal-id.yml")
    total = sum(int(d) * w for d, w in zip(number, data["weights"], strict=False))
    return bool(data["checks"][total % 11] == number[17])


@cache
def _context() -> re.Pattern[str]:
    return re.compile("|".join(read_data("personal-id.yml")["context"]))
