"""写了不允许的 HTML 标签、属性，或注释里夹带了网址。

Why
    办法第二十五条要求严格检查，不得隐含外部链接。HTML 标签和注释最容易藏东西，页面也会难以检查和
    无障碍阅读，所以只放行公文确实要用的少数标签，其余一律不当作 HTML 发布。
    样式类也只放行排公文要用的几个，主题自己的（zw-…）都不行：里面有专给读屏软件、要脚本才显示的，
    用了等于隐藏。

Fails
    ```md
    <div align="center">通知</div>
    ```

    ```md
    <sup style="font-size: 0">注</sup>
    ```

    ```md
    [中国政府网](https://www.gov.cn/){style="color: red"}
    ```

    ```md
    {.zw-tool}
    通知如下。
    ```

    ```md
    <!-- 旧网站 shop-demo.com 的内容 -->
    ```

Passes
    ```md
    每平方米 5 元，计算到 m<sup>2</sup>。第一行<br>第二行

    <!-- 这一段等复审后再改 -->

    ## 附则 {#fuze}

    {.right}
    2026年11月20日
    ```

Fix
    用 Markdown 写：**粗体**、表格、列表、图片；只要文字的，删去标签留下文字。

Not seen
    放行的标签写得不成对。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.text.hosts import hosts_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu.dialect.markup import RefusedHtml
    from zhengwu_lint.sources.document import Block, Comment

_MARKUP = re.compile(r"<[A-Za-z/!?]|\]\(|\]:\s")
_CLASSES = re.compile(r"\{:?(?=[^{}]*\.[A-Za-z])\s*(?:[.#][A-Za-z_][\w-]*\s*)+\}")
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")


@rule("raw-html", reads=MarkdownDocument, basis=("measures-25",), severity=ERROR)
def raw_html(document: MarkdownDocument) -> Iterator[Problem]:
    """Find raw HTML, attributes and comments that the dialect does not publish."""
    opened: list[str] = []
    for piece in document.source.facts.refused:
        match = _NAME.match(piece.text)
        name = match[1].lower() if match else ""
        if piece.text.startswith("</") and name in opened:
            opened.remove(name)  # the end of what has been reported
            continue
        opened.append(name)
        what = _explain(piece, name)
        yield Problem(piece.line, piece.column, what.message, what.fix, piece.text)
    for block in document.blocks:
        yield from _printed(block)
    for comment in document.comments:
        yield from _comment(comment)


def _printed(block: Block) -> Iterator[Problem]:
    """Find attribute lists that asked for classes where none is taken: readers see the braces."""
    for match in _CLASSES.finditer(block.text) if "{" in block.text else ():
        if not block.in_code(match.start()):
            yield Problem(
                *block.place(match.start()),
                msg("花括号“{text}”在这里不起作用，会原样印出来", text=match[0]),
                msg("删去它；样式类写在段落、表格前面单独的一行"),
                match[0],
            )


def _explain(piece: RefusedHtml, name: str) -> Problem:
    if piece.attribute and piece.text.startswith("."):
        return Problem.unplaced(
            msg("样式类“{name}”不允许", name=piece.text.removeprefix(".")),
            msg(
                "删去它；允许的只有 {allowed}",
                allowed=tuple(read_data("html.yml")["markdown_classes"]),
            ),
        )
    if piece.attribute:
        allowed = tuple(read_data("html.yml")["markdown_attributes"])
        return Problem.unplaced(
            msg("花括号里的属性“{name}”不允许", name=piece.text),
            msg("删去它；允许的属性只有 {allowed}", allowed=allowed),
        )
    if name in read_data("html.yml")["elements"]:
        return Problem.unplaced(
            msg("标签 <{name}> 带了不允许的属性，或引号、尖括号没写对", name=name),
            msg("只写标签本身，属性都删去；属性值要用英文双引号"),
        )
    if not name:
        return Problem.unplaced(
            msg("“{text}”会被当成 HTML", text=piece.text),
            msg("删去它；要显示小于号，写成 &lt;"),
        )
    return Problem.unplaced(
        msg("不允许用 HTML 标签 <{name}>", name=name),
        msg("改用 Markdown 的写法，或删去标签只留文字；要显示小于号，写成 &lt;"),
    )


def _comment(comment: Comment) -> Iterator[Problem]:
    """Judge a comment; one with a URL is a hidden-link already."""
    if "//" in comment.text:
        return
    host = next(hosts_in(comment.text), None)
    markup = _MARKUP.search(comment.text)
    if host or markup:
        start = markup.start() if markup else 0
        text = host.written if host else comment.text[start : start + 40]
        yield Problem(
            comment.line,
            comment.column,
            msg("注释里夹带了网址 {text}", text=text)
            if host
            else msg("注释里夹带了标签或链接 {text}", text=text),
            msg("注释只写给同事看的话；不要的内容直接删去，历史版本里都还在"),
            text,
        )
