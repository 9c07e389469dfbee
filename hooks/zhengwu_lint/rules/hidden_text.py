"""读者看不见的文字。

Why
    办法第二十五条要求严格检查发布的信息，防止内容被篡改。看不见的文字是写给搜索引擎的：被入侵的页面常用它塞
    进别人的广告；藏着的条款对读者也不公平。

Fails
    ```html
    <p>工作要点</p><div style="display:none">本公告的补充条款另行规定。</div>
    ```

    ```html
    <style>.zz { text-indent: -9999px }</style><p class="zz">中山特产批发大全</p>
    ```

    ```html
    <p style="background: white">通知<font color="#fefefe">免费领取礼品</font></p>
    ```

    ```md
    {.hidden}
    本通知自印发之日起施行。
    ```

Passes
    ```html
    <nav hidden><a href="/zwgk/">政务公开</a></nav>
    <style>.sr { position: absolute; width: 1px; height: 1px; overflow: hidden;
    clip: rect(0 0 0 0) }</style>
    <a href="/zwgk/">更多<span class="sr">政务公开信息</span></a>
    ```

    ```md
    现将有关事项通知如下。
    ```

Fix
    删去这些文字；确实要给读者看的，去掉隐藏它的样式。不是自己写的，先查网页是不是被篡改。

Not seen
    用脚本，或者用不是本次发布的样式表隐藏的文字。主题自己的部件里，给读屏软件的短名称、脚本或打印时才显示的
    短文字不算；在正文里都算。窗口多宽、浏览器支持什么，这里不知道：页面自己的样式只要有一种情形会隐藏，
    就算隐藏；主题的样式只看不分情形的。
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu.packaged import read_data
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.document import Block

_LETTER = re.compile(r"[^\W_]")
# What turns the reading order round: nobody reads what is written.
_TURNED = re.compile(r"[\u202d\u202e].{2,}", re.DOTALL)
# Characters that nobody sees, so many in a row that they say something.
_WRITTEN_UNSEEN = re.compile(r"[\u200b-\u200f\u2060-\u2064\U000e0000-\U000e007f]{8,}")
_FLAG = "\U0001f3f4"  # tags behind a black flag choose a region's flag
# Elements in which a script keeps what it will show, and words for where there is no script.
_KEPT = frozenset({"template", "noscript", "dialog", "datalist", "object", "video", "audio"})
_CONTROLS = frozenset({"button", "option", "label", "legend", "select", "input", "th", "caption"})


@rule(
    "hidden-text",
    reads=Document,
    basis=("measures-25",),
    severity=ERROR,
    waivable=False,
)
def hidden_text(document: Document) -> Iterator[Problem]:
    """Find text that the page carries and the reader does not see."""
    built = document.built
    fix = msg("删去它，或去掉隐藏它的样式；不是自己写的，先查网页是不是被篡改")
    for hiding, group in groupby(document.blocks, key=lambda block: block.hidden):
        blocks = [block for block in group if not block.element.startswith("@")]
        if hiding is None or not blocks:
            continue
        running = "".join(filter(None, map(_running, blocks)))
        letters = len(_LETTER.findall(running))
        if letters > (_allowance(hiding.kind, blocks) if built else 0):
            first = next(block for block in blocks if _running(block))
            yield Problem(
                *first.place(len(first.text) - len(first.text.lstrip())),
                msg("看不见的文字“{text}”：{reason}", text=_shown(running), reason=hiding.reason),
                fix,
                _shown(running),
            )
    for block in document.blocks:
        yield from _by_characters(block)


def _allowance(kind: str, blocks: list[Block]) -> int:
    """Return how many letters may be hidden in that way."""
    if kind == "concealed":
        return 0
    if all(block.element in _KEPT for block in blocks):
        return 10 * int(read_data("hiding.yml")["allowances"][kind])
    return int(read_data("hiding.yml")["allowances"][kind])


def _running(block: Block) -> str:
    """Return the text of a block outside of links and controls."""
    if block.element in _CONTROLS:
        return ""
    parts, at = [], 0
    for span in block.spans:
        parts.append(block.text[at : span.start])
        at = span.end
    return "".join([*parts, block.text[at:]])


def _by_characters(block: Block) -> Iterator[Problem]:
    for pattern, reason in (
        (_TURNED, msg("用控制符倒转了文字的方向")),
        (_WRITTEN_UNSEEN, msg("夹了一串看不见的字符")),
    ):
        match = pattern.search(block.text)
        if match and block.text[match.start() - 1 : match.start()] != _FLAG:
            yield Problem(
                *block.place(match.start()),
                reason,
                msg("删去这些看不见的字符，重新输入这一段"),
                f"U+{ord(match[0][0]):04X}",
            )


def _shown(text: str) -> str:
    return " ".join(text.split())[:20]
