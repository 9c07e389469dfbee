"""一页里有三处以上残留的拼音。

Why
    办法第二十五条要求严把文字关。三处以上的注音不会是编辑写的，说明整篇是从别的网页采集来的，没有核对过。

Fails
    ```md
    会(huì)议强(qiáng)调，要认(rèn)真落实。
    ```

Passes
    ```md
    会(huì)议强调，要认真落实。增埗（bù）村、深圳市大芬村的改造。

    这几个字容易读错：供给（jǐ）、处（chǔ）理、角（jué）色，请注意读音。
    ```

Fix
    不要逐处删括号：找到原文，整篇重新核对后再发布。

Not seen
    没有括号的拼音；讲读音的段落里，全角括号的注音不算。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengwu.messages import msg
from zhengwu_lint.rule import ERROR, Problem, rule
from zhengwu_lint.sources.markdown import MarkdownDocument
from zhengwu_lint.sources.text.glosses import glosses

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEVERAL = 3


@rule(
    "repeated-pinyin-residue",
    reads=MarkdownDocument,
    basis=("measures-25",),
    severity=ERROR,
)
def repeated_pinyin_residue(document: MarkdownDocument) -> Iterator[Problem]:
    """Find pages with three residues or more; one finding a page."""
    found = [gloss for gloss in glosses(document) if gloss.residue]
    if len(found) >= _SEVERAL:
        first = found[0]
        yield Problem(
            first.line,
            first.column,
            msg("这一页残留拼音 {count} 处，如“{gloss}”", count=len(found), gloss=first.text),
            msg("采集来的文字，请找原文整篇重新核对"),
            first.text,
        )
