"""写了脚注或链接的定义，正文却没有用到，或重复定义，文字不会出现在网页上。

Why
    `[^1]:` 开头的脚注没有被引用，整条脚注就不发布；`[名称]: 网址` 是链接的定义，没有用到也不显示。
    编辑以为发布了，读者看不到，信息就不完整（办法第二十五条）。

Fails
    ```md
    正文在此。

    [^1]: 这条说明没有被引用。
    ```

    ```md
    正文[^1]。

    [^1]: 先写的一条

    [^1]: 后写的一条
    ```

    ```md
    [附件1]: files/shenqingbiao.docx

    特此通知。
    ```

Passes
    ```md
    正文[^1]，见[附件1]。

    [^1]: 这条说明有引用。

    [附件1]: https://www.gov.cn/
    ```

    ```md
    [附件1]: 申请表
    ```

Fix
    脚注：在正文里写上 `[^1]`，或删去这条脚注。链接：改写成 `[附件1](files/shenqingbiao.docx)`。编号
    重复的，改成不同的编号。

Not seen
    脚注写到了别的地方。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.dialect.remarks import Kind
from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("lost-definition", reads=MarkdownDocument, basis=("measures-25",), severity=ERROR)
def lost_definition(document: MarkdownDocument) -> Iterator[Problem]:
    """Find definitions of footnotes and links that leave no trace on the page."""
    for remark in document.source.facts.remarks:
        first, last = remark.line, remark.last
        if remark.kind is Kind.FOOTNOTE:
            yield Problem(
                first,
                0,
                msg(
                    "脚注 [^{label}] 没有被引用，或后面又写了一次，"
                    "第 {first} 行到第 {last} 行不会发布",
                    label=remark.text,
                    first=first,
                    last=last,
                ),
                msg("在正文里写上 [^{label}]，或改成另一个编号", label=remark.text),
                remark.text,
            )
        elif remark.kind is Kind.DEFINITION:
            yield Problem(
                first,
                0,
                msg(
                    "[{label}]: 是链接的定义，没有用到，或前面已写过，"
                    "第 {first} 行到第 {last} 行不会发布",
                    label=remark.text,
                    first=first,
                    last=last,
                ),
                msg("要显示成链接，写成 [名称](网址)；要显示成文字，冒号改用中文的“：”"),
                remark.text,
            )
