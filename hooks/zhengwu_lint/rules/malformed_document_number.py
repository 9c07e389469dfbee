"""文号写得不规范。

Why
    发文字号由机关代字、年份、序号组成，年份用六角括号〔〕，序号前不写“第”、不补零
    （GB/T 9704-2012）。写法不一，读者按文号就搜不到文件，解读也关联不上。

Fails
    ```md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    docno: 中府办函[2026]993号
    ---
    第一条
    ```

    ```md
    根据中府办函【2026】993号文件……
    ```

    ```md
    根据中府办函〔2026〕第993号文件……
    ```

    ```md
    根据中府办函〔2026〕093号文件……
    ```

Passes
    ```md
    ---
    title: 公共图书阅览点服务管理办法
    published_at: 2026-09-08 10:00
    source: 市政府办公室
    kind: policy
    docno: 中府办函〔2026〕993号
    ---
    根据国务院令第711号和中府办函〔2025〕992号，地图审图号：GS(2019)1719号。
    ```

Fix
    改成 中府办函〔2026〕993号 这样：〔〕在中文输入法的符号表里。

Not seen
    文号是不是这份文件的；没有年份括号的旧式编号。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.model.page import PolicyMeta
from zhengwu.packaged import read_data
from zhengwu.pages.document_number import flaws, is_document_number, names_page
from zhengwu.pages.relations import FIELDS
from zhengwu_lint.rule import WARNING, Edit, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.site_pages import front_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.pages.index import Page


@rule(
    "malformed-document-number",
    reads=MarkdownDocument,
    basis=("measures-25", "gb-9704"),
    severity=WARNING,
)
def malformed_document_number(document: MarkdownDocument) -> Iterator[Problem]:
    """Find document numbers that are not written as the standard says."""
    numbers = dict(_numbers(document.page)) if document.page else {}
    for place, number in numbers.items():
        if not is_document_number(number):
            yield _whole(place, number)
    for block in document.blocks:
        if block.code or (block.element == "front-matter" and block.places[0] in numbers):
            continue
        for flaw in flaws(block.text):
            place = block.place(flaw.start)
            yield Problem(
                *place,
                msg("文号“…{written}”不规范：{what}", written=flaw.written, what=flaw.what),
                msg("改成“…{meant}”", meant=flaw.meant),
                flaw.written,
                edits=(Edit(*place, flaw.written, flaw.meant),),
            )


def _numbers(page: Page) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the fields of the front matter that hold a document number, by their places."""
    if isinstance(page.meta, PolicyMeta) and page.meta.docno:
        yield front_place(page, "docno"), page.meta.docno
    for field in FIELDS:
        for i, text in enumerate(getattr(page.meta, field, ())):
            if not names_page(text):
                yield front_place(page, field, i), text


def _whole(place: tuple[int, int], number: str) -> Problem:
    shape = read_data("docno.yml")["shape"]
    for flaw in flaws(number):
        what = msg("文号“{number}”不规范：{what}", number=number, what=flaw.what)
        meant = number.replace(flaw.written, flaw.meant)
        line, column = place
        edit = Edit(line, column + flaw.start, flaw.written, flaw.meant)
        return Problem(*place, what, msg("改成“{meant}”", meant=meant), number, edits=(edit,))
    what = msg("“{number}”不是规范的文号", number=number)
    return Problem(*place, what, msg("写成：{shape}", shape=shape), number)
