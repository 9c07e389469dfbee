"""写了别的软件的记号，网页上会原样显示。

Why
    `[TOC]`、`[[页面名]]`、`{% … %}` 是别的软件的写法，这里不认识，读者会看到这些记号；没有配成对的
    `**`、七个井号、没有分隔行的表格也一样。检查时算版面差错（办法第二十五条）。

Fails
    ```md
    [TOC]
    ```

    ```md
    详见[[停水通知]]。
    ```

    ```md
    {% 说明：本段待核 %}
    ```

    ```md
    ####### 七级标题
    ```

    ```md
    | 甲 | 乙 |
    | 一 | 二 |
    ```

    ```md
    **请于本周五前报送。
    ```

Passes
    ```md
    详见[停水通知](#停水)。**请于本周五前报送。**

    ## 停水

    每户10~20元，规格为3*4*5米；李**等三人；`[[代码]]` 不算。
    ```

Fix
    目录由系统生成，删去 `[TOC]`；链接写成 `[名称](文件名.md)`；粗体前后各写两个星号；标题最多六个
    井号；表格的第二行写 `|---|---|`。

Not seen
    只写了一个的星号、下划线。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import Message, msg
from zhengwu_lint.rule import WARNING, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.document import Block

_PAIR = msg("前后各写两个，靠着要加粗或划去的字；本来就要显示的，前面加反斜杠")
_LINK = msg("写成 [名称](文件名.md)")
_ROW = r"[|｜][^\n]*[|｜][ \t]*"
# What is shown as it is written, and what to do about it.
_SIGNS: tuple[tuple[re.Pattern[str], Message], ...] = (
    (re.compile(r"\[(?:TOC|toc)\]|\[\[_?TOC_?\]\]"), msg("目录由系统生成，删去它")),
    (re.compile(r"!?\[\[[^\[\]\n]+\]\]"), _LINK),
    (
        re.compile(r"\{%[^\n]*?%\}|\{\{[^\n]*?\}\}|\{#[^\n{}]*#\}|<%[^\n]*?%>"),
        msg("这里不执行这样的命令，删去它"),
    ),
    (re.compile(r"\{:[^\n{}]*\}"), msg("花括号里的属性写成 #名字 或 .样式，不加冒号")),
    (re.compile(r"(?m)^#{7,}(?=\s*\S)"), msg("标题最多六级，少写几个井号")),
    (
        re.compile(r"(?m)^#(?=[^\W\d_][^#\n]{0,40}$)"),
        msg("是标题的，井号后面空一格；不是的，加反斜杠"),
    ),
    (re.compile(r"(?m)^＃+(?=\S)"), msg("井号用英文的，后面空一格")),
    (re.compile(r"(==|\+\+)(?=\S)[^=+\n]+(?<=\S)\1"), msg("突出的字写成 **粗体**")),
    (re.compile(r"(?<![A-Za-z0-9_])__(?=\S)[^_\n]+__"), msg("粗体写成 **文字**")),
    (re.compile(r"(?m)^:::+[^\n]*|^\[!\w+\]"), msg("提示框写成 !!! note 标题，内容缩进四格")),
    (
        re.compile(r"(?<=[A-Za-z0-9])([\^~])[A-Za-z0-9+-]{1,3}\1"),
        msg("上标写成 <sup>2</sup>，下标写成 <sub>2</sub>"),
    ),
    (
        re.compile(r"(?<![A-Za-z0-9:]):[a-z]{2}[a-z_]*:(?![A-Za-z0-9:])"),
        msg("表情符号不这样写，删去它"),
    ),
    (re.compile(r"\^\[[^\[\]\n]+\]"), msg("脚注写成 [^1]，另起一段写 [^1]: 说明")),
    (re.compile(r"(?m)^[｀‘’]{3}"), msg("代码用三个英文反引号开头和结尾")),
    (re.compile(r"\$\$[^$]+\$\$|\$[^$\n]{0,40}[\\^_][^$\n]*\$"), msg("公式写成文字或 MathML")),
    (re.compile(rf"(?m)^{_ROW}\n{_ROW}$"), msg("表格的第二行写 |---|---|，有几栏写几个")),
    (re.compile(r"(?m)(?<!\*)\*\*(?![*、，。；：）])[^*\n]+\*\*(?!\*)|^\*\*(?=\w)"), _PAIR),
    (re.compile(r"(?<!~)~~(?!~)(?!\d)|(?<![~\d])~~(?!~)"), _PAIR),
    (
        re.compile(
            r"!?\[[^\[\]\n^]+\][ \t]*[(（](?=[^()（）\n]*\.(?:md|pdf|docx?|xlsx?|png|jpe?g)\b)"
        ),
        _LINK,
    ),
    (
        re.compile(
            r"[【［][^【】［］\n]+[】］][ \t]*[(（]"
            r"(?=[^()（）\n]*\.(?:md|pdf|docx?|xlsx?|png|jpe?g)\b)"
        ),
        msg("链接的方括号用英文的"),
    ),
)


_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg)$", re.IGNORECASE)


@rule("foreign-markup", reads=MarkdownDocument, basis=("measures-25",), severity=WARNING)
def foreign_markup(document: MarkdownDocument) -> Iterator[Problem]:
    """Find signs that were meant to mark something and are shown instead."""
    for block in document.blocks:
        if block.code or block.element == "front-matter" or block.element.startswith("@"):
            continue
        yield from _wide_exclamations(block)
        for pattern, fix in _SIGNS:
            for match in pattern.finditer(block.text):
                if not block.in_code(match.start()):
                    text = match[0].strip()[:30]
                    yield Problem(
                        *block.place(match.start()),
                        msg("“{text}”会原样显示", text=text),
                        fix,
                        text,
                    )


def _wide_exclamations(block: Block) -> Iterator[Problem]:
    """Yield the links to pictures that were to be pictures."""
    for span in block.spans:
        if block.text[: span.start].endswith("！") and _PICTURE.search(span.target):
            yield Problem(
                *block.place(span.start),
                msg("图片“{target}”成了链接", target=span.target),
                msg("图片前面的叹号用英文的"),
                span.target,
            )
