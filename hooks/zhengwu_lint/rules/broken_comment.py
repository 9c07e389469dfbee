"""注释没有写好：没有结束，提前结束，或写到了公开的文字里。

Why
    注释是写给同事看的，不发布。没有结束的注释会把后面的正文一起吞掉；没有写成完整一段的注释，
    其中的内部意见可能当作正文公开。办法第二十五条要求发布前严格检查。

Fails
    ```md
    第一段。

    <!-- 待核

    第二段。
    ```

    ```md
    正文在此。<!-- 内部意见：

    请领导定 -->
    ```

    ```md
    <!-- 待核 --!> 第二段 -->
    ```

Passes
    ```md
    第一段。

    <!-- 这一段等复审后再改 -->

    第二段。<!-- 出处待补 -->
    ```

Fix
    注释以 `<!--` 开头、以 `-->` 结尾，单独成段，中间不空行；不要的内容直接删去，历史版本里都还在。

Not seen
    注释里写了什么：夹带网址或标签见 raw-html。
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengwu_lint.sources.document import Block, Comment

_OPEN = "<!--"
_EARLY = re.compile(r"--!>|\A-?>")
# As it is typed, and as a word processor changes it.
_STRAY = re.compile(r"<[!！](?:--|—|–)|--!?>|[—–]>|--＞")


@rule("broken-comment", reads=MarkdownDocument, basis=("measures-25",), severity=ERROR)
def broken_comment(document: MarkdownDocument) -> Iterator[Problem]:
    """Find comments that swallow text, and those that readers would see."""
    for comment in document.comments:
        yield from _comment(comment)
    told: set[int] = set()
    for line, column, text in _in_prose(document):
        if line not in told:
            told.add(line)
            yield _shown(line, column, text)


def _in_prose(document: MarkdownDocument) -> Iterator[tuple[int, int, str]]:
    """Yield (line, column, text) of what readers would see of comments."""
    events = [
        ((comment.line, comment.column), _Event.OPENED, "")
        for comment in document.comments
        if not comment.closed  # in raw HTML, which ends before the comment does
    ]
    for block in document.blocks:
        if not block.code and block.element != "front-matter":
            events.extend(_events(block))
    inside = False
    within: list[tuple[int, int, str]] = []  # shown if the comment ends further below
    # In the order of the source: footnotes stand last on the page.
    for place, event, text in sorted(events):
        if event is _Event.CLOSES and inside:
            yield from within
            yield *place, text
        elif event is _Event.TEXT and inside:
            within.append((*place, text))
        elif event is _Event.OPENS:
            yield *place, text
        if event is not _Event.TEXT:
            # An arrow by itself, as in “甲-->乙”, is no end of a comment.
            inside, within = event is not _Event.CLOSES, []


class _Event(IntEnum):
    """What happens at a place, as far as comments go."""

    OPENED = 0
    TEXT = 1
    OPENS = 2
    CLOSES = 3


def _events(block: Block) -> Iterator[tuple[tuple[int, int], _Event, str]]:
    yield block.place(0), _Event.TEXT, block.text.strip()[:20]
    for sign in _STRAY.finditer(block.text):
        if not block.in_code(sign.start()):
            event = _Event.OPENS if sign[0].startswith("<") else _Event.CLOSES
            yield block.place(sign.start()), event, sign[0]


def _shown(line: int, column: int, text: str) -> Problem:
    return Problem(
        line,
        column,
        msg("注释没有写成完整的一段，“{text}”会当作正文公开", text=text),
        msg("把注释写成单独一段，以 <!-- 开头、--> 结尾，中间不空行；不要的内容直接删去"),
        text,
    )


def _comment(comment: Comment) -> Iterator[Problem]:
    last = comment.line + comment.text.rstrip().count("\n")
    if not comment.closed:
        yield Problem(
            comment.line,
            comment.column,
            msg(
                "注释没有结束，第 {first} 行到第 {last} 行都不会发布",
                first=comment.line,
                last=last,
            ),
            msg("在注释末尾写上 -->"),
            _OPEN,
        )
    elif early := _EARLY.search(comment.text):
        line = comment.line + comment.text[: early.start()].count("\n")
        yield Problem(
            line,
            0,
            msg(
                "注释写成“{text}”提前结束，第 {first} 行到第 {last} 行不会发布",
                text=early[0],
                first=comment.line,
                last=last,
            ),
            msg("注释只在最后写一次 -->，中间不写 --!> 或 >"),
            early[0],
        )
